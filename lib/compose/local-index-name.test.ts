import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Keyring } from "../domain/keyring.ts";
import { localIndexName } from "./embedded-backups.ts";

const keyring = (...versions: number[]): Keyring => ({
  current: Math.max(...versions),
  keys: new Map(versions.map((version) => [version, Buffer.alloc(32, version)])),
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "increator-index-name-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("an index keeps its name when a key is added and when its oldest is retired", async () => {
  const name = await localIndexName(folder, keyring(1));
  expect(await localIndexName(folder, keyring(1, 2))).toBe(name);
  expect(await localIndexName(folder, keyring(2))).toBe(name);
});

test("a new folder with the keys of one that was lost has the index's name again", async () => {
  const name = await localIndexName(folder, keyring(1, 2));
  await rm(folder, { recursive: true });
  expect(await localIndexName(folder, keyring(1, 2))).toBe(name);
  await rm(folder, { recursive: true });
  expect(await localIndexName(folder, keyring(3))).not.toBe(name);
});

test("a file that names no index is refused with where to find the name", async () => {
  await writeFile(join(folder, "index-name"), "");
  await expect(localIndexName(folder, keyring(1))).rejects.toMatchObject({
    kind: "invalid",
    code: "bad-index-name",
    message: expect.stringContaining("source.index"),
  });
});
