import { expect, it } from "vitest";
import { AppError, type ErrorKind } from "../domain/errors.ts";
import type { QueueDepth, Queues } from "../ports/queues.ts";
import { regionalQueues } from "./regional-queues.ts";

const DEPTH: QueueDepth = { visible: 2, inFlight: 1, delayed: 0, oldestAgeSeconds: 0 };
const MESSAGES = [{ body: "{}" }];

function region(kind?: ErrorKind) {
  const sent: string[] = [];
  const answer = () => {
    if (kind) throw new AppError(kind, "queues-out", "It does not answer.");
  };
  const queues = {
    async send(queue: string) {
      answer();
      sent.push(queue);
    },
    async depth() {
      answer();
      return DEPTH;
    },
  } as unknown as Queues;
  return { queues, sent };
}

it("sends to every region what is to be embedded, and nothing else", async () => {
  const [home, other] = [region(), region()];
  const queues = regionalQueues(home.queues, [other.queues]);
  for (const queue of ["embed-high", "embed-low", "erase", "ingest"] as const)
    await queues.send(queue, MESSAGES);
  expect(home.sent).toEqual(["embed-high", "embed-low", "erase", "ingest"]);
  expect(other.sent).toEqual(["embed-high", "embed-low"]);
  expect(await queues.depth("embed-low")).toMatchObject({ visible: 4, inFlight: 2 });
  expect(await queues.depth("erase")).toEqual(DEPTH);
});

it("goes on without a region that is out, whose messages count as waiting", async () => {
  const home = region();
  const queues = regionalQueues(home.queues, [region("unavailable").queues]);
  await queues.send("embed-high", MESSAGES);
  expect(home.sent).toEqual(["embed-high"]);
  expect((await queues.depth("embed-high")).visible).toBeGreaterThan(DEPTH.visible);
});

it("tells of a region that refuses, which no waiting repairs, and of its own queue that is out", async () => {
  const refusing = regionalQueues(region().queues, [region("forbidden").queues]);
  await expect(refusing.send("embed-low", MESSAGES)).rejects.toMatchObject({ kind: "forbidden" });
  const out = regionalQueues(region("unavailable").queues, [region().queues]);
  await expect(out.send("embed-low", MESSAGES)).rejects.toMatchObject({ kind: "unavailable" });
});
