import { UNSEARCHED_FIELDS } from "../../domain/creator.ts";
import type { CollectionName } from "../../ports/documents.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { CREATOR_JSON_FIELDS } from "./sqlite-indexed-fields.ts";

/**
 * A record is one JSON text in `body`. A creator has the fields that no search reads in `rest`, so that a search reads
 * and parses half. Rows that were written before 2026-12, and tombstones, have everything in `body` and no `rest`. A
 * row keeps its division until it is written again, so the list of these fields may change, except for indexed ones.
 */
const UNSEARCHED: ReadonlySet<string> = new Set(UNSEARCHED_FIELDS);

/** The values of `body` and `rest`. */
export function textsOf(collection: CollectionName, record: object): (string | null)[] {
  if (collection !== "creators") return [JSON.stringify(record)];
  if ("erased" in record && record.erased === true) return [JSON.stringify(record), null];
  const [body, rest]: [[string, unknown][], [string, unknown][]] = [[], []];
  for (const field of Object.entries(record)) (UNSEARCHED.has(field[0]) ? rest : body).push(field);
  return [
    JSON.stringify(Object.fromEntries(body)),
    rest.length > 0 ? JSON.stringify(Object.fromEntries(rest)) : null,
  ];
}

/** SQL: the columns that `textsOf` gives values for, and as many question marks. */
export const textColumns = (
  collection: CollectionName,
): { readonly columns: string; readonly marks: string } =>
  collection === "creators" ? { columns: "body, rest", marks: "?, ?" } : { columns: "body", marks: "?" };

/** The SQL of a record's whole JSON. `row`: the alias of its table. */
export function wholeText(collection: CollectionName, row: string): string {
  const body = `${row}.body`;
  if (collection !== "creators") return body;
  return `coalesce(substr(${body}, 1, length(${body}) - 1) || ',' || substr(${row}.rest, 2), ${body})`;
}

/** The SQL of one of the fields of creators that have an index of their own. */
export const indexedCreatorField = (row: string, field: string): string =>
  `json_extract(coalesce(${row}rest, ${row}body), '$.${field}')`;

/** Gives the table of an earlier release the column `rest`, and the indexes that read it. */
export function ensureRest(database: SqliteDatabase): void {
  const known = database.prepare("SELECT 1 FROM pragma_table_info('creators') WHERE name = 'rest'").get();
  if (known) return;
  database.transaction(() => {
    database.prepare("ALTER TABLE creators ADD COLUMN rest TEXT").run();
    for (const field of CREATOR_JSON_FIELDS) {
      database.prepare(`DROP INDEX IF EXISTS "creators_${field}"`).run();
      database
        .prepare(`CREATE INDEX "creators_${field}" ON creators (${indexedCreatorField("", field)})`)
        .run();
    }
  });
}
