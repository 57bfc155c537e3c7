import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openVectorStore } from "./hnsw-store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "increator-vectors-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("names the file and the reason where SQLite ended the transaction by itself, as on a full disk", () => {
  const store = openVectorStore(folder, { dimensions: 2, model: "test" });
  const other = new DatabaseSync(join(folder, "vectors.sqlite"));
  other.exec(
    "CREATE TRIGGER full BEFORE INSERT ON removed_keys BEGIN SELECT RAISE(ROLLBACK, 'no room'); END",
  );
  const message = expect.stringContaining("vectors.sqlite: no room");
  const failure = expect.objectContaining({ kind: "unavailable", code: "store-unavailable", message });
  expect(() => store.transaction(() => store.remove(1))).toThrow(failure);
  other.exec("DROP TRIGGER full");
  store.transaction(() => store.remove(1));
  expect(store.savedGraphs().removed).toEqual([1]);
  other.close();
  store.close();
});
