import type { CreatorRecord } from "../../domain/creator.ts";
import { rowsOf, type SqliteDatabase } from "./sqlite-database.ts";

/**
 * The fields that filter and sort creators, stored outside their JSON in a narrow row that a scan reads fast. `text`
 * and `list` hold strings. An erased creator has only the fields that a tombstone has.
 */
export const CREATOR_FACETS = {
  platform: "text",
  handle_lc: "text",
  country: "text",
  account_type: "text",
  identity_id: "text",
  fetched_at: "text",
  updated_at: "text",
  followers: "number",
  engagement_rate: "number",
  growth_rate: "number",
  growth_rate_90: "number",
  median_views: "number",
  recent_posts: "number",
  last_post_day: "number",
  verified: "boolean",
  has_contact: "boolean",
  synthetic: "boolean",
  index_pending: "boolean",
  erased: "boolean",
  languages: "list",
  categories: "list",
  places: "list",
} as const;
export type CreatorFacet = keyof typeof CREATOR_FACETS;
export type FacetKind = (typeof CREATOR_FACETS)[CreatorFacet];

export const FACET_NAMES = Object.keys(CREATOR_FACETS) as CreatorFacet[];

/** Surrounds every value of a list, so that `instr` finds whole values. No code of a dictionary contains it. */
export const LIST_MARK = "\u001f";

const SQL_TYPES: Readonly<Record<FacetKind, string>> = {
  text: "TEXT",
  list: "TEXT",
  number: "REAL",
  boolean: "INTEGER",
};

/**
 * Fields for lookups. Other filters and sorts scan this narrow table: 25 ms at 100,000 creators. One more index would
 * dirty a page for nearly every creator that is written.
 */
const INDEXES: readonly (readonly [CreatorFacet, string])[] = [
  ["handle_lc", ""],
  ["identity_id", "WHERE identity_id IS NOT NULL"],
  ["index_pending", "WHERE index_pending = 1"],
];

const SCHEMA_STATEMENTS = [
  `CREATE TABLE IF NOT EXISTS creator_facets (
    doc INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    tenant_id TEXT NOT NULL,
    words INTEGER NOT NULL,
    ${FACET_NAMES.map((name) => `${name} ${SQL_TYPES[CREATOR_FACETS[name]]}`).join(",\n    ")}
  );`,
  ...INDEXES.map(
    ([name, where]) =>
      `CREATE INDEX IF NOT EXISTS creator_facets_${name} ON creator_facets (${name}) ${where};`,
  ),
];
export const FACET_SCHEMA = SCHEMA_STATEMENTS.join("\n");

/** Recreates the table in this release's shape, without rows. */
export function renewFacets(database: SqliteDatabase): void {
  for (const statement of ["DROP TABLE creator_facets", ...SCHEMA_STATEMENTS])
    database.prepare(statement).run();
}

export type FacetValue = string | number | null;

/** One creator's filter columns, as stored: booleans as 0 and 1, lists joined by `LIST_MARK`. */
export interface FacetRow {
  readonly doc: number;
  readonly id: string;
  readonly tenant_id: string;
  /** Number of indexed words: the document length in BM25. */
  readonly words: number;
  readonly values: readonly FacetValue[];
}

export function facetRow(doc: number, record: CreatorRecord, words: number): FacetRow {
  const fields: Readonly<Record<string, unknown>> = record;
  return {
    doc,
    id: record.id,
    tenant_id: record.tenant_id,
    words,
    values: FACET_NAMES.map((name) => facetValue(CREATOR_FACETS[name], fields[name])),
  };
}

function facetValue(kind: FacetKind, value: unknown): FacetValue {
  if (kind === "boolean") return typeof value === "boolean" ? Number(value) : null;
  if (kind === "number") return typeof value === "number" ? value : null;
  if (kind === "text") return typeof value === "string" ? value : null;
  if (!Array.isArray(value) || value.length === 0) return null;
  return `${LIST_MARK}${value.join(LIST_MARK)}${LIST_MARK}`;
}

const COLUMNS = ["doc", "id", "tenant_id", "words", ...FACET_NAMES];
const WRITE = `INSERT OR REPLACE INTO creator_facets (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})`;

/** Writes the columns that differ from the stored row `before`; null if there is no stored row. */
export function writeFacets(database: SqliteDatabase, row: FacetRow, before: FacetRow | null): void {
  const now = [row.doc, row.id, row.tenant_id, row.words, ...row.values];
  if (before === null) {
    database.prepare(WRITE).run(...now);
    return;
  }
  const stored = [before.doc, before.id, before.tenant_id, before.words, ...before.values];
  const changed = COLUMNS.flatMap((name, at) => (now[at] === stored[at] ? [] : [{ name, value: now[at] }]));
  if (changed.length === 0) return;
  const set = changed.map(({ name }) => `${name} = ?`).join(", ");
  database
    .prepare(`UPDATE creator_facets SET ${set} WHERE doc = ?`)
    .run(...changed.map(({ value }) => value ?? null), row.doc);
}

export function removeFacets(database: SqliteDatabase, doc: number): void {
  database.prepare("DELETE FROM creator_facets WHERE doc = ?").run(doc);
}

/** The number of a stored creator's words, for a write that does not change its text. */
export function storedWords(database: SqliteDatabase, doc: number): number {
  const row = database.prepare("SELECT words FROM creator_facets WHERE doc = ?").get(doc);
  return Number(row?.words ?? 0);
}

/** Every row, with only the chosen columns; the others are null. */
export function* readAllFacets(
  database: SqliteDatabase,
  isRead: (name: CreatorFacet) => boolean,
): Generator<FacetRow> {
  const facets = FACET_NAMES.map((name) => (isRead(name) ? name : "NULL"));
  const all = database.prepare(
    `SELECT ${[...facets, "doc", "id", "tenant_id", "words"].join(", ")} FROM creator_facets`,
  );
  for (const values of rowsOf(all)) {
    const [doc, id, tenantId, words] = values.splice(FACET_NAMES.length);
    yield {
      doc: Number(doc),
      id: String(id),
      tenant_id: String(tenantId),
      words: Number(words),
      values: values as FacetValue[],
    };
  }
}
