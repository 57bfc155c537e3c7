import type { APIGatewayProxyEvent } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { proxyEvent, readTarget } from "../../local/gateway-request.ts";
import { lambdaContext } from "../../local/lambda-context.ts";
import { withChaos } from "../../test/doubles/chaos.ts";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import { createRateLimiter } from "../access/rate-limiter.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { operationsOf } from "../domain/api/operation.ts";
import { PLANS } from "../domain/api/plans.ts";
import { AppError } from "../domain/errors.ts";
import { lazyHost } from "./host.ts";
import { httpFunction } from "./http.ts";
import type { Log, LogFields } from "./log.ts";
import { openRoute, route } from "./route.ts";

const operation = operationsOf("manage");
const greet = operation({
  id: "greet",
  route: "POST /greetings/{id}",
  role: "operator",
  summary: "Greet",
  description: "Greets.",
  input: z.strictObject({ id: z.string().max(5), text: z.string() }),
  status: 201,
  answer: z.object({ said: z.string() }),
  example: {},
});

const context = lambdaContext("greet", "request-1");

function recordingLog() {
  const lines: { level: string; message: string; fields: LogFields }[] = [];
  const at = (level: string) => (message: string, fields: LogFields) =>
    void lines.push({ level, message, fields });
  const log: Log = { info: at("info"), warn: at("warn"), error: at("error") };
  return { lines, log };
}

let composition: EmbeddedComposition;

beforeAll(async () => {
  composition = await temporaryComposition();
});

afterAll(() => composition?.close());

const OPERATOR = {
  tenantId: "acme",
  roles: "operator",
  subscribesShared: "false",
  plan: "free",
  keyId: "k1",
};

function event(
  changes: Partial<APIGatewayProxyEvent> = {},
  authorizer: APIGatewayProxyEvent["requestContext"]["authorizer"] = OPERATOR,
): APIGatewayProxyEvent {
  const request = {
    method: "POST",
    target: "/greetings/7",
    headers: {
      "Content-Type": ["application/json; charset=utf-8"],
      "X-Correlation-Id": ["order-12345"],
    },
    body: Buffer.from(JSON.stringify({ text: "hello" })),
    sourceIp: "192.0.2.1",
    requestId: "request-1",
  };
  const route = { resource: greet.path, pathParameters: { id: "7" } };
  const made = proxyEvent(request, readTarget(request.target), route);
  return { ...made, requestContext: { ...made.requestContext, authorizer }, ...changes };
}

async function call(
  sent: APIGatewayProxyEvent,
  run: (input: { id: string; text: string }) => Promise<object> = async ({ text }) => ({ said: text }),
) {
  const { lines, log } = recordingLog();
  const handler = httpFunction([route(greet, ({ input }) => run(input))])(
    lazyHost(async () => composition, log),
  );
  const { statusCode, headers, body } = await handler(sent, context);
  return { status: statusCode, headers, body: JSON.parse(body), lines };
}

