import type { CreatorRecord } from "../../domain/creator.ts";
import { profileTexts } from "../../domain/ranking/profile-text.ts";
import { analyse, joinedTerm, termsOf } from "../../domain/text/terms.ts";
import { KEYWORD_FIELDS, type KeywordField, type KeywordHit } from "../../ports/keyword-index.ts";
import { frequencyIn } from "./sqlite-keyword-document.ts";
import { DOC_MASK, type TermPostings } from "./sqlite-keyword-postings.ts";
import type { ScoredDoc } from "./sqlite-keyword-scoring.ts";
import type { SqliteStore } from "./sqlite-store.ts";

export interface MatchedTerm {
  /** The asker's word. */
  readonly word: string;
  /** The term of the index that stands for it. */
  readonly term: string;
  readonly postings: TermPostings;
}

/**
 * The hits with what matched where. Fields come from the postings; the spelling that the profile has is read from the
 * document only when someone asks for it, since most candidates of a search are never shown.
 */
export function hitsOf(
  store: SqliteStore,
  ranked: readonly ScoredDoc[],
  terms: readonly MatchedTerm[],
): KeywordHit[] {
  const matched = matchedPostings(ranked, terms);
  const { ids } = store.creatorColumns();
  return ranked.map(({ doc, score }, place) => {
    const id = ids[doc] as KeywordHit["id"];
    const spelling = spellingsOf(store, doc, id);
    const matches = (matched[place] ?? []).flatMap(({ term, posting }) =>
      KEYWORD_FIELDS.filter((field) => frequencyIn(posting, field) > 0).map((field) => ({
        field,
        term: term.word,
        get found() {
          return spelling(field, term.term) ?? term.word;
        },
      })),
    );
    return { id, score, matches };
  });
}

/** For each ranked document the postings it has among the terms: one pass over them finds all. */
function matchedPostings(
  ranked: readonly ScoredDoc[],
  terms: readonly MatchedTerm[],
): { term: MatchedTerm; posting: number }[][] {
  const places = new Map(ranked.map(({ doc }, place) => [doc, place]));
  const last = ranked.reduce((highest, { doc }) => Math.max(highest, doc), -1);
  const isRanked = new Uint8Array(last + 1);
  for (const { doc } of ranked) isRanked[doc] = 1;
  const matched: { term: MatchedTerm; posting: number }[][] = ranked.map(() => []);
  for (const term of terms) {
    for (const { firstDoc, postings } of term.postings) {
      for (const posting of postings) {
        const doc = firstDoc + (posting & DOC_MASK);
        if (isRanked[doc] === 1) matched[places.get(doc) ?? 0]?.push({ term, posting });
      }
    }
  }
  return matched;
}

/** Finds how a profile spells a term in a field. Reads the document once, at the first question. */
function spellingsOf(store: SqliteStore, doc: number, id: string) {
  let record: CreatorRecord | null | undefined;
  return (field: KeywordField, term: string): string | null => {
    if (record === undefined) record = readCreator(store, doc, id);
    return record ? spellingIn(record, field, term) : null;
  };
}

function readCreator(store: SqliteStore, doc: number, id: string): CreatorRecord | null {
  const row = store.run(() =>
    store.prepare("SELECT body FROM creators WHERE doc = ? AND id = ?").get(doc, id),
  );
  return row ? (JSON.parse(String(row.body)) as CreatorRecord) : null;
}

function spellingIn(record: CreatorRecord, field: KeywordField, term: string): string | null {
  const texts = record.erased ? [] : profileTexts(record, field);
  for (const text of texts) {
    const word = analyse(text).find((candidate) => termsOf(candidate).includes(term));
    if (word) return word.surface;
  }
  return texts.find((text) => joinedTerm(text) === term) ?? null;
}
