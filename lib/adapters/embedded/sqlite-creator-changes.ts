import type { CreatorRecord } from "../../domain/creator.ts";
import { isAppError } from "../../domain/errors.ts";
import type { CollectionName } from "../../ports/documents.ts";
import { noteChanges } from "./sqlite-change-feed.ts";
import { type FacetRow, facetRow, removeFacets, storedWords, writeFacets } from "./sqlite-creator-facets.ts";
import { writeNames } from "./sqlite-creator-names.ts";
import { type KeywordDocument, keywordDocument, sameKeywordText } from "./sqlite-keyword-document.ts";
import { writePostings } from "./sqlite-keyword-postings.ts";
import type { SqliteStore } from "./sqlite-store.ts";

type StoredRecord = Readonly<Record<string, unknown>>;

/** Collects what one transaction does to creators, so that each posting block is written once. */
export interface CreatorChanges {
  note(
    collection: CollectionName,
    doc: number,
    before: StoredRecord | null,
    after: StoredRecord | null,
  ): void;
  /** Writes filter columns, names and postings. The columns in memory change after the commit. */
  finish(): void;
}

interface Change {
  readonly before: CreatorRecord | null;
  after: CreatorRecord | null;
}

export function creatorChanges(store: SqliteStore): CreatorChanges {
  const changes = new Map<number, Change>();
  return {
    note(collection, doc, before, after) {
      if (collection !== "creators") return;
      const known = changes.get(doc);
      if (known) known.after = creatorOf(after);
      else changes.set(doc, { before: creatorOf(before), after: creatorOf(after) });
    },
    finish() {
      if (changes.size === 0) return;
      const rows = new Map<number, FacetRow | null>();
      const stored = new Map<number, FacetRow | null>();
      const texts: { doc: number; before: KeywordDocument; after: KeywordDocument }[] = [];
      for (const [doc, { before, after }] of changes) {
        const isSameText = sameKeywordText(before, after);
        const text = isSameText ? null : { before: keywordDocument(before), after: keywordDocument(after) };
        if (text) texts.push({ doc, ...text });
        writeNames(store, doc, before, after);
        const words = before === null ? 0 : storedWords(store, doc);
        stored.set(doc, before && facetRow(doc, before, words));
        rows.set(doc, after && facetRow(doc, after, text ? text.after.words : words));
      }
      const vocabulary = writePostings(store, texts);
      for (const [doc, row] of rows)
        row ? writeFacets(store, row, stored.get(doc) ?? null) : removeFacets(store, doc);
      noteChanges(store, changes);
      store.afterCommit(() => {
        store.creatorsChanged(rows, vocabulary);
        // The log still holds the page from before an erasure, until it is moved into the file.
        if ([...changes.values()].some(isErasure)) emptyLogIfFree(store);
      });
    },
  };
}

/** The write itself is done. If a reader holds the log, the scrubber empties it later. */
function emptyLogIfFree(store: SqliteStore): void {
  try {
    store.checkpoint();
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
}

const isErasure = ({ before, after }: Change): boolean => before !== null && (after === null || after.erased);

const creatorOf = (record: StoredRecord | null): CreatorRecord | null => record as CreatorRecord | null;
