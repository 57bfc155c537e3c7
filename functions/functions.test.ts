import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { EmbeddedComposition } from "../lib/compose/embedded.ts";
import { HTTP_FUNCTIONS } from "../lib/domain/api/operation.ts";
import { OPERATIONS } from "../lib/domain/api/operations.ts";
import { LOCAL_TENANT, SHARED_TENANT } from "../lib/domain/ids.ts";
import { contextOf } from "../lib/lambda/authoriser-context.ts";
import { functionNames, invokeFunction, type LocalFunctions, localFunctions } from "../local/functions.ts";
import { createGateway } from "../local/gateway.ts";
import { lambdaContext } from "../local/lambda-context.ts";
import { barredFromReading } from "../smoke/cross-origin.ts";
import { grantedHosts, refusedRights } from "../test/doubles/granted-ports.ts";
import { temporaryComposition } from "../test/doubles/temporary-composition.ts";
import { requestFor } from "../test/integration/access/requests.ts";

const here = new URL(".", import.meta.url);
const stems = readdirSync(here).flatMap((file) => /^(.+)\.lambda\.ts$/.exec(file)?.[1] ?? []);
/** The origin of a page that may read answers. */
const PAGE = "https://app.example.com";
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let composition: EmbeddedComposition;
let functions: LocalFunctions;

beforeAll(async () => {
  composition = await temporaryComposition();
  functions = localFunctions(grantedHosts(composition, log, () => [PAGE]));
});

afterAll(async () => {
  await composition?.close();
  expect(refusedRights).toEqual([]);
});

const eventOf = (stem: string): unknown =>
  JSON.parse(readFileSync(new URL(`../events/${stem}.json`, import.meta.url), "utf8"));

const invoke = (stem: string) =>
  invokeFunction(functions, stem, eventOf(stem), lambdaContext(stem, "sample"));

test("every function file is served on one machine and has its sample event", () => {
  expect(functionNames(functions)).toEqual([...stems].sort());
  expect(Object.keys(functions.http).sort()).toEqual([...HTTP_FUNCTIONS].sort());
  const events = readdirSync(new URL("../events/", import.meta.url)).map((file) => file.replace(".json", ""));
  expect(events.sort()).toEqual([...stems].sort());
});

test("a function is wiring: small enough to be seen whole, bound to the cloud without touching it", async () => {
  for (const stem of stems) {
    const source = readFileSync(new URL(`${stem}.lambda.ts`, here), "utf8");
    expect(source.split("\n").length, stem).toBeLessThanOrEqual(100);
    const module = await import(`./${stem}.lambda.ts`);
    expect(typeof module.handler, stem).toBe("function");
  }
});

describe("the function that an operation names", () => {
  const ROUTES = OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);

  test.each(ROUTES)("carries out %s", async (_route, operation) => {
    const gateway = createGateway({ functions: functions.http, authorise: functions.authorise, log });
    const tenantId = operation.isPlatforms ? SHARED_TENANT : LOCAL_TENANT;
    const caller = { tenantId, roles: ["admin"], keyId: "test" } as const;
    const { statusCode, body } = await gateway.handle(
      requestFor(operation, operation.example),
      contextOf({ ...caller, subscribesShared: true, plan: "unlimited" }),
    );
    expect(JSON.parse(body).code).not.toBe("no-such-route");
    expect([200, 201, 202, 404, 409]).toContain(statusCode);
  });
});

describe.each(HTTP_FUNCTIONS)("pages may read what %s answers", (stem) => {
  const asked = async (origin: string, changes: object = {}) => {
    const event = { ...(eventOf(stem) as object), headers: { origin }, ...changes };
    return answerSchema.parse(await invokeFunction(functions, stem, event, lambdaContext(stem, "page")));
  };

  test("of the origin that is set, refusals too, and of no other", async () => {
    const wrong = {
      queryStringParameters: { nonsense: "1" },
      multiValueQueryStringParameters: { nonsense: ["1"] },
    };
    for (const changes of [{}, wrong]) {
      const { statusCode, headers } = await asked(PAGE, changes);
      if (changes === wrong) expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(barredFromReading(new Headers(headers), PAGE)).toBeNull();
      const others = await asked("https://evil.example", changes);
      expect(barredFromReading(new Headers(others.headers), "https://evil.example")).not.toBeNull();
    }
  });
});

const answerSchema = z.object({ statusCode: z.number(), headers: z.record(z.string(), z.coerce.string()) });

describe("the sample event of", () => {
  test.each([
    ["search-creators", 200],
    ["erase-creator", 202],
    ["manage", 200],
    ["mcp", 200],
    ["open", 200],
  ])("%s is answered with %i", async (stem, status) => {
    expect(await invoke(stem)).toMatchObject({ statusCode: status });
  });

  test.each([
    // Nobody dropped its object.
    ["ingest-raw", [{ itemIdentifier: "0e2f6d5b-7a3b-4f0e-9f65-2b7d0f1f0a01" }]],
    ["embed-creators", []],
    ["run-job", []],
    ["back-up-vectors", [{ itemIdentifier: "0e2f6d5b-7a3b-4f0e-9f65-2b7d0f1f0b01" }]],
    ["run-erasure", [{ itemIdentifier: "0e2f6d5b-7a3b-4f0e-9f65-2b7d0f1f0a01" }]],
  ])("%s names the messages that failed", async (stem, batchItemFailures) => {
    expect(await invoke(stem)).toEqual({ batchItemFailures });
  });

  test("authorise is refused, since its key is invented", async () => {
    await expect(invoke("authorise")).rejects.toThrow("Unauthorized");
  });
});
