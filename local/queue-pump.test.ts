import type { SQSEvent } from "aws-lambda";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { EmbeddedComposition } from "../lib/compose/embedded.ts";
import { temporaryComposition } from "../test/doubles/temporary-composition.ts";
import { type Lane, type QueuePump, startQueuePump } from "./queue-pump.ts";

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

let composition: EmbeddedComposition;
let pump: QueuePump | undefined;

beforeEach(async () => {
  composition = await temporaryComposition();
});

afterEach(async () => {
  await pump?.stop();
  await composition.close();
});

/** A function that notes what it was handed and fails with bodies that say so. */
function lane(queues: Lane["queues"], batchSize = 10) {
  const handed: string[] = [];
  const handler = async ({ Records }: SQSEvent) => {
    handed.push(...Records.map(({ body }) => body));
    const failed = Records.filter(({ body }) => body.startsWith("fail"));
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
  return { handed, lane: { function: "work", handler, queues, batchSize } };
}

const begin = (lanes: readonly Lane[]) => {
  pump = startQueuePump({ lanes, ...composition.services, log });
};
const send = (queue: Lane["queues"][number], bodies: readonly string[]) =>
  composition.services.queues.send(
    queue,
    bodies.map((body) => ({ body })),
  );
const waiting = async (queue: Lane["queues"][number]) => {
  const { visible, inFlight, delayed } = await composition.services.queues.depth(queue);
  return visible + inFlight + delayed;
};

test("messages are handed over and done; one that fails comes again alone", async () => {
  const { handed, lane: worker } = lane(["ingest"]);
  await send("ingest", ["a", "fail b", "c"]);
  begin([worker]);
  await expect.poll(() => handed.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(4);
  expect(handed.slice(0, 3).toSorted()).toEqual(["a", "c", "fail b"]);
  expect(new Set(handed.slice(3))).toEqual(new Set(["fail b"]));
});

test("a function that throws has failed with every message, and the pump goes on", async () => {
  let calls = 0;
  const handler = async () => {
    calls += 1;
    if (calls === 1) throw new Error("once");
    return { batchItemFailures: [] };
  };
  await send("ingest", ["a", "b"]);
  begin([{ function: "work", handler, queues: ["ingest"], batchSize: 10 }]);
  await expect.poll(() => waiting("ingest"), { timeout: 5_000 }).toBe(0);
  expect(calls).toBeGreaterThan(1);
});

test("the first queue of a lane comes before the others", async () => {
  const { handed, lane: worker } = lane(["embed-high", "embed-low"], 1);
  await send("embed-low", ["low 1", "low 2"]);
  await send("embed-high", ["high 1", "high 2"]);
  begin([worker]);
  await expect.poll(() => handed.length).toBe(4);
  expect(handed.slice(0, 2).toSorted()).toEqual(["high 1", "high 2"]);
});

test("a paused queue is left alone until it is resumed", async () => {
  const { handed, lane: worker } = lane(["ingest", "erase"]);
  await composition.services.consumers.pause("ingest", "test");
  await send("ingest", ["paused"]);
  await send("erase", ["goes on"]);
  begin([worker]);
  await expect.poll(() => handed).toEqual(["goes on"]);
  await composition.services.consumers.resume("ingest");
  await expect.poll(() => handed).toEqual(["goes on", "paused"]);
});

test("stopping tells the function in hand that no time is left, and waits for it", async () => {
  const started = Promise.withResolvers<void>();
  let ended = false;
  const handler: Lane["handler"] = async (_event, context) => {
    started.resolve();
    await expect.poll(() => context.getRemainingTimeInMillis()).toBe(0);
    ended = true;
    return { batchItemFailures: [] };
  };
  await send("ingest", ["long"]);
  begin([{ function: "work", handler, queues: ["ingest"], batchSize: 1 }]);
  await started.promise;
  await pump?.stop();
  expect(ended).toBe(true);
  expect(await waiting("ingest")).toBe(0);
});
