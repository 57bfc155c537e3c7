import { randomUUID } from "node:crypto";
import { LOCAL_TENANT } from "../lib/domain/ids.ts";
import type { SearchAnswer, SearchRequestInput } from "../lib/domain/search-request.ts";
import { contextOf } from "../lib/lambda/authoriser-context.ts";
import { proxyEvent, readTarget } from "../local/gateway-request.ts";
import { lambdaContext } from "../local/lambda-context.ts";
import type { OpenSystem } from "../local/system.ts";

export type Search = (request: SearchRequestInput) => Promise<{ ms: number; answer: SearchAnswer }>;

/** Calls the search function with the event that API Gateway would send. */
export function searcherOf({ functions }: OpenSystem): Search {
  const handler = functions.http["search-creators"];
  const authorizer = contextOf({
    tenantId: LOCAL_TENANT,
    roles: ["viewer"],
    subscribesShared: false,
    plan: "unlimited",
    keyId: "bench",
  });
  return async (request) => {
    const event = proxyEvent(
      {
        method: "POST",
        target: "/search",
        headers: { "content-type": ["application/json"] },
        body: Buffer.from(JSON.stringify(request)),
        sourceIp: "",
        requestId: randomUUID(),
      },
      readTarget("/search"),
      { resource: "/search", pathParameters: {} },
    );
    event.requestContext.authorizer = { ...authorizer };
    const context = lambdaContext("search-creators", event.requestContext.requestId);
    const started = performance.now();
    const { statusCode, body } = await handler(event, context);
    const ms = performance.now() - started;
    if (statusCode !== 200) throw new Error(`A search answered ${statusCode}: ${body}`);
    return { ms, answer: JSON.parse(body) as SearchAnswer };
  };
}
