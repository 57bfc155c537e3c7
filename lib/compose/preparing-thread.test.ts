import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { afterEach, expect, test } from "vitest";
import { PREPARATION } from "../../test/doubles/preparation.ts";
import { prepareHere } from "../ingest/prepare-envelopes.ts";
import { openPreparingThread, type PreparingThread } from "./preparing-thread.ts";

const context = {
  ...PREPARATION,
  // Of getters, as a live keyring is.
  keyring: {
    get current() {
      return 1;
    },
    keys: PREPARATION.keyring.keys,
  },
};

const envelope = (id: number) => ({
  line: id,
  text: JSON.stringify({
    platform: "x",
    fetched_at: "2026-11-28T10:00:00Z",
    payload: { id: String(id), username: `jo${id}`, name: "Jo", description: "Baker. jo@paper.example" },
  }),
});

let thread: PreparingThread;
afterEach(() => thread.close());

test("a thread prepares what this one would, in the same order, broken ones among it", async () => {
  thread = openPreparingThread({ leastCharacters: 0 });
  const texts = [envelope(1), { line: 2, text: "{" }, envelope(3)];
  expect(await thread.prepareEnvelopes(context, texts)).toEqual(await prepareHere(context, texts));
});

test("an envelope that takes too long is refused, and its neighbours go on in a new thread", async () => {
  thread = openPreparingThread({
    leastCharacters: 0,
    envelopeMs: 1_500,
    worker: new URL("../../test/doubles/stuck-preparing-worker.ts", import.meta.url),
  });
  const done = await thread.prepareEnvelopes(context, [
    { line: 1, text: "a" },
    { line: 2, text: "stuck" },
    { line: 3, text: "b" },
  ]);
  const codes = done.map((one) => (one.kind === "refused" ? [one.rejection.line, one.rejection.code] : null));
  expect(codes).toEqual([
    [1, "bad-json"],
    [2, "too-slow"],
    [3, "bad-json"],
  ]);
});

test("a thread that dies fails its call alone, and the next one has another thread", async () => {
  thread = openPreparingThread({
    leastCharacters: 0,
    worker: new URL("../../test/doubles/stuck-preparing-worker.ts", import.meta.url),
  });
  const dying = thread.prepareEnvelopes(context, [{ line: 1, text: "die" }]);
  const next = thread.prepareEnvelopes(context, [{ line: 1, text: "a" }]);
  await expect(dying).rejects.toMatchObject({ code: "preparing-failed" });
  expect(await next).toMatchObject([{ kind: "refused" }]);
});

test("a thread that nobody needs ends, and the next envelopes have another", async () => {
  thread = openPreparingThread({ leastCharacters: 0, idleMs: 50 });
  for (const round of [1, 2]) {
    const started = once(process, "worker");
    const prepared = thread.prepareEnvelopes(context, [envelope(round)]);
    const [worker] = (await started) as [Worker];
    expect(await prepared).toMatchObject([{ kind: "prepared", line: round }]);
    await once(worker, "exit");
  }
});
