import type { Operation } from "../domain/api/operation.ts";

/** A tool's input as the parts of a request: the values for path and query, and the body. */
export interface ToolRequest {
  readonly values: Readonly<Record<string, string>>;
  /** Null if the operation takes no body. */
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** A tool without a body has a flat input with the names of path and query. */
export function toolRequest(operation: Operation, input: Readonly<Record<string, unknown>>): ToolRequest {
  const inPath = new Set(operation.pathNames);
  const entries = Object.entries(input);
  const values = entries.filter(([name]) => inPath.has(name) || !operation.takesBody);
  return {
    values: Object.fromEntries(values.map(([name, value]) => [name, String(value)])),
    body: operation.takesBody ? Object.fromEntries(entries.filter(([name]) => !inPath.has(name))) : null,
  };
}
