import createFetchClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.ts";

export type { components, operations, paths } from "./schema.ts";
/** What answers hold, by name: `Schemas["Creator"]`. */
export type Schemas = components["schemas"];

export interface ClientOptions {
  /** Where the API is, such as `http://localhost:3000`. */
  readonly baseUrl: string;
  /** `ick_...` */
  readonly key: string;
  /** In place of the platform's own. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client whose paths, parameters, bodies and answers are those of the API's own document. */
export const createClient = ({ key, ...options }: ClientOptions): Client<paths> =>
  createFetchClient<paths>({
    ...options,
    headers: { "x-api-key": key },
    // Lists are joined by commas, as the document says.
    querySerializer: { array: { style: "form", explode: false } },
  });

/** The problem of an answer that is none (RFC 9457); its `code` is stable. */
export class ProblemError extends Error {
  readonly problem: Schemas["Problem"];

  constructor(problem: Schemas["Problem"]) {
    super(`${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }
}

/** What the API answered. @throws ProblemError for any other answer. */
export async function answerOf<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error } = await asked;
  if (data !== undefined) return data;
  throw new ProblemError(error as Schemas["Problem"]);
}
