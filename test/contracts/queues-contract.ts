import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueueName, Queues, ReceivedMessage } from "../../lib/ports/queues.ts";
import { eventually, type Opened } from "./eventually.ts";

/** Queues must be empty when opened. */
export interface OpenedQueues extends Opened<Queues> {
  /** Number of receives after which a message moves to the dead letters. */
  readonly maxReceives: number;
  /** Lets seconds pass: moves a fixed clock, or waits for a real one. */
  advance(seconds: number): Promise<void>;
}

const AT_ONCE = { max: 10, visibilitySeconds: 30, waitSeconds: 0 };

/** What every implementation of `Queues` promises. Each test has a queue to itself. */
export function describeQueuesContract(name: string, open: () => Promise<OpenedQueues>): void {
  describe(`${name} keeps the contract of Queues`, () => {
    let opened: OpenedQueues;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    describeDelivery(() => opened);
    describeRetries(() => opened);
    describeWaiting(() => opened);
  });
}

function describeDelivery(queues: () => OpenedQueues): void {
  it("hands a message to one receiver until it is acknowledged", async () => {
    const { port } = queues();
    const sent = ["plain", "ünï 🎮 \u2028", JSON.stringify({ ids: ["c_1"] })];
    await port.send(
      "ingest",
      sent.map((body) => ({ body })),
    );
    const received = await collect(port, "ingest", sent.length);
    expect(received.map(({ body }) => body).sort()).toEqual([...sent].sort());
    expect(received.every(({ receiveCount }) => receiveCount === 1)).toBe(true);
    expect(new Set(received.map(({ id }) => id)).size).toBe(sent.length);
    expect(await port.receive("ingest", AT_ONCE)).toEqual([]);
    await port.acknowledge("ingest", receiptsOf(received));
    await queues().advance(31);
    expect(await port.receive("ingest", AT_ONCE)).toEqual([]);
  });

  it("takes an empty send, and messages up to the size that SQS takes", async () => {
    const { port } = queues();
    await port.send("crawl-low", []);
    await port.send("crawl-low", [{ body: "x".repeat(200_000) }, { body: "y".repeat(200_000) }]);
    const received = await collect(port, "crawl-low", 2);
    expect(received.map(({ body }) => body.length)).toEqual([200_000, 200_000]);
    await port.acknowledge("crawl-low", receiptsOf(received));
  });

  it("takes more messages in one call than a batch of SQS holds", async () => {
    const { port } = queues();
    const bodies = Array.from({ length: 35 }, (_, index) => String(index));
    await port.send(
      "embed-low",
      bodies.map((body) => ({ body, group: `tenant-${Number(body) % 3}` })),
    );
    const received = await collect(port, "embed-low", bodies.length);
    expect(received.map(({ body }) => body).sort()).toEqual(bodies.sort());
    await port.acknowledge("embed-low", receiptsOf(received));
  });

  it("refuses a message that SQS would refuse", async () => {
    const { port } = queues();
    const tooLate = port.send("erase", [{ body: "x", delaySeconds: 901 }]);
    await expect(tooLate).rejects.toMatchObject({ kind: "invalid" });
    const tooLarge = port.send("erase", [{ body: "é".repeat(2 ** 19 + 1) }]);
    await expect(tooLarge).rejects.toMatchObject({ kind: "invalid" });
  });
}

