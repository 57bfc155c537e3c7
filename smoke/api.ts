import type { z } from "zod";
import { type Problem, problemSchema } from "../lib/domain/api/problem-schema.ts";
import { jsonOrNull } from "../lib/domain/json.ts";
import { Fault } from "./fault.ts";

interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The HTTP API of a system, called as its clients call it. */
export interface Api {
  /**
   * Without the key, unless `headers` contain one.
   * @throws Fault when nothing answers.
   */
  ask(path: string, call: Call): Promise<Answer>;
  /**
   * With the key.
   * @throws Fault when the answer has another status, or differs from the API's description.
   */
  get<S extends z.ZodType>(schema: S, path: string, call: Call & { status?: number }): Promise<z.infer<S>>;
  readonly key: string;
}

export function createApi({ url, key }: { readonly url: URL; readonly key: string }): Api {
  const ask = async (path: string, { method = "GET", body, headers = {}, signal }: Call): Promise<Answer> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const response = await fetch(new URL(path, url), {
      ...{ method, signal, redirect: "error", headers: { ...type, ...headers } },
      ...sent,
    }).catch((error: unknown) => {
      throw signal.aborted ? error : nobodyAnswers(url, error);
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: jsonOrNull(text) };
  };
  return {
    key,
    ask,
    async get(schema, path, { status = 200, ...call }) {
      const answer = await ask(path, { ...call, headers: { "x-api-key": key, ...call.headers } });
      if (answer.status !== status) throw refused(path, answer);
      const parsed = schema.safeParse(answer.body);
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      throw new Fault(
        `${pathOf(path)} answered in another form: ${issue?.path.join(".")} ${issue?.message}`,
        "The system and this check are of two versions: check out the commit that is deployed.",
      );
    },
  };
}

/** `fetch` only says that it failed. The reason is in the cause. */
function nobodyAnswers(url: URL, error: unknown): Fault {
  const cause = error instanceof Error ? error.cause : undefined;
  const why = cause instanceof Error ? cause.message || ("code" in cause ? String(cause.code) : "") : "";
  return new Fault(
    `${url.origin} does not answer${why ? `: ${why}` : ""}`,
    "Is the system up, and is this its address? npm start prints it; a deployed one has INCREATOR_DOMAIN.",
    error,
  );
}

/** Queries contain words of profiles, so messages name only the path. */
const pathOf = (path: string): string => path.split("?")[0] ?? path;

/** What to do about an unexpected answer. */
export function refused(path: string, { status, body }: Answer): Fault {
  const problem = problemSchema.safeParse(body);
  const said = problem.success ? `${problem.data.code}: ${problem.data.detail}` : "and no problem details";
  return new Fault(`${pathOf(path)} answered ${status}, ${said}`, remedyOf(status, problem.data));
}

const KEY_REMEDY =
  "Give a key with the roles of a privacy officer: increator keys create --tenant <tenant> --name smoke --role privacy_officer --expires-days 1";

function remedyOf(status: number, problem: Problem | undefined): string {
  if (problem === undefined) return "What answers there is not this API. Check --url.";
  if (status === 401 || status === 403) return KEY_REMEDY;
  if (status === 429)
    return "Wait until the key's quota is back, or use another key (docs/PERMISSIONS.md, Limits).";
  const log = `Look for request ${problem.request_id} in the log.`;
  if (status !== 503) return log;
  return `increator doctor asks each part and says how to fix it (docs/RUNBOOK.md, Search failing). ${log}`;
}
