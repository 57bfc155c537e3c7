import type { z } from "zod";
import type { Operation } from "../lib/domain/api/operation.ts";
import { problemSchema } from "../lib/domain/api/problem-schema.ts";
import { AppError } from "../lib/domain/errors.ts";
import type { TenantId } from "../lib/domain/ids.ts";
import type { Commands } from "../local/commands.ts";

/** A call's values by the names that the operation's path and query have. */
export type CallValues = Readonly<Record<string, string | undefined>>;

export interface CallOptions {
  /** Where the operation takes one. */
  readonly body?: unknown;
  /** In whose name; the machine's own tenant when left out. */
  readonly tenant?: TenantId | undefined;
}

/**
 * Calls an operation of the HTTP API, and gives its answer as described.
 * @throws AppError with the problem's code; field names in it are turned into the flags that carry them.
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

/** "followers_min" as the API calls it is --followers-min here. */
const inFlags = (detail: string, names: readonly string[]): string =>
  detail.replace(/"(\w+)"/g, (whole, name: string) => (names.includes(name) ? flagOf(name) : whole));
