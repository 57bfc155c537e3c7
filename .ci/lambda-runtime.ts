/**
 * Starts every bundle in Lambda's own runtime and looks at its answers: to its event over doubles of all services, to an
 * event that is none, without settings, and when a service hangs. Prints `N passed, N failed`; exit 1 when anything failed.
 */
import { doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { bundleFunctions, type FunctionBundle } from "../cdk/bundle.ts";
import { inParallel } from "../lib/adapters/cloud/batches.ts";
import type { Environment } from "../lib/config.ts";
import { HTTP_FUNCTIONS } from "../lib/domain/api/operation.ts";
import { cloudWorldLacks, startCloudWorld } from "../test/doubles/cloud/world.ts";
import { again, startLambdaRuntime } from "../test/doubles/lambda-runtime.ts";
import { startScriptedServer } from "../test/doubles/scripted-server.ts";

/** Lambda counts whole seconds. Long enough to start in, on a busy machine. */
const TIMEOUT_SECONDS = 10;
const PATIENT_SECONDS = 60;
const FUNCTIONS_AT_ONCE = 2;

type Kind = "http" | "authoriser" | "queue" | "schedule";

interface Subject {
  readonly bundle: FunctionBundle;
  readonly kind: Kind;
  readonly event: unknown;
}

/** What a function answered, as text and, where it is JSON, as value; and what it logged. */
interface Answer {
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each check looks at what it expects.
  readonly value: any;
  readonly log: string;
}

function subjectOf(bundle: FunctionBundle): Subject {
  const event = JSON.parse(readFileSync(new URL(`../events/${bundle.stem}.json`, import.meta.url), "utf8"));
  const isHttp = (HTTP_FUNCTIONS as readonly string[]).includes(bundle.stem);
  const other = bundle.stem === "authorise" ? "authoriser" : "Records" in event ? "queue" : "schedule";
  return { bundle, event, kind: isHttp ? "http" : other };
}

/** A free port can be taken by another process before the emulator listens on it, which then ends. */
const STARTS_MAX = 3;

/** Hands events to a bundle in a runtime of its own, one after the other. */
const invoke = (...asked: Parameters<typeof invokeOnce>): Promise<Answer[]> =>
  again(
    () => invokeOnce(...asked),
    STARTS_MAX,
    (error) => String(error).includes("ECONNREFUSED"),
  );

async function invokeOnce(
  { bundle }: Subject,
  environment: Environment,
  events: readonly unknown[],
  seconds = PATIENT_SECONDS,
): Promise<Answer[]> {
  const runtime = await startLambdaRuntime(bundle, environment, { seconds });
  try {
    const answers: Answer[] = [];
    for (const event of events) {
      const text = await runtime.invoke(event);
      answers.push({ text, value: jsonOrNull(text), log: runtime.log() });
    }
    return answers;
  } finally {
    await runtime.close();
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An error as Lambda tells it: what counts as a failure to queues, schedules and the gateway's authoriser. */
function expectError({ value }: Answer, message?: string): void {
  strictEqual(typeof value?.errorType, "string");
  ok(Array.isArray(value.trace));
  if (message === undefined) strictEqual(typeof value.errorMessage, "string");
  else strictEqual(value.errorMessage, message);
}

function expectHttp({ value }: Answer, statuses: readonly number[]): void {
  ok(statuses.includes(value?.statusCode), `status ${value?.statusCode}: ${value?.body}`);
  strictEqual(typeof JSON.parse(value.body), "object");
  ok(value.headers["x-request-id"]);
}

/** What the sample event is answered with where every service is there. */
function expectAnswer({ kind, event }: Subject, answer: Answer): void {
  if (kind === "http" && answer.value?.statusCode === 503) expectUnhealthy(answer);
  else if (kind === "http") expectHttp(answer, [200, 202]);
  // The gateway makes 401 of exactly this; the key of the sample is invented.
  else if (kind === "authoriser") expectError(answer, "Unauthorized");
  else if (kind === "schedule") strictEqual(answer.text, "null");
  else {
    const ids = (event as SQSEvent).Records.map(({ messageId }) => messageId);
    const { batchItemFailures } = answer.value as SQSBatchResponse;
    for (const { itemIdentifier } of batchItemFailures) ok(ids.includes(itemIdentifier));
  }
}

/** FerretDB has no Atlas Search, and health says so of it alone. */
function expectUnhealthy({ value }: Answer): void {
  match(JSON.parse(value.body).detail, /^Without an answer: keywords\. This server has no Atlas Search/);
}

async function checkUnset(subject: Subject): Promise<void> {
  const [unset, nonsense] = (await invoke(subject, {}, [subject.event, null])) as [Answer, Answer];
  if (subject.kind === "http") expectHttp(unset, [503]);
  else expectError(unset);
  // The log names the setting that is missing, and no answer does.
  match(unset.log, /bad-configuration/);
  match(unset.log, /[A-Z]+_[A-Z_]+ is not set/);
  doesNotMatch(unset.text, /is not set/);
  expectError(nonsense);
}

/** A function that can answer by itself does so in time; Lambda ends the others. */
async function checkLate(subject: Subject, endpoint: string): Promise<void> {
  const environment = {
    ...{ AWS_ENDPOINT_URL: endpoint, AWS_REGION: "eu-central-1" },
    ...{ AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    INCREATOR_SECRET_ARN: "arn:aws:secretsmanager:eu-central-1:000000000000:secret:settings",
  };
  const [answer] = (await invoke(subject, environment, [subject.event], TIMEOUT_SECONDS)) as [Answer];
  if (subject.kind === "http") expectHttp(answer, [503]);
  else if (answer.value === null)
    strictEqual(answer.text, `Task timed out after ${TIMEOUT_SECONDS}.00 seconds`);
  else expectError(answer);
}

const folder = mkdtempSync(join(tmpdir(), "increator-lambda-"));
const silent = await startScriptedServer(() => ({ hangs: true }));
const lacks = cloudWorldLacks();
const world = lacks === null ? await startCloudWorld() : null;
if (lacks !== null) console.warn(`NOT RUN: sample events over doubles of all services: no ${lacks}`);
const counts = { passed: 0, failed: 0 };

async function check(subject: Subject, title: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    counts.passed += 1;
  } catch (error) {
    counts.failed += 1;
    console.error(
      `FAILED: ${subject.bundle.stem} ${title}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

try {
  const subjects = [...(await bundleFunctions(folder)).values()].map(subjectOf);
  await inParallel(subjects, FUNCTIONS_AT_ONCE, async (subject) => {
    await check(subject, "says what is not set, and refuses what is no event", () => checkUnset(subject));
    await check(subject, "ends in time when a service hangs", () => checkLate(subject, silent.endpoint));
    if (world === null) return;
    await check(subject, "answers its event", async () => {
      // Twice: on a busy machine the first look at every part can come too late, and is a 503.
      const answers = await invoke(subject, world.environment, [subject.event, subject.event]);
      const [, second] = answers as [Answer, Answer];
      expectAnswer(subject, answers.find(({ value }) => value?.statusCode !== 503) ?? second);
    });
  });
} finally {
  await Promise.all([silent.close(), world?.close()]);
  rmSync(folder, { recursive: true, force: true });
}
console.log(`Lambda's runtime: ${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.passed > 0 && counts.failed === 0 ? 0 : 1;
