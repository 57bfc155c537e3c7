import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { rounds } from "../deep.ts";
import { crowd, type Person, xEnvelope } from "./envelopes.ts";
import { ask, ingest, start, temporaryFolder } from "./running-system.ts";
import { filesWith } from "./traces.ts";

/** Milliseconds behind the request's answer: while the worker is at its first stores, in between, at its last. */
const DELAYS = [0, 15, 40, 90].slice(0, rounds(4, 2));

const person = (at: number): Person => ({
  id: `8204417733${at}`,
  handle: `gwendolyn_${at}_marsh`,
  name: `Gwendolyn Marshwiggle ${at}`,
  bio: "Birds of the wetlands, mostly waders",
  followers: 9_000,
});

/** Erases by the command line, in a process of its own that is killed so long after the request was answered. */
async function eraseAndKill(dataDir: string, id: string, delayMs: number): Promise<void> {
  const child = spawn(process.execPath, ["cli/increator.ts", "erase", id, "--data-dir", dataDir], {
    cwd: new URL("../..", import.meta.url),
    env: { ...process.env, INCREATOR_LOG_LEVEL: "INFO" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let seen = "";
  child.stderr.on("data", (chunk: Buffer) => {
    seen += chunk.toString("utf8");
    if (seen.includes('"/creators/{id}"')) setTimeout(() => child.kill("SIGKILL"), delayMs);
  });
  await once(child, "exit");
}

test("kill -9 at any moment of an erasure, then a restart: it completes, and no file holds a trace", async () => {
  await using folder = await temporaryFolder();
  const people = DELAYS.map((_, at) => person(at));
  const first = await start(folder.path);
  await ingest(
    folder.path,
    [...people, ...crowd(60)].map((one) => xEnvelope(one)),
  );
  await first.close();
  for (const [at, { id }] of people.entries()) {
    await eraseAndKill(folder.path, creatorIdOf(LOCAL_TENANT, "x", id), DELAYS[at] ?? 0);
  }

  const system = await start(folder.path);
  const statuses = async () => {
    const { body } = await ask(system, "/erasures");
    return body.data.map(({ status }: { status: string }) => status);
  };
  await expect.poll(statuses, { timeout: 30_000, interval: 100 }).toEqual(people.map(() => "completed"));
  expect(filesWith(folder.path, ["gwendolyn", "Marshwiggle", "8204417733"])).toEqual([]);
  expect((await ask(system, "/dictionaries/platforms")).body.data).toMatchObject([{ count: 60 }]);
  await system.close();
  // Four processes start one after the other, on machines that may be busy.
}, 90_000);
