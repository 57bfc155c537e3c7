import type { SearchedCreator } from "../creator.ts";
import { CORRECTED_WORDS_MAX, editDistance, editsAllowed } from "../text/edit-distance.ts";
import { analyse } from "../text/terms.ts";
import { PROFILE_FIELDS } from "./profile-fields.ts";
import { profileTexts } from "./profile-text.ts";

/**
 * For query words that none of the given profiles has, the nearest spelling that some profile has. An index that looks
 * for near spellings found the profiles by these. Only for the first six such words. Of equally near spellings, the one
 * in the most profiles.
 */
export function nearSpellings(
  unmatched: readonly string[],
  creators: readonly SearchedCreator[],
): ReadonlyMap<string, string> {
  const asked = unmatched
    .flatMap((term) => analyse(term).map(({ whole }) => ({ term, word: whole ?? "" })))
    .filter(({ word }) => editsAllowed(word) > 0)
    .slice(0, CORRECTED_WORDS_MAX);
  if (asked.length === 0) return new Map();
  const held = heldWords(creators);
  const spellings = new Map<string, string>();
  for (const { term, word } of asked) {
    const near = nearest(word, held);
    if (near !== null && !spellings.has(term)) spellings.set(term, near);
  }
  return spellings;
}

interface HeldWord {
  readonly surface: string;
  holders: number;
}

/** Maps each term to a spelling in profiles and to the number of profiles that have it. */
function heldWords(creators: readonly SearchedCreator[]): ReadonlyMap<string, HeldWord> {
  const held = new Map<string, HeldWord>();
  for (const creator of creators) {
    const own = new Map<string, string>();
    for (const text of PROFILE_FIELDS.flatMap((field) => profileTexts(creator, field))) {
      for (const { whole, surface } of analyse(text)) if (whole !== null) own.set(whole, surface);
    }
    for (const [term, surface] of own) {
      const word = held.get(term) ?? { surface, holders: 0 };
      word.holders += 1;
      held.set(term, word);
    }
  }
  return held;
}

/** People rarely mistype the first letter. With one edit, that would turn "lover" into "over". */
function nearest(word: string, held: ReadonlyMap<string, HeldWord>): string | null {
  const most = editsAllowed(word);
  let best = { surface: null as string | null, rank: Number.POSITIVE_INFINITY, holders: 0 };
  for (const [term, { surface, holders }] of held) {
    if (Math.abs(term.length - word.length) > most) continue;
    const isOtherHead = term[0] !== word[0];
    if (isOtherHead && most === 1) continue;
    const edits = editDistance(word, term, most);
    const rank = 2 * edits + Number(isOtherHead);
    const isBetter = rank < best.rank || (rank === best.rank && holders > best.holders);
    if (edits <= most && isBetter) best = { surface, rank, holders };
  }
  return best.surface;
}
