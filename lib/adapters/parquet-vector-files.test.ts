import { parquetMetadata, parquetSchema } from "hyparquet";
import { expect, test } from "vitest";
import type { VectorRecord } from "../ports/vector-index.ts";
import { createParquetVectorFiles } from "./parquet-vector-files.ts";

const files = createParquetVectorFiles();

const record = (id: string, values: readonly number[], metadata = {}): VectorRecord => ({
  id,
  values: Float32Array.from(values),
  metadata,
});

async function fileOf(...groups: readonly VectorRecord[][]): Promise<Uint8Array> {
  const writer = await files.create();
  for (const group of groups) writer.append(group);
  return writer.finish();
}

test("floats come back bit for bit, and metadata with its lists, numbers and signs", async () => {
  const odd = [1e-45, -0, 0.1, 3.4028234663852886e38, -1 / 3];
  const metadata = {
    handle_lc: "käse_🧀\u0000",
    followers: 12,
    engagement_rate: 0.052,
    verified: false,
    languages: ["de"],
  };
  const groups = [];
  for await (const group of files.read(
    await fileOf([record("a", odd, metadata)], [record("b", odd), record("c", odd)]),
  ))
    groups.push(group);
  expect(groups.map((group) => group.map(({ id }) => id))).toEqual([["a"], ["b", "c"]]);
  const [first] = groups.flat();
  const bits = (values: Float32Array) => [...new Uint32Array(values.slice().buffer)];
  expect(bits(first?.values ?? new Float32Array())).toEqual(bits(Float32Array.from(odd)));
  expect(first?.metadata).toEqual(metadata);
});

test("the columns are those of bulk import and no others", async () => {
  const file = await fileOf([record("a", [1, 2])]);
  const metadata = parquetMetadata(file.slice().buffer);
  const { children } = parquetSchema(metadata);
  expect(children.map(({ element }) => element.name)).toEqual(["id", "values", "metadata"]);
  const leaves = metadata.schema.filter(({ type }) => type);
  expect(leaves.map(({ name, type, converted_type }) => [name, type, converted_type])).toEqual([
    ["id", "BYTE_ARRAY", "UTF8"],
    ["element", "FLOAT", undefined],
    ["metadata", "BYTE_ARRAY", "UTF8"],
  ]);
  expect(children[1]?.element.converted_type).toBe("LIST");
});

test.each([
  ["nothing", async () => new Uint8Array()],
  ["text", async () => Buffer.from("id,values\n")],
  ["half a file", async () => (await fileOf([record("a", [1, 2])])).slice(0, 90)],
])("%s is told from a file", async (_, made) => {
  const bytes = await made();
  const reading = (async () => {
    for await (const _group of files.read(bytes));
  })();
  await expect(reading).rejects.toMatchObject({ kind: "invalid", code: "bad-vector-file" });
});
