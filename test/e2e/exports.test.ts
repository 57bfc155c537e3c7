import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { crowd, xEnvelope } from "./envelopes.ts";
import { type Answer, ask, ingest, post, start, temporaryFolder } from "./running-system.ts";

const COUNT = 600;
const ALL = { search: { sort: "followers" }, format: "ndjson" };

const people = () => crowd(COUNT).map((one, at) => xEnvelope({ ...one, followers: 9_000_000 - at }));

async function readyFile(system: { url: string; devKey: string }, id: string): Promise<string[]> {
  const state = async () => (await ask(system, `/exports/${id}`)).body.data;
  await expect.poll(async () => (await state()).status, { timeout: 30_000, interval: 50 }).toBe("ready");
  const answer = await fetch(new URL((await state()).link, system.url));
  expect(answer.status).toBe(200);
  return (await answer.text()).trimEnd().split("\n");
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  const system = await start(folder.path);
  await ingest(folder.path, people());
  await system.close();
}, 60_000);
afterAll(() => folder?.[Symbol.asyncDispose]());

test("an export is made in the background and read by its link, and an erasure takes it away", async () => {
  const system = await start(folder.path);
  const webhook = { url: "https://receiver.invalid/", events: ["export.ready", "creator.erased"] };
  const { id: webhookId } = (await post(system, "/webhooks", webhook)).body.data;
  const asked: Answer = await post(system, "/exports", ALL);
  expect([asked.status, asked.body.data.status]).toEqual([202, "queued"]);
  const lines = await readyFile(system, asked.body.data.id);
  expect(lines).toHaveLength(COUNT);
  const { link } = (await ask(system, `/exports/${asked.body.data.id}`)).body.data;

  const erased = JSON.parse(lines[3] ?? "").id;
  const headers = { "x-api-key": system.devKey };
  const { body } = await ask(system, `/creators/${erased}`, { method: "DELETE", headers });
  const stores = async () =>
    (await ask(system, `/erasures/${body.id}`)).body.stores.find(
      (one: { store: string }) => one.store === "exports",
    );
  await expect
    .poll(stores, { timeout: 30_000, interval: 50 })
    .toMatchObject({ status: "done", removed: 1, left: 0 });
  expect((await ask(system, `/exports/${asked.body.data.id}`)).body.data.status).toBe("withdrawn");
  expect((await fetch(new URL(link, system.url))).status).toBe(403);
  const { data: told } = (await ask(system, `/webhooks/${webhookId}/deliveries`)).body;
  // Under each id that the account can have been seen by: the tenant's own and the common catalogue's.
  expect(told.map(({ type }: { type: string }) => type)).toEqual([
    ...["creator.erased", "creator.erased"],
    "export.ready",
  ]);
  await system.close();
}, 90_000);

test("kill -9 while an export is made, then a restart: the whole file, each creator once", async () => {
  const first = await start(folder.path);
  await first.close();
  const child = spawn(
    process.execPath,
    ["local/main.ts", "--port", "0", "--sample", "none", "--data-dir", folder.path],
    { cwd: new URL("../..", import.meta.url), stdio: ["ignore", "pipe", "inherit"] },
  );
  const url = await new Promise<string>((resolve) => {
    let seen = "";
    child.stdout.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      const [found] = /http:\/\/localhost:\d+/.exec(seen) ?? [];
      if (found) resolve(found);
    });
  });
  const running = { url, devKey: first.devKey };
  const { body } = await post(running, "/exports", ALL);
  const { id } = body.data;
  const rows = async () => (await ask(running, `/exports/${id}`)).body.data.rows;
  await expect.poll(rows, { timeout: 30_000, interval: 1 }).toBeGreaterThan(0);
  child.kill("SIGKILL");
  await once(child, "exit");

  const system = await start(folder.path);
  const handles = (await readyFile(system, id)).map((line) => JSON.parse(line).handle);
  // One was erased before.
  expect(handles).toHaveLength(COUNT - 1);
  expect(new Set(handles).size).toBe(COUNT - 1);
  await system.close();
}, 90_000);
