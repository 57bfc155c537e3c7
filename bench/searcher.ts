import { randomUUID } from "node:crypto";
import { LOCAL_TENANT } from "../lib/domain/ids.ts";
import type { SearchAnswer, SearchRequestInput } from "../lib/domain/search-request.ts";
import { contextOf } from "../lib/lambda/authoriser-context.ts";
import { proxyEvent, readTarget } from "../local/gateway-request.ts";
import { lambdaContext } from "../local/lambda-context.ts";
import type { OpenSystem } from "../local/system.ts";

export interface Asked<T> {
  readonly ms: number;
  readonly answer: T;
}
export type Search = (request: SearchRequestInput) => Promise<Asked<SearchAnswer>>;

/** Calls the search function with the event that API Gateway would send. */
export function searcherOf(system: OpenSystem): Search {
  const ask = askerOf<SearchAnswer>(system, "POST", "/search");
  return (request) => ask("", request);
}

/** The same for typed beginnings: `GET /suggest?q=`. */
export function suggesterOf(system: OpenSystem): (q: string) => Promise<Asked<object>> {
  const ask = askerOf<object>(system, "GET", "/suggest");
  return (q) => ask(`?q=${encodeURIComponent(q)}`);
}

function askerOf<T>({ functions }: OpenSystem, method: "GET" | "POST", path: string) {
  const handler = functions.http["search-creators"];
  const authorizer = contextOf({
    tenantId: LOCAL_TENANT,
    roles: ["viewer"],
    subscribesShared: false,
    plan: "unlimited",
    keyId: "bench",
  });
  return async (query: string, body?: object): Promise<Asked<T>> => {
    const target = `${path}${query}`;
    const event = proxyEvent(
      {
        method,
        target,
        headers: { "content-type": ["application/json"] },
        body: Buffer.from(body ? JSON.stringify(body) : ""),
        sourceIp: "",
        requestId: randomUUID(),
      },
      readTarget(target),
      { resource: path, pathParameters: {} },
    );
    event.requestContext.authorizer = { ...authorizer };
    const context = lambdaContext("search-creators", event.requestContext.requestId);
    const started = performance.now();
    const { statusCode, body: text } = await handler(event, context);
    const ms = performance.now() - started;
    if (statusCode !== 200) throw new Error(`${target} answered ${statusCode}: ${text}`);
    return { ms, answer: JSON.parse(text) as T };
  };
}
