import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { encodeVector } from "./hnsw-codec.ts";
import { openVectorStore } from "./hnsw-store.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "increator-vectors-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("names the file and the reason where SQLite ended the transaction by itself, as on a full disk", () => {
  const store = openVectorStore(folder, { dimensions: 2, model: "test" });
  const record = { namespace: 1, id: "c_1", vector: encodeVector(Float32Array.of(1, 0.5)), metadata: {} };
  const other = new DatabaseSync(join(folder, "vectors.sqlite"));
  other.exec("CREATE TRIGGER full BEFORE INSERT ON vectors BEGIN SELECT RAISE(ROLLBACK, 'no room'); END");
  const message = expect.stringContaining("vectors.sqlite: no room");
  const failure = expect.objectContaining({ kind: "unavailable", code: "store-unavailable", message });
  const insert = () => store.transaction(() => store.insert(record, undefined));
  expect(insert).toThrow(failure);
  other.exec("DROP TRIGGER full");
  expect(store.get(1, "c_1")).toBeUndefined();
  insert();
  expect(store.get(1, "c_1")).toMatchObject(record);
  other.close();
  store.close();
});

it("reads all records in their order, in batches, with every byte and whatever their ids hold", () => {
  const store = openVectorStore(folder, { dimensions: 2, model: "test" });
  const records = Array.from({ length: 600 }, (_, nth) => ({
    namespace: 1 + (nth % 2),
    id: `c_"${nth}'\n\u{1f600}`,
    // Both planes take every value of a byte, zero among them.
    vector: encodeVector(Float32Array.of(1, nth / 600 - 0.5)),
    metadata: { rank: nth, words: ["a,b", '"]'] },
  }));
  const keys = store.transaction(() => records.map((record) => store.insert(record, undefined)));
  store.transaction(() => store.remove(keys[300] as number));
  const read = [...store.records()];
  const kept = records.toSpliced(300, 1);
  expect(read.length).toBeGreaterThan(1);
  expect(read.flatMap((batch) => batch.keys)).toEqual(keys.toSpliced(300, 1));
  expect(read.flatMap((batch) => batch.ids)).toEqual(kept.map(({ id }) => id));
  expect(read.flatMap((batch) => batch.namespaces)).toEqual(kept.map(({ namespace }) => namespace));
  expect(read.flatMap((batch) => batch.metadata)).toEqual(kept.map(({ metadata }) => metadata));
  expect(read.flatMap((batch) => [...batch.planes])).toEqual(
    kept.flatMap(({ vector }) => [...vector.planes]),
  );
  store.close();
});
