import { randomUUID } from "node:crypto";
import type { Operation } from "../../../lib/domain/api/operation.ts";
import type { GatewayRequest } from "../../../local/gateway-request.ts";

/** The request that carries values to an operation as its schema takes them: path, query or body. */
export function requestFor(
  operation: Operation,
  values: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): GatewayRequest {
  const text = (value: unknown): string => (Array.isArray(value) ? value.join(",") : String(value));
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(text(values[name])));
  const rest = Object.entries(values).filter(([name]) => !operation.pathNames.includes(name));
  const query = new URLSearchParams(rest.map(([name, value]): [string, string] => [name, text(value)]));
  const body = operation.takesBody ? JSON.stringify(Object.fromEntries(rest)) : "";
  const sent = { ...(body !== "" && { "content-type": "application/json" }), ...headers };
  return {
    method: operation.method,
    target: operation.takesBody || query.size === 0 ? path : `${path}?${query}`,
    headers: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]])),
    body: Buffer.from(body),
    sourceIp: "192.0.2.1",
    requestId: randomUUID(),
  };
}
