import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSqliteQueues } from "../../lib/adapters/embedded/sqlite-queues.ts";
import { systemClock } from "../../lib/adapters/system-clock.ts";

const WORKER = fileURLToPath(new URL("../doubles/poisoned-worker.ts", import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "increator-poison-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const openQueues = () =>
  createSqliteQueues(join(folder, "queues.sqlite"), { clock: systemClock, maxReceives: 2 });

/** How a worker's process ended: the signal, or null where it came to its end. */
async function work(): Promise<unknown> {
  const [, signal] = await once(spawn(process.execPath, [WORKER, folder], { stdio: "inherit" }), "exit");
  return signal;
}

test.each([
  ["first", ["poison", "a", "b", "c"]],
  ["in between", ["a", "b", "poison", "c"]],
  ["last", ["a", "b", "c", "poison"]],
])(
  "a message, %s of its batch, that ends the process twice is a dead letter, and its neighbours are done",
  async (_, bodies) => {
    const before = openQueues();
    await before.send(
      "embed-low",
      bodies.map((body) => ({ body })),
    );
    before.close();

    expect([await work(), await work(), await work()]).toEqual(["SIGKILL", "SIGKILL", null]);

    const done = readFileSync(join(folder, "done"), "utf8").trim().split("\n");
    expect([...new Set(done)].sort()).toEqual(["a", "b", "c"]);
    const after = openQueues();
    const dead = await after.receive("embed-low-dead", { max: 10, visibilitySeconds: 1, waitSeconds: 0 });
    expect(dead.map(({ body }) => body)).toEqual(["poison"]);
    expect(await after.depth("embed-low")).toMatchObject({ visible: 0, inFlight: 0, delayed: 0 });
    after.close();
  },
);
