import { CORRECTED_WORDS_MAX } from "../../domain/text/edit-distance.ts";
import {
  analyse,
  joinedTerm,
  NEIGHBOURS_MAX_WORDS,
  type TextWord,
  termsOf,
} from "../../domain/text/terms.ts";
import type { KeywordQuery } from "../../ports/keyword-index.ts";
import { FREQUENCY_BITS } from "./sqlite-keyword-document.ts";
import { DOC_MASK, type TermPostings } from "./sqlite-keyword-postings.ts";
import { countPostings, type ScoredTerm } from "./sqlite-keyword-scoring.ts";
import type { SqliteStore } from "./sqlite-store.ts";

/** Reads the postings of one search, each term once. */
export interface TermReader {
  read(term: string): TermPostings;
  /**
   * The term itself. With `fuzzy`, and if the index does not hold the term, its nearest spelling. That search walks
   * all terms, so only the first few words of a search get it.
   */
  corrected(term: string): { readonly term: string; readonly trust: number };
}

/** The share of its weight that a corrected word keeps. */
const CORRECTED_TRUST = 0.7;
/** Limits of words and terms in a long request: each is read from every block. */
const WORDS_MAX = 100;
const TERMS_MAX = 300;
const NAME_BITS = fieldBits("handle") | fieldBits("display_name");

export function termReader(store: SqliteStore, fuzzy: boolean): TermReader {
  const known = new Map<string, TermPostings>();
  const corrections = new Map<string, string | null>();
  const read = (term: string): TermPostings => {
    const postings = known.get(term) ?? store.postings(term);
    known.set(term, postings);
    return postings;
  };
  const nearest = (term: string): string | null => {
    const [best] = store
      .vocabulary()
      .nearest(term)
      .map((near) => ({ near, documents: countPostings(read(near)) }))
      .sort((a, b) => b.documents - a.documents);
    return best?.near ?? null;
  };
  return {
    read,
    corrected(term) {
      if (!fuzzy || read(term).length > 0) return { term, trust: 1 };
      if (!corrections.has(term) && corrections.size < CORRECTED_WORDS_MAX)
        corrections.set(term, nearest(term));
      const near = corrections.get(term);
      return near ? { term: near, trust: CORRECTED_TRUST } : { term, trust: 1 };
    },
  };
}

/** The terms that score: each word, its parts, and neighbouring words written as one word in a profile's names. */
export function scoredTerms(reader: TermReader, terms: KeywordQuery["terms"]): ScoredTerm[] {
  const asked = terms.slice(0, WORDS_MAX);
  const found = new Map<string, ScoredTerm>();
  const add = (term: string, postings: TermPostings, trust: number): void => {
    if (postings.length > 0 && !found.has(term) && found.size < TERMS_MAX)
      found.set(term, { postings, trust });
  };
  const pairs =
    asked.length <= NEIGHBOURS_MAX_WORDS ? asked.slice(1).map((word, at) => `${asked[at]} ${word}`) : [];
  for (const text of asked) {
    for (const word of analyse(text)) {
      for (const { term, trust } of knownTerms(reader, word)) add(term, reader.read(term), trust);
    }
  }
  for (const text of [...asked.filter((text) => analyse(text).length > 1), ...pairs]) {
    const term = joinedTerm(text);
    add(term, onlyIn(reader.read(term), NAME_BITS), 1);
  }
  return [...found.values()];
}

/** The word's terms. Its nearest spelling only if the index holds none of them. */
function knownTerms(reader: TermReader, word: TextWord): { term: string; trust: number }[] {
  const held = termsOf(word)
    .slice(0, TERMS_MAX)
    .filter((term) => reader.read(term).length > 0);
  if (held.length > 0 || word.whole === null) return held.map((term) => ({ term, trust: 1 }));
  return [reader.corrected(word.whole)];
}

/** A set of documents by number. */
export interface DocSet {
  readonly has: Uint8Array;
  readonly size: number;
}

/**
 * The documents in all the sets. It makes a set only while documents are left, so a hostile list ends at its first
 * word.
 */
export function inAll(sets: Iterable<DocSet>): DocSet | null {
  let all: DocSet | null = null;
  for (const set of sets) {
    all = all === null ? set : both(all, set);
    if (all.size === 0) break;
  }
  return all;
}

/** The documents that have all words of a text in any field, or that have them written as one word in a name. */
export function docsWith(reader: TermReader, text: string, end: number): DocSet {
  const words = analyse(text);
  const apart = inAll(lazily(words, (word) => docsWithWord(reader, word, end)));
  if (apart === null) return emptySet(end);
  if (words.length === 1) return apart;
  return either(apart, docsOf(onlyIn(reader.read(joinedTerm(text)), NAME_BITS), end));
}

/**
 * The documents with the whole word or all of its parts. The nearest spelling counts only if the index holds none of
 * the parts.
 */
function docsWithWord(reader: TermReader, { whole, parts }: TextWord, end: number): DocSet {
  const byParts = inAll(lazily(parts, (term) => docsOf(reader.read(term), end)));
  const isPartHeld = parts.some((term) => reader.read(term).length > 0);
  const term = whole === null || isPartHeld ? whole : reader.corrected(whole).term;
  const byWhole = term === null ? null : docsOf(reader.read(term), end);
  if (byParts === null || byWhole === null) return byParts ?? byWhole ?? emptySet(end);
  return either(byParts, byWhole);
}

function* lazily<T>(items: readonly T[], make: (item: T) => DocSet): Generator<DocSet> {
  for (const item of items) yield make(item);
}

const emptySet = (end: number): DocSet => ({ has: new Uint8Array(end), size: 0 });

function docsOf(postings: TermPostings, end: number): DocSet {
  const has = new Uint8Array(end);
  let size = 0;
  for (const { firstDoc, postings: block } of postings) {
    for (const posting of block) {
      has[firstDoc + (posting & DOC_MASK)] = 1;
      size += 1;
    }
  }
  return { has, size };
}

const both = (one: DocSet, other: DocSet): DocSet => combined(one, other, (a, b) => a & b);
const either = (one: DocSet, other: DocSet): DocSet => combined(one, other, (a, b) => a | b);

function combined(one: DocSet, other: DocSet, combine: (a: number, b: number) => number): DocSet {
  const has = new Uint8Array(one.has.length);
  let size = 0;
  for (let doc = 0; doc < has.length; doc += 1) {
    const isIn = combine(one.has[doc] ?? 0, other.has[doc] ?? 0);
    has[doc] = isIn;
    size += isIn;
  }
  return { has, size };
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