describe("an HTTP handler", () => {
  test("refuses a body that says again what stands in the path", async () => {
    const answer = await call(event({ body: JSON.stringify({ id: "8", text: "hello" }) }));
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toEqual([{ detail: '"id" stands in the path alone.', pointer: "#/id" }]);
  });

  test("counts no call that it cannot read where strangers may make few", async () => {
    const once = openRoute(greet, async (_, { text }) => ({ said: text }), {
      ...{ name: "greetings", units: 1, windowSeconds: 3_600 },
    });
    const handler = httpFunction([once])(lazyHost(async () => composition, recordingLog().log));
    const ask = async (body: object) =>
      (await handler(event({ body: JSON.stringify(body) }), context)).statusCode;
    expect(await ask({ txt: "hello" })).toBe(400);
    expect([await ask({ text: "hello" }), await ask({ text: "hello" })]).toEqual([201, 429]);
  });

  test("answers with the operation's status, the ids in the header, and one line in the log", async () => {
    const { status, headers, body, lines } = await call(event());
    expect([status, body]).toEqual([201, { said: "hello" }]);
    expect(headers).toMatchObject({ "x-request-id": "request-1", "x-correlation-id": "order-12345" });
    expect(lines).toMatchObject([
      {
        level: "info",
        fields: {
          request_id: "request-1",
          correlation_id: "order-12345",
          status: 201,
          tenant: "acme",
          key: "k1",
        },
      },
    ]);
  });

  test("opens the documents of the caller's tenant alone", async () => {
    const scopes: unknown[] = [];
    const greeting = route(greet, async ({ ports }) => {
      scopes.push(ports.documents.scope);
      return {};
    });
    const handler = httpFunction([greeting])(lazyHost(async () => composition, recordingLog().log));
    await handler(event(), context);
    expect(scopes).toEqual([{ tenantId: "acme", reads: ["acme", "system"] }]);
  });

  test.each([
    ["nobody", null, 401],
    ["a broken context", { ...OPERATOR, roles: "emperor" }, 401],
    ["a viewer", { ...OPERATOR, roles: "viewer" }, 403],
    ["an admin", { ...OPERATOR, roles: "viewer,admin" }, 201],
  ])("gives %s what is due", async (_who, authorizer, status) => {
    expect((await call(event({}, authorizer))).status).toBe(status);
  });

  test("tells who may not call so before what is wrong with the call", async () => {
    expect((await call(event({ body: "{" }, { ...OPERATOR, roles: "viewer" }))).status).toBe(403);
  });

  test("reads a body that the gateway encoded, and refuses one that is not UTF-8", async () => {
    const encoded = (bytes: Buffer) => event({ body: bytes.toString("base64"), isBase64Encoded: true });
    expect((await call(encoded(Buffer.from('{"text":"héllo"}')))).body).toEqual({ said: "héllo" });
    expect((await call(encoded(Buffer.from([0x7b, 0xff, 0x7d])))).body.code).toBe("invalid-json");
  });

  test("what is no failure of ours is a problem with its headers", async () => {
    const limited = await call(event(), () => {
      throw new AppError("rate-limited", "too-many", "Slow down.", { retryAfterSeconds: 7 });
    });
    expect([limited.status, limited.headers?.["retry-after"], limited.body.code]).toEqual([
      429,
      "7",
      "too-many",
    ]);
    expect(limited.lines[0]?.level).toBe("info");
  });

  test("an unknown error is a 500 whose text stays out of answer and log", async () => {
    const { status, body, lines } = await call(event(), () => {
      throw new Error("syntax error near 'private words'");
    });
    expect([status, body.code]).toEqual([500, "internal-error"]);
    expect(lines).toMatchObject([{ level: "error", fields: { error: "Error", request_id: "request-1" } }]);
    expect(JSON.stringify([body, lines])).not.toContain("private words");
  });

  test("no line holds what was sent", async () => {
    const { lines } = await call(event({ body: '{"text":"secret words"}' }));
    expect(JSON.stringify(lines)).not.toContain("secret words");
  });
});

describe("the limits of a caller", () => {
  const PRICE = 60;
  const expensive = operation({
    ...greet,
    query: {},
    cost: ({ text }) => (text === "expensive" ? PRICE : 1),
  });
  const callerNamed = (keyId: string) => ({ ...OPERATOR, tenantId: keyId, keyId });
  const handlerOf = (log = recordingLog().log) =>
    httpFunction([route(expensive, async ({ input }) => ({ said: input.text }))])(
      lazyHost(async () => composition, log),
    );
  const ask = (handler: ReturnType<typeof handlerOf>, keyId: string, text: string) =>
    handler(event({ body: JSON.stringify({ text }) }, callerNamed(keyId)), context);

  test("stand in the header fields of every answer, problems too", async () => {
    const handler = handlerOf();
    const good = await ask(handler, "limits-1", "cheap");
    expect(good.headers).toMatchObject({ ratelimit: '"key";r=119;t=1, "tenant";r=239;t=1' });
    const bad = await handler(event({ body: "{" }, callerNamed("limits-1")), context);
    expect(bad.statusCode).toBe(400);
    expect(bad.headers).toMatchObject({ ratelimit: expect.stringContaining('"key";r=118;') });
  });

  test("refuse what they do not cover as a 429 that says which quota and when to come back", async () => {
    const handler = handlerOf();
    await ask(handler, "limits-2", "expensive");
    await ask(handler, "limits-2", "expensive");
    const refused = await ask(handler, "limits-2", "expensive");
    expect(refused.statusCode).toBe(429);
    expect(JSON.parse(refused.body)).toMatchObject({
      type: "https://iana.org/assignments/http-problem-types#quota-exceeded",
      code: "quota-exceeded",
      "violated-policies": ["key"],
    });
    expect(Number(refused.headers?.["retry-after"])).toBeGreaterThan(0);
    expect(refused.headers?.ratelimit).toContain('"key";r=0;');
  });

  test("do not keep anybody out while the counters do not answer; the log says so", async () => {
    const { lines, log } = recordingLog();
    const { services } = composition;
    const rateLimiter = createRateLimiter(
      { ...services, cache: withChaos(services.cache, { takeTokens: {} }) },
      PLANS,
    );
    const host = lazyHost(async () => ({ ...composition, services: { ...services, rateLimiter } }), log);
    const handler = httpFunction([route(expensive, async ({ input }) => ({ said: input.text }))])(host);
    const answer = await ask(handler, "limits-3", "expensive");
    expect([answer.statusCode, answer.headers?.ratelimit]).toEqual([201, undefined]);
    expect(lines).toMatchObject([{ fields: { uncounted: true } }]);
  });
});

