import { lazily } from "../made-once.ts";
import { isUnspaced, longestPhraseAt, namesInRun, wordsOf } from "../text/words.ts";
import languageNames from "./language-names.computed.ts";

/** Number of words in the longest language name. */
export const LANGUAGE_MAX_WORDS = 2;

/** Maps folded names of widely spoken languages, in many languages, to BCP 47 primary subtags. Made on first use. */
export const languageIndex = lazily((): ReadonlyMap<string, string> => new Map(languageNames()));

/**
 * Languages that a text names, in order of appearance. Only names count ("I teach English"), not the language of the
 * text.
 */
export function languagesNamed(text: string): string[] {
  const index = languageIndex();
  const words = wordsOf(text);
  const codes = new Set<string>();
  for (let at = 0; at < words.length; ) {
    const hit = longestPhraseAt(words, at, index, LANGUAGE_MAX_WORDS);
    const word = words[at];
    if (hit !== undefined) codes.add(hit.value);
    else if (word !== undefined && isUnspaced(word.folded))
      for (const { value } of namesInRun(word.folded, index)) codes.add(value);
    at += hit?.length ?? 1;
  }
  return [...codes];
}
