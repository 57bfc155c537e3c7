import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { eraseMessageSchema, requestOf, runErasure } from "../../../lib/erasure/run-erasure.ts";
import { sweepErasures } from "../../../lib/erasure/sweep-erasures.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const SWEEP_MINUTES = 15;
/** Six times the function's 120 s: cdk/functions.ts. */
const VISIBILITY_SECONDS = 720;

type Ports = Rig["ports"];

let rig: Rig;
let id: string;
beforeEach(async () => {
  rig = createRig({ maxReceives: 5 });
  await rig.announce(await rig.drop("drop.ndjson", ndjson(xEnvelope({ id: "1" }))));
  await rig.settle();
  id = await erase();
});
afterEach(() => rig.close());

const erase = async (): Promise<string> =>
  (await eraseCreator(rig.as("erase-creator"), { creatorId: localId("x", "1"), scope: "creator" }, "key-1"))
    .id;

const objectsWhere = (changes: Partial<Ports["objects"]>): Ports => ({
  ...rig.ports,
  objects: { ...rig.ports.objects, ...changes },
});

/** An object that was dropped before the request and that nobody reads: the store is waited for. */
const withStuckObject = (): Ports => {
  const { objects } = rig.ports;
  const lastModified = new Date("2026-11-22T07:59:00Z");
  const stuck = { key: "inbox/local/a.ndjson", size: 1, etag: "e", lastModified };
  return objectsWhere({
    list: (prefix, options) =>
      prefix.startsWith("inbox/")
        ? Promise.resolve({ objects: [stuck], cursor: null })
        : objects.list(prefix, options),
  });
};

/** An object that cannot be deleted: the store fails. */
const withKeptObject = (): Ports => {
  const { objects } = rig.ports;
  const kept = { key: "raw/local/x/kept", size: 1, etag: "e", lastModified: new Date() };
  return objectsWhere({
    deletePrefix: async () => 0,
    list: (prefix, options) =>
      prefix.startsWith("raw/")
        ? Promise.resolve({ objects: [kept], cursor: null })
        : objects.list(prefix, options),
  });
};

const liveMessages = async (): Promise<number> => {
  const { visible, inFlight, delayed } = await rig.queues.depth("erase");
  return visible + inFlight + delayed;
};

interface Day {
  readonly passes: number;
  /** The most messages that were waiting, delayed or in work after any minute. */
  readonly mostMessages: number;
}

/** A day of the worker, or some minutes of one, who takes what is there each minute, and of the sweep. */
async function day(
  ports: Ports,
  {
    minutes = DAY_MINUTES,
    isWorking = () => true,
    during = async () => {},
  }: {
    readonly minutes?: number;
    readonly isWorking?: (minute: number) => boolean;
    readonly during?: (minute: number) => Promise<unknown>;
  } = {},
): Promise<Day> {
  let mostMessages = 0;
  let passes = 0;
  const attempts = async () => (await rig.own.get("erasures", id))?.attempts ?? 0;
  const before = await attempts();
  for (let minute = 0; minute < minutes; minute += 1) {
    if (isWorking(minute)) await workOff(ports);
    if (minute % SWEEP_MINUTES === 0) await sweepErasures(rig.as("run-job"), { tenantId: LOCAL_TENANT });
    await during(minute);
    mostMessages = Math.max(mostMessages, await liveMessages());
    rig.advance(MINUTE_MS);
  }
  passes = (await attempts()) - before;
  return { passes, mostMessages };
}

/** As SQS and Lambda do: a message whose pass fails stays hidden for its time and comes again. */
async function workOff(ports: Ports): Promise<void> {
  for (;;) {
    const taken = { max: 1, visibilitySeconds: VISIBILITY_SECONDS, waitSeconds: 0 };
    const [message] = await rig.queues.receive("erase", taken);
    if (!message) return;
    const request = requestOf(eraseMessageSchema.parse(JSON.parse(message.body)));
    try {
      await runErasure(ports, request);
    } catch {
      continue;
    }
    await rig.queues.acknowledge("erase", [message.receipt]);
  }
}

describe("an erasure that cannot end for a day", () => {
  it.each([
    ["waits for an object", withStuckObject],
    ["fails at an object", withKeptObject],
  ])("has one message at a time and some 96 passes when it %s", async (_, ports) => {
    const { passes, mostMessages } = await day(ports());
    expect(mostMessages).toBe(1);
    expect(passes).toBeGreaterThan(80);
    expect(passes).toBeLessThan(125);
    await day(rig.ports, { minutes: 60 });
    expect((await rig.own.get("erasures", id))?.status).toBe("completed");
  });

  it("has no more messages for being asked for each hour", async () => {
    const during = async (minute: number) => minute % 60 === 7 && (await erase());
    const { passes, mostMessages } = await day(withStuckObject(), { during });
    expect(mostMessages).toBe(1);
    expect(passes).toBeLessThan(125);
  });

  it("gathers few messages while nobody works, and is one again soon after", async () => {
    const { mostMessages } = await day(withStuckObject(), {
      isWorking: (minute) => minute > DAY_MINUTES / 2,
    });
    expect(mostMessages).toBeLessThanOrEqual(7);
    expect(await liveMessages()).toBe(1);
  });

  it("gets a message again when its own was lost", async () => {
    await day(withStuckObject(), { minutes: DAY_MINUTES / 4 });
    const taken = { max: 10, visibilitySeconds: VISIBILITY_SECONDS, waitSeconds: 0 };
    rig.advance(SWEEP_MINUTES * MINUTE_MS);
    const lost = await rig.queues.receive("erase", taken);
    await rig.queues.acknowledge(
      "erase",
      lost.map(({ receipt }) => receipt),
    );
    expect(await liveMessages()).toBe(0);
    const { passes, mostMessages } = await day(withStuckObject());
    expect(mostMessages).toBe(1);
    expect(passes).toBeGreaterThan(80);
  });

  it("makes one of a message that was delivered twice", async () => {
    const taken = { max: 1, visibilitySeconds: VISIBILITY_SECONDS, waitSeconds: 0 };
    const [message] = await rig.queues.receive("erase", taken);
    if (!message) throw new Error("The request sends a message.");
    await rig.queues.send("erase", [{ body: message.body }]);
    await rig.queues.release("erase", [message.receipt], 0);
    await workOff(withStuckObject());
    expect(await liveMessages()).toBe(1);
  });
});
