import type { CreatorRecord } from "../../domain/creator.ts";
import { ANALYSIS_VERSION } from "../../domain/text/terms.ts";
import { facetRow, renewFacets, writeFacets } from "./sqlite-creator-facets.ts";
import { writeNames } from "./sqlite-creator-names.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";
import { type KeywordDocument, keywordDocument } from "./sqlite-keyword-document.ts";
import { wholeText } from "./sqlite-record-text.ts";

/**
 * The inverted index: the postings of each term in each block of 4,096 documents. A posting has four bytes: 12 bits for
 * the document in the block, 20 bits for the frequencies by field. The block comes first in the key, so new documents
 * touch few pages. Reading a term takes one lookup per block. Postings are in no fixed order.
 *
 * Why not FTS5: its bm25() visits a row's sizes for every posting. At 100,000 creators that took 20 ms for a usual query
 * and 90 ms for the three commonest words, and this takes 5 and 7. Our own terms are needed anyway (scripts without
 * spaces, compound names, frequencies by field).
 */
const DOC_BITS = 12;
export const DOC_MASK = 2 ** DOC_BITS - 1;
const blockOf = (doc: number): number => Math.floor(doc / 2 ** DOC_BITS);
const BYTES_PER_POSTING = 4;

export const KEYWORD_SCHEMA = `
  CREATE TABLE IF NOT EXISTS keyword_postings (
    block INTEGER NOT NULL,
    term TEXT NOT NULL,
    postings BLOB NOT NULL,
    PRIMARY KEY (block, term)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS keyword_vocabulary (term TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS keyword_version (version TEXT NOT NULL);`;

export interface TextChange {
  readonly doc: number;
  readonly before: KeywordDocument;
  readonly after: KeywordDocument;
}

interface BlockChange {
  readonly removed: Set<number>;
  readonly added: number[];
}

/** Terms that are new in the index, and terms that lost their last posting. */
export interface VocabularyChange {
  readonly added: string[];
  readonly removed: string[];
}

/** Updates the postings for changed texts, within the caller's transaction. */
export function writePostings(database: SqliteDatabase, changes: readonly TextChange[]): VocabularyChange {
  const vocabulary: VocabularyChange = { added: [], removed: [] };
  const blocks = new Map<number, Map<string, BlockChange>>();
  for (const { doc, before, after } of changes) {
    const place = doc & DOC_MASK;
    const change = (term: string): BlockChange => changeOf(blocks, blockOf(doc), term);
    for (const [term, packed] of before.terms) {
      if (after.terms.get(term) !== packed) change(term).removed.add(place);
    }
    for (const [term, packed] of after.terms) {
      if (before.terms.get(term) !== packed) change(term).added.push((packed | place) >>> 0);
    }
  }
  for (const [block, terms] of blocks) {
    // In key order, which saves random walks through the tree.
    for (const term of [...terms.keys()].sort()) {
      const change = terms.get(term);
      if (change) writeBlock(database, block, term, change, vocabulary);
    }
  }
  return vocabulary;
}

function changeOf(blocks: Map<number, Map<string, BlockChange>>, block: number, term: string): BlockChange {
  const terms = blocks.get(block) ?? new Map<string, BlockChange>();
  blocks.set(block, terms);
  const change = terms.get(term) ?? { removed: new Set<number>(), added: [] };
  terms.set(term, change);
  return change;
}

function writeBlock(
  database: SqliteDatabase,
  block: number,
  term: string,
  change: BlockChange,
  vocabulary: VocabularyChange,
): void {
  if (change.removed.size === 0) {
    if (append(database, block, term, change.added)) vocabulary.added.push(term);
    return;
  }
  const stored = readBlock(database, block, term);
  const postings = [...stored.filter((posting) => !change.removed.has(posting & DOC_MASK)), ...change.added];
  if (postings.length > 0) {
    database
      .prepare("UPDATE keyword_postings SET postings = ? WHERE block = ? AND term = ?")
      .run(bytesOf(postings), block, term);
  } else if (removeBlock(database, block, term)) vocabulary.removed.push(term);
}

/** Appends postings. Returns whether the term is new to the whole index. */
function append(database: SqliteDatabase, block: number, term: string, added: readonly number[]): boolean {
  const bytes = bytesOf(added);
  const appended = database
    .prepare(
      "UPDATE keyword_postings SET postings = CAST(postings || ? AS BLOB) WHERE block = ? AND term = ?",
    )
    .run(bytes, block, term);
  if (Number(appended.changes) > 0) return false;
  database
    .prepare("INSERT INTO keyword_postings (block, term, postings) VALUES (?, ?, ?)")
    .run(block, term, bytes);
  const named = database.prepare("INSERT OR IGNORE INTO keyword_vocabulary (term) VALUES (?)").run(term);
  return Number(named.changes) > 0;
}

