import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { pathOfKey } from "../../lib/adapters/embedded/file-object-paths.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { crowd, ndjson, type Person, xEnvelope } from "./envelopes.ts";
import { ask, ingest, start, temporaryFolder } from "./running-system.ts";
import { filesWith } from "./traces.ts";

const DORA: Person = {
  id: "73091555100142",
  handle: "dora_quillfeather",
  name: "Dora Qüillfeather",
  bio: "Pottery and glazes, every day a new bowl",
  followers: 31_000,
};
const WORDS = [DORA.handle, "Qüillfeather", "quillfeath", DORA.id];

const erased = (system: LocalSystem, id: string) =>
  expect
    .poll(async () => (await ask(system, `/erasures/${id}`)).body.status, { timeout: 20_000, interval: 50 })
    .toBe("completed");

const idOf = async (system: LocalSystem): Promise<string> => {
  const { body } = await ask(system, `/search?q=%40${DORA.handle}`);
  expect(body.data[0]?.handle).toBe(`@${DORA.handle}`);
  return body.data[0].id;
};

test("no file of the data folder holds handle, name or platform id once an erasure says completed", async () => {
  await using folder = await temporaryFolder();
  const first = await start(folder.path);
  await ingest(folder.path, [xEnvelope(DORA), ...crowd(150).map((one) => xEnvelope(one))]);
  await ingest(folder.path, [xEnvelope({ ...DORA, followers: 32_000 }, "2026-11-21T10:00:00Z")]);
  const before = filesWith(folder.path, WORDS).join("\n");
  for (const file of ["documents.sqlite", "small.sqlite"]) expect(before).toContain(file);

  const { body } = await ask(first, `/creators/${await idOf(first)}`, { method: "DELETE" });
  await erased(first, body.id);
  expect(filesWith(folder.path, WORDS)).toEqual([]);
  await first.close();
  expect(filesWith(folder.path, WORDS)).toEqual([]);
});

test("a file that somebody dropped under a person's name leaves its name nowhere", async () => {
  await using folder = await temporaryFolder();
  const before = await start(folder.path);
  await ingest(
    folder.path,
    crowd(20).map((one) => xEnvelope(one)),
  );
  await before.close();
  const path = pathOfKey(join(folder.path, "objects", "tree"), `inbox/local/${DORA.handle}.ndjson`);
  await mkdir(dirname(path), { recursive: true });
  const broken = '{"platform":"x","fetched_at":"2026-11-20T10:00:00Z"}\n';
  await writeFile(path, ndjson([xEnvelope(DORA)]) + broken);

  const system = await start(folder.path);
  const stored = async () => (await ask(system, "/dictionaries/platforms")).body.data[0]?.count;
  await expect.poll(stored, { timeout: 20_000, interval: 100 }).toBe(21);
  const { body } = await ask(system, `/creators/${await idOf(system)}`, { method: "DELETE" });
  await erased(system, body.id);
  expect(filesWith(folder.path, WORDS)).toEqual([]);
  await system.close();
});
