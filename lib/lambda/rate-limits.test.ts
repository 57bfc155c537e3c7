import { afterAll, beforeAll, expect, test } from "vitest";
import { create as searchFunction } from "../../functions/search-creators.lambda.ts";
import { proxyEvent, readTarget } from "../../local/gateway-request.ts";
import { lambdaContext } from "../../local/lambda-context.ts";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import { createRateLimiter } from "../access/rate-limiter.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { PLANS } from "../domain/api/plans.ts";
import type { Cache } from "../ports/cache.ts";
import { lazyHost } from "./host.ts";

let composition: EmbeddedComposition;

beforeAll(async () => {
  composition = await temporaryComposition();
});

afterAll(() => composition?.close());

/** A cache that remembers what was asked of it together, in one turn of the event loop. */
function watched(cache: Cache) {
  const turns: string[][] = [];
  let open: string[] | null = null;
  const note = (method: string) => {
    if (!open) {
      const turn: string[] = [];
      open = turn;
      turns.push(turn);
      setImmediate(() => {
        open = null;
      });
    }
    open.push(method);
  };
  const watching = new Proxy(cache, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function") return method;
      return async (...given: unknown[]) => {
        note(String(name));
        // As over a network, no answer comes in the turn of its question.
        await turnEnds();
        return Reflect.apply(method, target, given);
      };
    },
  });
  return { cache: watching, turns };
}

const turnEnds = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function searchOnce(plans = PLANS) {
  const { services } = composition;
  const { cache, turns } = watched(services.cache);
  const rateLimiter = createRateLimiter({ ...services, cache, counters: cache }, plans);
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const asked: string[] = [];
  const keywords = new Proxy(services.keywords, {
    get(target, name) {
      asked.push(String(name));
      return Reflect.get(target, name);
    },
  });
  const parts = { ...composition, services: { ...services, cache, keywords, rateLimiter } };
  const handler = searchFunction(lazyHost(async () => parts, log));
  const request = { sourceIp: "192.0.2.1", requestId: "r", headers: {}, body: Buffer.alloc(0) };
  const target = "/search?q=chess&rerank=llm";
  const event = proxyEvent({ ...request, method: "GET", target }, readTarget(target), {
    resource: "/search",
    pathParameters: {},
  });
  event.requestContext.authorizer = {
    ...{ tenantId: "acme", roles: "viewer", subscribesShared: "false", plan: "free", keyId: "k1" },
  };
  const answer = await handler(event, lambdaContext("search-creators", "r"));
  return { answer, turns, asked };
}

test("a search is counted in the round trip that looks for its page", async () => {
  const { answer, turns } = await searchOnce();
  expect(answer.statusCode).toBe(200);
  expect(turns[0]?.toSorted()).toEqual([
    ...["getMany", "increment", "increment", "members"],
    ...["takeTokens", "takeTokens", "takeTokens"],
  ]);
});

test("a search that is refused asks no index", async () => {
  const tiny = { ...PLANS, free: { ...PLANS.free, keyUnitsPerMinute: 10 } };
  const { answer, asked } = await searchOnce(tiny);
  expect(answer.statusCode).toBe(429);
  expect(asked).toEqual([]);
});
