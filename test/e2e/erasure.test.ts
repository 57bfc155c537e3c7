import { afterEach, beforeEach, expect, test } from "vitest";
import type { LocalSystem } from "../../local/local-system.ts";
import { crowd, SONGWRITER, VEGAN_COACH, xEnvelope } from "./envelopes.ts";
import { type Answer, ask, ingest, post, start, temporaryFolder } from "./running-system.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let system: LocalSystem;

const people = [VEGAN_COACH, SONGWRITER, ...crowd(20)];
const QUERIES = [
  "/search?q=vegan+fitness+coach",
  "/search?q=vegan+fitness+coach&mode=vector",
  "/search?q=%40vegan_vera",
];

beforeEach(async () => {
  folder = await temporaryFolder();
  system = await start(folder.path);
  await ingest(
    folder.path,
    people.map((person) => xEnvelope(person)),
  );
});

afterEach(async () => {
  await system?.close();
  await folder?.[Symbol.asyncDispose]();
});

const handles = ({ body }: Answer): string[] => body.data.map(({ handle }: { handle: string }) => handle);

async function findCoach(): Promise<string> {
  const { body } = await ask(system, QUERIES[0] ?? "");
  expect(body.data[0].handle).toBe("@vegan_vera");
  return body.data[0].id;
}

/** Asks until the worker is done with the erasure. */
const completed = (id: string): Promise<void> =>
  expect
    .poll(async () => (await ask(system, `/erasures/${id}`)).body.status, { timeout: 20_000, interval: 100 })
    .toBe("completed");

test("an erased creator is in no search from the answer on, and in no store in the end", async () => {
  const id = await findCoach();
  for (const query of QUERIES) await ask(system, query);
  const erased = await ask(system, `/creators/${id}`, { method: "DELETE" });
  expect(erased.status).toBe(202);
  expect(erased.body).toMatchObject({ scope: "creator", id: expect.stringMatching(/^er_/) });

  for (const query of QUERIES) expect(handles(await ask(system, query))).not.toContain("@vegan_vera");
  expect((await ask(system, `/creators/${id}`)).status).toBe(404);
  await completed(erased.body.id);
  const { body } = await ask(system, `/erasures/${erased.body.id}`);
  for (const { store, status } of body.stores) {
    // Backups have a clock of their own, and messages in flight are what the second pass waits for.
    if (store !== "backups" && store !== "queues") expect([store, status]).toEqual([store, "done"]);
  }
});

test("a page in the shared cache does not bring an erased creator back after a restart", async () => {
  const id = await findCoach();
  await ask(system, `/creators/${id}`, { method: "DELETE" });
  await system.close();
  system = await start(folder.path);
  for (const query of QUERIES) expect(handles(await ask(system, query))).not.toContain("@vegan_vera");
});

test("an erased account that is ingested again stays out and is counted as suppressed", async () => {
  const id = await findCoach();
  const { body } = await ask(system, `/creators/${id}`, { method: "DELETE" });
  await completed(body.id);
  const again = await ingest(folder.path, [
    xEnvelope(VEGAN_COACH, "2026-11-21T10:00:00Z"),
    xEnvelope(SONGWRITER),
  ]);
  expect(again.summaries[0]).toMatchObject({ suppressed: 1, stored: 0, unchanged: 1 });
  expect(handles(await ask(system, "/search?q=vegan+coach&limit=100"))).not.toContain("@vegan_vera");
});

test("asking for the same erasure again gives the same one", async () => {
  const id = await findCoach();
  const first = await ask(system, `/creators/${id}`, { method: "DELETE" });
  const second = await ask(system, `/creators/${id}`, { method: "DELETE" });
  expect(second.body.id).toBe(first.body.id);
});

test("an account can be forgotten by its handle, and by its platform's id before it was ever stored", async () => {
  const byHandle = await post(system, "/erasures", { platform: "x", handle: "@songs_by_sam" });
  expect(byHandle.status).toBe(202);
  expect(handles(await ask(system, "/search?q=singer+songwriter"))).not.toContain("@songs_by_sam");

  const unknown = { id: "999", handle: "not_yet", name: "Not Yet", bio: "Juggling lessons", followers: 10 };
  expect((await post(system, "/erasures", { platform: "x", platform_user_id: "999" })).status).toBe(202);
  const { summaries } = await ingest(folder.path, [xEnvelope(unknown)]);
  expect(summaries[0]).toMatchObject({ suppressed: 1, stored: 0 });
});

test("an erasure that names no account, or two ways at once, is a 400", async () => {
  for (const body of [
    { platform: "x" },
    { platform: "x", handle: "a", platform_user_id: "1" },
    { handle: "a" },
  ]) {
    expect((await post(system, "/erasures", body)).status).toBe(400);
  }
});
