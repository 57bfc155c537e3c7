import { type FileMetaData, parquetMetadata, parquetReadObjects, type SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { VectorFiles } from "../ports/vector-files.ts";
import type { VectorRecord } from "../ports/vector-index.ts";

/** Exactly Pinecone's columns: facts, Pinecone, bulk import. Lists have the three levels that Parquet requires. */
const SCHEMA: SchemaElement[] = [
  { name: "schema", num_children: 3 },
  text("id"),
  {
    name: "values",
    repetition_type: "REQUIRED",
    num_children: 1,
    converted_type: "LIST",
    logical_type: { type: "LIST" },
  },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  { name: "element", type: "FLOAT", repetition_type: "REQUIRED" },
  text("metadata"),
];

function text(name: string): SchemaElement {
  return {
    name,
    type: "BYTE_ARRAY",
    repetition_type: "REQUIRED",
    converted_type: "UTF8",
    logical_type: { type: "STRING" },
  };
}

/** Only text is compressed, because vectors have no repeated bytes. */
const TEXT = { codec: "SNAPPY", encoding: "PLAIN" } as const;
const FLOATS = { codec: "UNCOMPRESSED", encoding: "PLAIN" } as const;

/** Parquet by hyparquet: plain JavaScript, so it runs in a Lambda bundle unchanged. */
export const createParquetVectorFiles = (): VectorFiles => ({
  async write(groups) {
    const file = growingFile();
    for await (const records of groups) await file.append(records);
    return file.finish();
  },
  read: readGroups,
});

/** A file that is written group by group. */
export function growingFile() {
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({
    writer: bytes,
    schema: SCHEMA,
    statistics: false,
    createdBy: "increator",
  });
  return {
    append: async (records: readonly VectorRecord[]): Promise<void> =>
      parquet.write({ columnData: columnsOf(records), rowGroupSize: Math.max(1, records.length) }),
    async finish(): Promise<Uint8Array<ArrayBuffer>> {
      await parquet.finish();
      return bytes.getBytes();
    },
  };
}

const columnsOf = (records: readonly VectorRecord[]) => [
  { name: "id", data: records.map(({ id }) => id), ...TEXT },
  { name: "values", data: records.map(({ values }) => Array.from(values)), ...FLOATS },
  { name: "metadata", data: records.map(({ metadata }) => JSON.stringify(metadata)), ...TEXT },
];

const metadataSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
);
/** The file's own schema says that the list holds floats. Checking each of them again would take half of the time. */
const floats = z.custom<number[]>(Array.isArray);
const rowSchema = z.object({ id: z.string(), values: floats, metadata: z.string() });

export async function* readGroups(bytes: Uint8Array): AsyncGenerator<VectorRecord[]> {
  const file = bytes.slice().buffer;
  const metadata = understood(() => parquetMetadata(file));
  let rowStart = 0;
  for (const { num_rows } of metadata.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    yield await group({ file, metadata, rowStart, rowEnd });
    rowStart = rowEnd;
  }
}

async function group(part: {
  file: ArrayBuffer;
  metadata: FileMetaData;
  rowStart: number;
  rowEnd: number;
}): Promise<VectorRecord[]> {
  const rows = await parquetReadObjects(part).catch((error: unknown) => {
    throw badFile(error);
  });
  return understood(() =>
    rows.map((row) => {
      const { id, values, metadata } = rowSchema.parse(row);
      return { id, values: Float32Array.from(values), metadata: metadataSchema.parse(JSON.parse(metadata)) };
    }),
  );
}

function understood<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw badFile(error);
  }
}

const badFile = (cause: unknown): AppError =>
  new AppError("invalid", "bad-vector-file", "The file does not hold vectors as Parquet.", {}, cause);
