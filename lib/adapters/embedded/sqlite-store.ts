import { EventEmitter } from "node:events";
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import { type CreatorColumns, loadCreatorColumns } from "./memory-creator-columns.ts";
import { CHANGES_SCHEMA } from "./sqlite-change-feed.ts";
import { CONSUMERS_SCHEMA } from "./sqlite-consumers.ts";
import { FACET_SCHEMA, type FacetRow } from "./sqlite-creator-facets.ts";
import { NAME_SCHEMA } from "./sqlite-creator-names.ts";
import { openSqliteDatabase, type SqliteDatabase } from "./sqlite-database.ts";
import { INDEXED_FIELDS } from "./sqlite-indexed-fields.ts";
import {
  bytesOfPostings,
  countBlocks,
  ensureKeywordVersion,
  KEYWORD_SCHEMA,
  readTerm,
  type TermPostings,
  type VocabularyChange,
} from "./sqlite-keyword-postings.ts";
import { loadVocabulary, type Vocabulary } from "./sqlite-keyword-spelling.ts";
import { ensureRest } from "./sqlite-record-text.ts";

export interface SqliteStore extends SqliteDatabase {
  /** Filter columns of all creators in memory. They are read from disk once, and every commit updates them. */
  creatorColumns(): CreatorColumns;
  /** Every term of the keyword index, for finding near spellings. Loaded and updated in the same way. */
  vocabulary(): Vocabulary;
  /** The postings of a term. Recently read ones come from memory. */
  postings(term: string): TermPostings;
  /** Applies a commit's changes to the loaded parts. A row of null means that the creator is gone. */
  creatorsChanged(rows: ReadonlyMap<number, FacetRow | null>, terms: VocabularyChange): void;
  /** Emits `told` when changes for the change feed were stored. */
  readonly changes: EventEmitter;
}

export const STORE_FILE = "documents.sqlite";
/** The system caches the rest of the file: 32 made reading and ingest no cheaper. */
const CACHE_MEGABYTES = 8;
/** For the words that users ask often: reading one from 25 blocks takes a tenth of a millisecond. */
const POSTINGS_BYTES = 4_000_000;

/**
 * Opens the database of documents and keyword index in `folder`, and creates it on first use. One process owns it.
 * `secureDelete` (default on) overwrites deleted data with zeros, so that erased bytes leave the file.
 */
export function openSqliteStore(options: {
  folder: string;
  /** Default: `STORE_FILE`. */
  file?: string;
  secureDelete?: boolean;
}): SqliteStore {
  const database = openSqliteDatabase(join(options.folder, options.file ?? STORE_FILE), {
    schema: [
      ...collectionSchemas(),
      FACET_SCHEMA,
      NAME_SCHEMA,
      KEYWORD_SCHEMA,
      CHANGES_SCHEMA,
      CONSUMERS_SCHEMA,
    ].join("\n"),
    secureDelete: options.secureDelete ?? true,
    cacheMegabytes: CACHE_MEGABYTES,
  });
  database.run(() => ensureRest(database));
  database.run(() => ensureKeywordVersion(database));
  let columns: CreatorColumns | null = null;
  let vocabulary: Vocabulary | null = null;
  let blocks: number | null = null;
  const postings = new LRUCache<string, TermPostings>({
    maxSize: POSTINGS_BYTES,
    sizeCalculation: (read, term) => term.length + bytesOfPostings(read),
  });
  return {
    ...database,
    creatorColumns() {
      columns ??= database.run(() => loadCreatorColumns(database));
      return columns;
    },
    vocabulary() {
      vocabulary ??= database.run(() => loadVocabulary(database));
      return vocabulary;
    },
    postings(term) {
      const known = postings.get(term);
      if (known) return known;
      blocks ??= countBlocks(database);
      const read = readTerm(database, term, blocks);
      postings.set(term, read);
      return read;
    },
    creatorsChanged(rows, terms) {
      postings.clear();
      blocks = null;
      for (const [doc, row] of rows) columns?.set(doc, row);
      vocabulary?.follow(terms);
    },
    changes: new EventEmitter(),
  };
}

/** Table names are quoted everywhere, because `references` is a keyword of SQL. */
function* collectionSchemas(): Generator<string> {
  yield tableSchema("creators");
  for (const [collection, fields] of Object.entries(INDEXED_FIELDS)) {
    yield tableSchema(collection);
    for (const field of fields) {
      yield `CREATE INDEX IF NOT EXISTS "${collection}_${field}" ON "${collection}" (json_extract(body, '$.${field}'));`;
    }
  }
}

const tableSchema = (collection: string): string => `
  CREATE TABLE IF NOT EXISTS "${collection}" (
    doc INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL
  );`;
