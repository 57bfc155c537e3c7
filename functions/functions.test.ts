import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EmbeddedComposition } from "../lib/compose/embedded.ts";
import { OPERATIONS } from "../lib/domain/api/operations.ts";
import { lazyHost } from "../lib/lambda/host.ts";
import { functionNames, invokeFunction, type LocalFunctions, localFunctions } from "../local/functions.ts";
import { lambdaContext } from "../local/lambda-context.ts";
import { temporaryComposition } from "../test/doubles/temporary-composition.ts";

const here = new URL(".", import.meta.url);
const stems = readdirSync(here).flatMap((file) => /^(.+)\.lambda\.ts$/.exec(file)?.[1] ?? []);

let composition: EmbeddedComposition;
let functions: LocalFunctions;

beforeAll(async () => {
  composition = await temporaryComposition();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  functions = localFunctions(lazyHost(async () => composition, log));
});

afterAll(() => composition?.close());

const eventOf = (stem: string): unknown =>
  JSON.parse(readFileSync(new URL(`../events/${stem}.json`, import.meta.url), "utf8"));

const invoke = (stem: string) =>
  invokeFunction(functions, stem, eventOf(stem), lambdaContext(stem, "sample"));

test("every function file is served on one machine, and has the name that its route says", () => {
  expect(functionNames(functions)).toEqual([...stems].sort());
  for (const operation of OPERATIONS) expect(Object.keys(functions.http)).toContain(operation.function);
});

test("a function is wiring: small enough to be seen whole, bound to the cloud without touching it", async () => {
  for (const stem of stems) {
    const source = readFileSync(new URL(`${stem}.lambda.ts`, here), "utf8");
    expect(source.split("\n").length, stem).toBeLessThanOrEqual(25);
    const module = await import(`./${stem}.lambda.ts`);
    expect(typeof module.handler, stem).toBe("function");
  }
});

describe("the sample event of", () => {
  test.each([
    ["search-creators", 200],
    ["get-creator", 404],
    ["similar-creators", 404],
    ["list-dictionary", 200],
    ["erase-creator", 202],
    ["request-erasure", 202],
    ["get-erasure", 404],
    ["list-erasures", 200],
    ["report-erasures", 200],
    ["request-own-erasure", 202],
    ["verify-own-erasure", 404],
    ["get-own-erasure", 404],
    ["add-targets", 202],
    ["health", 200],
    ["openapi", 200],
  ])("%s is answered with %i", async (stem, status) => {
    expect(await invoke(stem)).toMatchObject({ statusCode: status });
  });

  test.each([
    ["ingest-raw", []],
    ["embed-creators", []],
    ["run-backup", [{ itemIdentifier: "0e2f6d5b-7a3b-4f0e-9f65-2b7d0f1f0b01" }]],
    ["run-erasure", [{ itemIdentifier: "0e2f6d5b-7a3b-4f0e-9f65-2b7d0f1f0a01" }]],
  ])("%s names the messages that failed", async (stem, batchItemFailures) => {
    expect(await invoke(stem)).toEqual({ batchItemFailures });
  });

  test.each([
    "sweep-index",
    "sweep-erasures",
    "verify-erasures",
    "sweep-retention",
    "benchmark-quality",
    "plan-crawl",
    "back-up-vectors",
    "verify-backup",
  ])("%s runs", async (stem) => {
    await expect(invoke(stem)).resolves.toBeUndefined();
  });

  test("authorise is refused, since its key is invented", async () => {
    await expect(invoke("authorise")).rejects.toThrow("Unauthorized");
  });
});
