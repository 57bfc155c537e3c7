import type { z } from "zod";
import type { Operation } from "../lib/domain/api/operation.ts";
import { problemSchema } from "../lib/domain/api/problem-schema.ts";
import { AppError } from "../lib/domain/errors.ts";
import type { TenantId } from "../lib/domain/ids.ts";
import type { Commands } from "../local/commands.ts";

/** A call's values by their names in the operation's path and query. */
export type CallValues = Readonly<Record<string, string | undefined>>;

export interface CallOptions {
  /** For operations that take a body. */
  readonly body?: unknown;
  /** The tenant in whose name to call; if absent, the machine's own tenant. */
  readonly tenant?: TenantId | undefined;
}

/**
 * Calls an operation of the HTTP API and returns its parsed answer.
 * @throws AppError with the problem's code; field names in its text become the flags for them.
 */
export async function callApi<A extends z.ZodType>(
  commands: Commands,
  operation: Pick<Operation<never, A>, "method" | "path" | "pathNames" | "query" | "status" | "answer">,
  values: CallValues,
  { body: sent, tenant }: CallOptions = {},
): Promise<z.infer<A>> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && !operation.pathNames.includes(name)) query.set(name, value);
  }
  const target = query.size > 0 ? `${path}?${query}` : path;
  const { status, body } = await commands.request({
    method: operation.method,
    target,
    ...(sent !== undefined && { body: sent }),
    ...(tenant && { tenant }),
  });
  if (status === operation.status) return operation.answer.parse(body);
  const problem = problemSchema.parse(body);
  throw new AppError("invalid", problem.code, inFlags(problem.detail, operation.query.names));
}

export const flagOf = (name: string): string => `--${name.replaceAll("_", "-")}`;

/** For example, the API's "followers_min" becomes --followers-min. */
const inFlags = (detail: string, names: readonly string[]): string =>
  detail.replace(/"(\w+)"/g, (whole, name: string) => (names.includes(name) ? flagOf(name) : whole));
