import { demonymIndex } from "../dictionaries/demonyms.ts";
import { languageIndex } from "../dictionaries/languages.ts";
import { placeIndex } from "../dictionaries/place-names.ts";
import { isEverydayWord } from "../dictionaries/places.ts";
import { lazily } from "../made-once.ts";
import { PLATFORMS } from "../platform.ts";
import { fold } from "../text/fold.ts";
import { isUnspaced } from "../text/words.ts";
import filterPhrases, { type FilterPhrase } from "./filter-phrases.computed.ts";
import * as filter from "./filter-word-table.ts";
import { MAGNITUDES } from "./magnitudes.ts";
import { type PhraseSet, phraseSet } from "./phrase-set.ts";
import * as place from "./place-word-table.ts";

const compiled = Object.entries(filterPhrases()).map(
  ([name, phrases]) => [name, phraseSet(phrases)] as const,
);

/** The word tables, compiled once when the module is loaded. */
export const WORDS = Object.fromEntries(compiled) as Readonly<Record<FilterPhrase, PhraseSet>>;

const PERSON_ENDINGS = place.PERSON_ENDINGS.split("|");
/** Shorter words end in -ers or -ors by chance. */
const PERSON_WORD_MIN = 6;

/** Whether a folded word names people or accounts to find: "channels", "comedians", "Reiseblogger". */
export function isPersonWord(word: string): boolean {
  if (WORDS.persons.has(word)) return true;
  if (word.length < PERSON_WORD_MIN || WORDS.notPersons.has(word)) return false;
  return PERSON_ENDINGS.some((ending) => word.endsWith(ending)) || isPlatformWord(word);
}

/** Whether a folded word names a platform or the people on it. */
export const isPlatformName = (word: string): boolean =>
  PLATFORMS.some((platform) => WORDS[platform].has(word));

const isPlatformWord = (word: string): boolean =>
  isPlatformName(word) && /(?:er|r|ers|rs|eurs|ов|ы)$/u.test(word);

/**
 * Whether a word says something about what is looked for: it is neither a function word nor a word for the people to
 * find.
 */
export const isContentWord = (word: string): boolean =>
  word !== "" && !WORDS.stop.has(word) && !WORDS.connectors.has(word);

const knownUnspacedWords = lazily((): ReadonlySet<string> => {
  const keys = [
    ...Object.values(WORDS).flatMap((set) => set.keys),
    ...MAGNITUDES.keys(),
    ...filter.TIME_UNITS.keys(),
    ...[...placeIndex().keys()].filter((key) => !isEverydayWord(key)),
    ...languageIndex().keys(),
    ...demonymIndex().keys(),
  ];
  return new Set(keys.filter((key) => !key.includes(" ") && isUnspaced(key)));
});

const UNSPACED_WORD_MAX = 10;
/** Particles of one character between known words. */
const PARTICLE = /^[のにはがをでとも的在]/u;

/**
 * Splits a run of script without spaces at the words that the reader knows. The text between them stays whole. Folding
 * changes the number of characters only for half-width kana; such a run is not split.
 */
export function segmentRun(run: string): string[] {
  const folded = fold(run);
  if (folded.length !== run.length) return [run];
  const pieces: string[] = [];
  let unknown = "";
  const flush = () => {
    if (unknown !== "") pieces.push(...splitParticle(unknown));
    unknown = "";
  };
  for (let at = 0; at < run.length; ) {
    const known = knownWordAt(folded, at);
    if (known === undefined) {
      unknown += run[at];
      at += 1;
    } else {
      flush();
      pieces.push(run.slice(at, at + known.length));
      at += known.length;
    }
  }
  flush();
  return pieces;
}

function knownWordAt(run: string, at: number): string | undefined {
  const words = knownUnspacedWords();
  // A single character is a word only at the start of a run, right after a number: 万, 月, 명.
  const shortest = at === 0 ? 1 : 2;
  for (let length = Math.min(UNSPACED_WORD_MAX, run.length - at); length >= shortest; length -= 1) {
    const piece = run.slice(at, at + length);
    if (words.has(piece) && (length > 1 || run.length === 1 || MAGNITUDES.has(piece))) return piece;
  }
  return undefined;
}

const splitParticle = (piece: string): string[] =>
  piece.length > 1 && PARTICLE.test(piece) ? [piece.slice(0, 1), piece.slice(1)] : [piece];
