import { Readable } from "node:stream";
import { parquetMetadata, parquetSchema } from "hyparquet";
import { describe, expect, test } from "vitest";
import { threadedVectorFiles } from "../../lib/adapters/embedded/threaded-vector-files.ts";
import { createParquetVectorFiles } from "../../lib/adapters/parquet-vector-files.ts";
import type { VectorFiles } from "../../lib/ports/vector-files.ts";
import type { VectorRecord } from "../../lib/ports/vector-index.ts";

const parquet = createParquetVectorFiles();

const record = (id: string, values: readonly number[], metadata = {}): VectorRecord => ({
  id,
  values: Float32Array.from(values),
  metadata,
});

async function groupsIn(files: VectorFiles, bytes: Uint8Array): Promise<VectorRecord[][]> {
  const groups = [];
  for await (const group of files.read(bytes)) groups.push(group);
  return groups;
}

describe.each([
  ["here", parquet],
  ["on threads, however small", threadedVectorFiles(parquet, { leastRows: 1, leastBytes: 0 })],
])("Vector files written and read %s", (_, files) => {
  const fileOf = (...groups: readonly VectorRecord[][]): Promise<Uint8Array> =>
    files.write(Readable.from(groups));

  test("floats come back bit for bit, and metadata with its lists, numbers and signs", async () => {
    const odd = [1e-45, -0, 0.1, 3.4028234663852886e38, -1 / 3];
    const metadata = {
      handle_lc: "käse_🧀\u0000",
      followers: 12,
      engagement_rate: 0.052,
      verified: false,
      languages: ["de"],
    };
    const bytes = await fileOf([record("a", odd, metadata)], [record("b", odd), record("c", odd)]);
    const groups = await groupsIn(files, bytes);
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

  test("no groups make a file without rows", async () => {
    expect(await groupsIn(files, await fileOf())).toEqual([]);
  });

  test("what fails while groups are gathered fails the file", async () => {
    async function* failing(): AsyncGenerator<VectorRecord[]> {
      yield [record("a", [1, 2])];
      throw new Error("The index did not answer.");
    }
    await expect(files.write(failing())).rejects.toThrow("The index did not answer.");
  });

  test.each([
    ["nothing", async () => new Uint8Array()],
    ["text", async () => Buffer.from("id,values\n")],
    ["half a file", async () => (await fileOf([record("a", [1, 2])])).slice(0, 90)],
  ])("%s is told from a file", async (_what, made) => {
    const bytes = await made();
    await expect(groupsIn(files, bytes)).rejects.toMatchObject({ kind: "invalid", code: "bad-vector-file" });
  });
});