describe("a write that comes again under its Idempotency-Key", () => {
  const once = operation({ ...greet, query: {}, replays: true });
  const send = async (key: string, text: string, repeats = once) => {
    const run = async () => {
      runs += 1;
      return { said: `${text} ${runs}` };
    };
    const handler = httpFunction([route(repeats, run)])(
      lazyHost(async () => composition, recordingLog().log),
    );
    const sent = event({ body: JSON.stringify({ text }) });
    const headers = { ...sent.headers, "Idempotency-Key": key };
    const { statusCode, headers: answered, body } = await handler({ ...sent, headers }, context);
    return { status: statusCode, replayed: answered?.["idempotency-replayed"], body: JSON.parse(body) };
  };
  let runs = 0;

  test("gets the first answer, and another request under it is a 422", async () => {
    const first = await send('"a-1"', "hello");
    expect(first).toMatchObject({ status: 201, replayed: undefined });
    expect(await send("a-1", "hello")).toEqual({ ...first, replayed: "true" });
    expect(await send('"a-1"', "other")).toMatchObject({
      status: 422,
      body: { code: "idempotency-key-reused" },
    });
  });

  test("is a 400 when the key is none, or when the operation keeps no answers", async () => {
    expect(await send('""', "hello")).toMatchObject({ status: 400, body: { code: "bad-idempotency-key" } });
    const refused = await send("a-2", "hello", operation({ ...greet, query: {} }));
    expect(refused).toMatchObject({ status: 400, body: { code: "idempotency-key-not-taken" } });
  });
});

describe("a body", () => {
  const nested = (depth: number) => `{"text":"x","deep":${"[".repeat(depth)}${"]".repeat(depth)}}`;

  test("is refused when it is nested too deep, before anything is built from it", async () => {
    expect((await call(event({ body: nested(32) }))).body.code).toBe("body-too-deep");
    expect((await call(event({ body: nested(31) }))).body.code).toBe("invalid-request");
    expect((await call(event({ body: "[".repeat(200_000) }))).body.code).toBe("body-too-deep");
    const brackets = JSON.stringify({ text: '[[[["\\'.repeat(100) });
    expect((await call(event({ body: brackets }))).status).toBe(201);
  });

  test("with thousands of wrong fields is told of twenty", async () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, 1]));
    const { status, body } = await call(event({ body: JSON.stringify({ text: "x", ...many }) }));
    expect([status, body.errors.length]).toEqual([400, 20]);
  });
});

describe("a lazy host", () => {
  test("composes once for calls at the same time, and again after a failed start", async () => {
    let starts = 0;
    const { log, lines } = recordingLog();
    const host = lazyHost(async () => {
      starts += 1;
      if (starts === 1) throw new AppError("invalid", "bad-configuration", "No address.");
      return composition;
    }, log);
    const failed = await Promise.allSettled([host.compose(), host.compose()]);
    expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(starts).toBe(1);
    expect(lines).toMatchObject([
      { fields: { error: "invalid/bad-configuration", error_message: "No address." } },
    ]);
    await Promise.all([host.compose(), host.compose()]);
    expect(starts).toBe(2);
  });

  test("a start that fails is a 503, never the caller's fault", async () => {
    const host = lazyHost(
      () => Promise.reject(new AppError("invalid", "bad-configuration", "x")),
      recordingLog().log,
    );
    const answer = await httpFunction([route(greet, async () => ({}))])(host)(event(), context);
    expect(answer.statusCode).toBe(503);
  });
});
