import { analyse, joinedTerm, type TextWord, termsOf } from "../../domain/text/terms.ts";
import type { KeywordQuery } from "../../ports/keyword-index.ts";
import type { RowTest } from "./memory-creator-columns.ts";
import { FREQUENCY_BITS } from "./sqlite-keyword-document.ts";
import type { MatchedTerm } from "./sqlite-keyword-matches.ts";
import { countBlocks, DOC_MASK, readTerm, type TermPostings } from "./sqlite-keyword-postings.ts";
import { countPostings, type ScoredTerm } from "./sqlite-keyword-scoring.ts";
import type { SqliteStore } from "./sqlite-store.ts";

/** A word of the query as the index knows it. */
export interface QueryTerm extends MatchedTerm, ScoredTerm {}

/** Reads the postings of one search, each term once. */
export interface TermReader {
  read(term: string): TermPostings;
  /** The term itself, or with `fuzzy` its nearest spelling where the index does not hold it. */
  mended(term: string): { readonly term: string; readonly trust: number };
}

/** Share of its worth that a mended word keeps. */
const MENDED_TRUST = 0.7;
/** Beyond so many words a query is a sentence, in which neighbours rarely make one name. */
const JOINED_MAX_WORDS = 12;
/** Longer requests hold no more words than this. */
const TERMS_MAX = 100;
const NAME_BITS = fieldBits("handle") | fieldBits("display_name");

export function termReader(store: SqliteStore, fuzzy: boolean): TermReader {
  const blocks = countBlocks(store);
  const known = new Map<string, TermPostings>();
  const read = (term: string): TermPostings => {
    const postings = known.get(term) ?? readTerm(store, term, blocks);
    known.set(term, postings);
    return postings;
  };
  return {
    read,
    mended(term) {
      if (!fuzzy || read(term).length > 0) return { term, trust: 1 };
      const [best] = store
        .vocabulary()
        .nearest(term)
        .map((near) => ({ near, documents: countPostings(read(near)) }))
        .sort((a, b) => b.documents - a.documents);
      return best ? { term: best.near, trust: MENDED_TRUST } : { term, trust: 1 };
    },
  };
}

/** The terms that score: each word, its parts, and neighbours written as one word where profiles have names. */
export function scoredTerms(reader: TermReader, terms: KeywordQuery["terms"]): QueryTerm[] {
  const asked = terms.slice(0, TERMS_MAX);
  const found = new Map<string, QueryTerm>();
  const add = (term: QueryTerm): void => {
    if (term.postings.length > 0 && !found.has(term.term)) found.set(term.term, term);
  };
  for (const word of asked) queryTerms(reader, word).forEach(add);
  if (asked.length <= JOINED_MAX_WORDS) {
    asked.slice(1).forEach((word, index) => {
      const pair = `${asked[index]} ${word}`;
      const term = joinedTerm(pair);
      add({ word: pair, term, postings: onlyIn(reader.read(term), NAME_BITS), trust: 1 });
    });
  }
  return [...found.values()];
}

/** The terms of required words, which explain a hit and score nothing. */
export const requiredTerms = (reader: TermReader, required: KeywordQuery["required"]): MatchedTerm[] =>
  required.flatMap((word) => queryTerms(reader, word));

function queryTerms(reader: TermReader, asked: string): QueryTerm[] {
  const words = analyse(asked);
  const terms = words.flatMap((word) =>
    knownTerms(reader, word).map(({ term, trust }) => ({
      word: asked,
      term,
      postings: reader.read(term),
      trust,
    })),
  );
  if (words.length < 2) return terms;
  const joined = joinedTerm(asked);
  return [
    ...terms,
    { word: asked, term: joined, postings: onlyIn(reader.read(joined), NAME_BITS), trust: 1 },
  ];
}

/** The word's terms; its nearest spelling only when the index holds none of them. */
function knownTerms(reader: TermReader, word: TextWord): { term: string; trust: number }[] {
  const held = termsOf(word).filter((term) => reader.read(term).length > 0);
  if (held.length > 0 || word.whole === null) return held.map((term) => ({ term, trust: 1 }));
  return [reader.mended(word.whole)];
}

/** Whether all words of a text stand in a document, in any field; or its name has them written as one. */
export function standsIn(reader: TermReader, text: string, end: number): RowTest {
  const words = analyse(text);
  if (words.length === 0) return () => false;
  const tests = words.map((word) => wordStandsIn(reader, word, end));
  const joined = words.length > 1 ? docsOf(onlyIn(reader.read(joinedTerm(text)), NAME_BITS), end) : null;
  return (doc) => joined?.[doc] === 1 || tests.every((test) => test(doc));
}

/** The word as it stands, or all of its parts; its nearest spelling only when the index holds none of them. */
function wordStandsIn(reader: TermReader, { whole, parts }: TextWord, end: number): RowTest {
  const partDocs = parts.map((term) => docsOf(reader.read(term), end));
  const isPartHeld = parts.some((term) => reader.read(term).length > 0);
  const term = whole === null || isPartHeld ? whole : reader.mended(whole).term;
  const wholeDocs = term === null ? null : docsOf(reader.read(term), end);
  return (doc) =>
    wholeDocs?.[doc] === 1 || (partDocs.length > 0 && partDocs.every((docs) => docs[doc] === 1));
}

function docsOf(postings: TermPostings, end: number): Uint8Array {
  const docs = new Uint8Array(end);
  for (const { firstDoc, postings: block } of postings) {
    for (const posting of block) docs[firstDoc + (posting & DOC_MASK)] = 1;
  }
  return docs;
}

/** The postings of documents that have the term in certain fields, without the other fields' frequencies. */
function onlyIn(postings: TermPostings, fields: number): TermPostings {
  return postings
    .map(({ firstDoc, postings: block }) => ({
      firstDoc,
      postings: block
        .filter((posting) => (posting & fields) !== 0)
        .map((posting) => posting & (fields | DOC_MASK)),
    }))
    .filter(({ postings: block }) => block.length > 0);
}

function fieldBits(field: "handle" | "display_name"): number {
  const { shift, mask } = FREQUENCY_BITS[field];
  return mask << shift;
}