function describeRetries(queues: () => OpenedQueues): void {
  it("shows a message again when its visibility ends, counts the receives and ignores the outdated receipt", async () => {
    const { port, advance } = queues();
    await port.send("embed-high", [{ body: "again" }]);
    const [first] = await collect(port, "embed-high", 1, { visibilitySeconds: 2 });
    await advance(3);
    const [second] = await collect(port, "embed-high", 1);
    expect(second).toMatchObject({ body: "again", receiveCount: 2 });
    expect(second?.sentAt).toEqual(first?.sentAt);
    await port.acknowledge("embed-high", receiptsOf([first, second]));
    await port.acknowledge("embed-high", ["unknown"]);
    await advance(31);
    expect(await port.receive("embed-high", AT_ONCE)).toEqual([]);
  });

  it("releases a message at once or after a delay", async () => {
    const { port, advance } = queues();
    await port.send("erase", [{ body: "released" }]);
    await port.release("erase", receiptsOf(await collect(port, "erase", 1)), 0);
    const again = await collect(port, "erase", 1);
    expect(again[0]?.receiveCount).toBe(2);
    await port.release("erase", receiptsOf(again), 2);
    expect(await port.receive("erase", AT_ONCE)).toEqual([]);
    await advance(3);
    const last = await collect(port, "erase", 1);
    await port.acknowledge("erase", receiptsOf(last));
  });

  it("moves a message to the dead letters after its receives, where it waits to be read", async () => {
    const { port, advance, maxReceives } = queues();
    await port.send("crawl-high", [{ body: "poison" }]);
    for (let receive = 1; receive <= maxReceives; receive += 1) {
      const received = await collect(port, "crawl-high", 1, { visibilitySeconds: 1 });
      expect(received[0]?.receiveCount).toBe(receive);
      await advance(2);
    }
    const dead = await eventually(
      async () => {
        expect(await port.receive("crawl-high", AT_ONCE)).toEqual([]);
        return port.receive("crawl-high-dead", AT_ONCE);
      },
      (messages) => messages.length > 0,
    );
    expect(dead.map(({ body }) => body)).toEqual(["poison"]);
    await port.acknowledge("crawl-high-dead", receiptsOf(dead));
  });
}

function describeWaiting(queues: () => OpenedQueues): void {
  it("holds a delayed message back", async () => {
    const { port, advance } = queues();
    await port.send("crawl-low", [{ body: "later", delaySeconds: 2 }]);
    expect(await port.receive("crawl-low", AT_ONCE)).toEqual([]);
    await advance(3);
    await port.acknowledge("crawl-low", receiptsOf(await collect(port, "crawl-low", 1)));
  });

  it("ends a wait as soon as a message comes", async () => {
    const { port } = queues();
    const waiting = port.receive("ingest", { ...AT_ONCE, waitSeconds: 20 });
    await port.send("ingest", [{ body: "awaited" }]);
    const received = await waiting;
    expect(received.map(({ body }) => body)).toEqual(["awaited"]);
    await port.acknowledge("ingest", receiptsOf(received));
  });

  it("tells how many messages wait, are being worked on and are held back", async () => {
    const { port } = queues();
    await port.send("embed-low", [{ body: "1" }, { body: "2" }, { body: "3", delaySeconds: 600 }]);
    const [held] = await port.receive("embed-low", { ...AT_ONCE, max: 1 });
    const depth = await eventually(
      () => port.depth("embed-low"),
      ({ visible, inFlight, delayed }) => visible === 1 && inFlight === 1 && delayed === 1,
    );
    expect(depth).toMatchObject({ visible: 1, inFlight: 1, delayed: 1 });
    expect(depth.oldestAgeSeconds ?? 0, "null where the service does not tell").toBeGreaterThanOrEqual(0);
    expect(await port.depth("embed-high-dead")).toMatchObject({ visible: 0, oldestAgeSeconds: 0 });
    await port.acknowledge("embed-low", receiptsOf([held, ...(await collect(port, "embed-low", 1))]));
  });
}

/** Receives until this number of messages has come, because a queue may return fewer than it holds. */
async function collect(
  queues: Queues,
  queue: QueueName,
  count: number,
  options: Partial<typeof AT_ONCE> = {},
): Promise<ReceivedMessage[]> {
  const received: ReceivedMessage[] = [];
  const enough = await eventually(
    async () => {
      received.push(
        ...(await queues.receive(queue, {
          ...AT_ONCE,
          ...options,
          max: Math.min(10, count - received.length),
        })),
      );
      return received;
    },
    (messages) => messages.length >= count,
  );
  expect(enough).toHaveLength(count);
  return enough;
}

const receiptsOf = (messages: readonly (ReceivedMessage | undefined)[]): string[] =>
  messages.flatMap((message) => (message ? [message.receipt] : []));