/** Removes a block. Returns whether the index no longer holds the term. */
function removeBlock(database: SqliteDatabase, block: number, term: string): boolean {
  database.prepare("DELETE FROM keyword_postings WHERE block = ? AND term = ?").run(block, term);
  if (readTerm(database, term, countBlocks(database)).length > 0) return false;
  database.prepare("DELETE FROM keyword_vocabulary WHERE term = ?").run(term);
  return true;
}

/** The postings of a term in one block; empty if it has none. */
function readBlock(database: SqliteDatabase, block: number, term: string): Uint32Array {
  const row = database
    .prepare("SELECT postings FROM keyword_postings WHERE block = ? AND term = ?")
    .get(block, term);
  return row ? postingsOf(row.postings) : NO_POSTINGS;
}

const NO_POSTINGS = new Uint32Array(0);

/** Little-endian, as on every platform of Node. */
const bytesOf = (postings: readonly number[]): Uint8Array =>
  new Uint8Array(Uint32Array.from(postings).buffer);

function postingsOf(blob: unknown): Uint32Array {
  if (!(blob instanceof Uint8Array)) return NO_POSTINGS;
  const isAligned = blob.byteOffset % BYTES_PER_POSTING === 0;
  const bytes = isAligned ? blob : blob.slice();
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / BYTES_PER_POSTING);
}

/** The postings of one term, block by block. */
export type TermPostings = readonly { readonly firstDoc: number; readonly postings: Uint32Array }[];

/**
 * Joins the numbers from 0 on, so that one call looks a term up in every block. One call per block takes twice the
 * time.
 */
const TERM = `
  WITH RECURSIVE blocks(number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM blocks WHERE number < ?)
  SELECT block, postings FROM blocks CROSS JOIN keyword_postings ON block = number AND term = ?`;

export function readTerm(database: SqliteDatabase, term: string, blocks: number): TermPostings {
  return database
    .prepare(TERM)
    .all(blocks - 1, term)
    .map((row) => ({ firstDoc: Number(row.block) * 2 ** DOC_BITS, postings: postingsOf(row.postings) }));
}

/** Bytes that an array takes beside its numbers. */
const BLOCK_BYTES = 150;
/** Bytes that a term's postings take in memory. */
export const bytesOfPostings = (read: TermPostings): number =>
  read.reduce((sum, { postings }) => sum + BLOCK_BYTES + postings.byteLength, BLOCK_BYTES);

/** The highest possible number of blocks. */
export function countBlocks(database: SqliteDatabase): number {
  const row = database.prepare("SELECT max(doc) AS last FROM creator_facets").get();
  return row?.last == null ? 0 : blockOf(Number(row.last)) + 1;
}

/**
 * The version of the tables that are derived from the documents. Raise it when one of them is new or has another
 * column.
 */
const LAYOUT = 2;
/** Unicode's rules decide what a word is, so a new release of them requires a new index. */
const VERSION = `${ANALYSIS_VERSION}/${LAYOUT}/unicode-${process.versions.unicode}/cldr-${process.versions.cldr}`;
const REBUILD_PAGE = 500;

/** Rebuilds the postings from the documents if other rules than today's made them. */
export function ensureKeywordVersion(database: SqliteDatabase): void {
  const stored = database.prepare("SELECT version FROM keyword_version").get();
  if (stored?.version === VERSION) return;
  database.transaction(() => {
    for (const table of ["keyword_postings", "keyword_vocabulary", "keyword_version", "creator_names"]) {
      database.prepare(`DELETE FROM ${table}`).run();
    }
    renewFacets(database);
    rebuild(database);
    database.prepare("INSERT INTO keyword_version (version) VALUES (?)").run(VERSION);
  });
}

function rebuild(database: SqliteDatabase): void {
  const nothing = keywordDocument(null);
  const whole = wholeText("creators", "record");
  let after = 0;
  while (true) {
    const rows = database
      .prepare(`SELECT doc, ${whole} AS body FROM creators AS record WHERE doc > ? ORDER BY doc LIMIT ?`)
      .all(after, REBUILD_PAGE);
    const changes = rows.map((row) => {
      const record = JSON.parse(String(row.body)) as CreatorRecord;
      const change = { doc: Number(row.doc), before: nothing, after: keywordDocument(record) };
      writeFacets(database, facetRow(change.doc, record, change.after.words), null);
      writeNames(database, change.doc, null, record);
      return change;
    });
    writePostings(database, changes);
    const last = changes.at(-1);
    if (!last) return;
    after = last.doc;
  }
}
