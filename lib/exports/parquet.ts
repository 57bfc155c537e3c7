import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { COLUMNS, type Column, type Row } from "./columns.ts";

/** Lists have the three levels that Parquet requires. */
const elementsOf = ({ name, type }: Column): SchemaElement[] => {
  switch (type) {
    case "text":
      return [textElement(name)];
    case "number":
      return [{ name, type: "DOUBLE", repetition_type: "OPTIONAL" }];
    case "boolean":
      return [{ name, type: "BOOLEAN", repetition_type: "OPTIONAL" }];
    case "texts":
      return [
        {
          ...{ name, repetition_type: "OPTIONAL", num_children: 1 },
          ...{ converted_type: "LIST", logical_type: { type: "LIST" } },
        },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        textElement("element"),
      ];
  }
};

const textElement = (name: string): SchemaElement => ({
  ...{ name, type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
  ...{ converted_type: "UTF8", logical_type: { type: "STRING" } },
});

/** A file with one row group per part, so that only one part's rows are in memory beside the compressed file. */
export async function parquetFile(parts: AsyncIterable<readonly Row[]>): Promise<Uint8Array> {
  const bytes = new ByteWriter();
  const schema = [{ name: "schema", num_children: COLUMNS.length }, ...COLUMNS.flatMap(elementsOf)];
  const parquet = new ParquetWriter({ writer: bytes, schema, createdBy: "increator" });
  for await (const rows of parts) {
    if (rows.length === 0) continue;
    await parquet.write({
      columnData: COLUMNS.map(({ name }) => ({ name, data: rows.map((row) => row[name] ?? null) })),
      rowGroupSize: rows.length,
    });
  }
  await parquet.finish();
  return bytes.getBytes();
}
