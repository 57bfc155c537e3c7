import { editDistance } from "../../domain/text/edit-distance.ts";
import { fold } from "../../domain/text/fold.ts";
import { stemOf } from "../../domain/text/stem.ts";
import { analyse, compact, termsOf } from "../../domain/text/terms.ts";
import { KEYWORD_FIELDS, type KeywordField, type KeywordHit } from "../../ports/keyword-index.ts";
import { type AskedWord, countriesNamed } from "./mongo-keyword-words.ts";
import { KEYWORD_PATHS } from "./mongo-search-index.ts";

/** What Atlas marks in a field: pieces of its text, of which those of type `hit` matched. */
export interface Highlight {
  readonly path: string | { readonly value: string };
  readonly texts: readonly { readonly value: string; readonly type: "hit" | "text" }[];
}

type Match = KeywordHit["matches"][number];

/** What the index looks near for: two edits and what stemming takes off. */
const EDITS_MAX = 3;

/** The asker's words that matched, one for each term and field: Atlas marks what it found and not what for. */
export function matchesOf(
  asked: readonly AskedWord[],
  highlights: readonly Highlight[],
  country: string | null,
): Match[] {
  const matches = new Map<string, Match>();
  const add = (match: Match): void => {
    const key = `${match.field} ${match.term}`;
    if (!matches.has(key)) matches.set(key, match);
  };
  for (const { path, texts } of highlights) {
    const field = fieldOf(typeof path === "string" ? path : path.value);
    for (const { value, type } of texts) {
      if (type !== "hit" || field === null) continue;
      for (const { term } of askedFor(asked, value)) add({ field, term, found: value });
    }
  }
  for (const { term, word } of asked) {
    const found = country === null ? undefined : countriesNamed(word).get(country);
    if (found !== undefined) add({ field: "place", term, found });
  }
  return [...matches.values()];
}

const fieldOf = (path: string): KeywordField | null =>
  KEYWORD_FIELDS.find((field) => KEYWORD_PATHS[field].includes(path)) ?? null;

/** The words that a marked piece answers: by stem, part or inside; of none, the nearest in spelling. */
function askedFor(asked: readonly AskedWord[], found: string): AskedWord[] {
  const parts = analyse(found).flatMap(termsOf);
  const stems = new Set([...parts, stemOf(compact(found))]);
  const whole = fold(found);
  const meant = asked.filter(({ word }) => stems.has(stemOf(fold(word))) || isInside(fold(word), whole));
  if (meant.length > 0) return meant;
  const near = asked
    .map((word) => ({
      word,
      edits: Math.min(...parts.map((part) => editDistance(fold(word.word), part, EDITS_MAX))),
    }))
    .sort((a, b) => a.edits - b.edits);
  return near.filter(({ edits }) => edits <= EDITS_MAX && edits === near[0]?.edits).map(({ word }) => word);
}

/** Latin words of a few letters stand inside many others by chance; a sign or a word of another script does not. */
const isInside = (word: string, found: string): boolean =>
  found.includes(word) && (word.length > 3 || !/^[a-z0-9]+$/.test(word));
