import { lazily } from "../made-once.ts";
import { fold } from "../text/fold.ts";
import { ownCopy } from "../text/own-copy.ts";
import { percentDecoded } from "../text/percent-decoded.ts";
import { wordMemory } from "../text/word-memory.ts";
import { foldedWordsOf, hasEmoji, isUnspaced } from "../text/words.ts";
import { type Evidence, isHint } from "./category-evidence.ts";
import categoryVocabulary from "./category-vocabulary.computed.ts";
import { YOUTUBE_TOPICS } from "./youtube-topics.ts";

const ENOUGH = 2;
const CATEGORIES_MAX = 4;
const STEM_MIN = 3;
const PHRASE_MAX_WORDS = 3;
/** Longer texts cost more and give no further evidence. */
export const TEXT_MAX_CHARACTERS = 2_000;

interface Vocabulary {
  readonly exact: ReadonlyMap<string, readonly Evidence[]>;
  readonly stems: ReadonlyMap<string, readonly Evidence[]>;
  /** Length of the longest stem in UTF-16 units. */
  readonly longestStem: number;
  /** First words of phrases with several words. */
  readonly phraseStarts: ReadonlySet<string>;
}

const EMOJIS = /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic})*/gu;

const vocabulary = lazily((): Vocabulary => {
  const { exact, stems, phraseStarts } = categoryVocabulary();
  const longestStem = Math.max(...stems.map(([stem]) => stem.length));
  return { exact: new Map(exact), stems: new Map(stems), longestStem, phraseStarts: new Set(phraseStarts) };
});

type Tally = Map<string, number>;
/** The weight of one piece of evidence. */
export type Weigh = (evidence: Evidence, key: string) => number;

/**
 * Categories that the words of a query name, strongest first, at most 4; none if the evidence is weak. Each dictionary
 * entry counts once, however often it is repeated.
 */
export const categoriesOfText = (text: string): string[] =>
  strongest([[text.slice(0, TEXT_MAX_CHARACTERS), ({ weight }) => weight]]);

/**
 * Categories by the weights of all fields of a text together. A dictionary entry counts once in each field. A hint
 * counts once in all fields, since it cannot confirm itself.
 */
export function strongest(fields: readonly (readonly [text: string, weigh: Weigh])[]): string[] {
  const tally: Tally = new Map();
  const inFields = new Set<string>();
  for (const [text, weigh] of fields) {
    const seen = new Set<string>();
    const anew: Weigh = (evidence, key) => (isHint(evidence) && inFields.has(key) ? 0 : weigh(evidence, key));
    tallyText(text, anew, tally, seen);
    for (const key of seen) inFields.add(key);
  }
  return [...tally]
    .filter(([, score]) => score >= ENOUGH)
    .sort((a, b) => b[1] - a[1])
    .slice(0, CATEGORIES_MAX)
    .map(([code]) => code);
}

function tallyText(text: string, weigh: Weigh, tally: Tally, seen: Set<string>): void {
  const words = foldedWordsOf(text);
  for (let at = 0; at < words.length; at += phraseAt(words, at, weigh, tally, seen)) {
    /* phraseAt does the counting, and returns how many words it took */
  }
  if (hasEmoji(text))
    for (const [emoji] of fold(text).matchAll(EMOJIS))
      count(vocabulary().exact.get(emoji), emoji, weigh, tally, seen);
}

/** Counts the longest phrase at a word, or else the word itself. Returns how many words it took. */
function phraseAt(
  words: readonly string[],
  at: number,
  weigh: Weigh,
  tally: Tally,
  seen: Set<string>,
): number {
  const word = words[at] ?? "";
  const { exact, phraseStarts } = vocabulary();
  if (phraseStarts.has(word)) {
    for (let length = PHRASE_MAX_WORDS; length > 1; length -= 1) {
      const phrase = words.slice(at, at + length).join(" ");
      const evidence = exact.get(phrase) ?? stemEvidence(phrase, word.length + 2);
      if (evidence === undefined) continue;
      count(evidence, phrase, weigh, tally, seen);
      return length;
    }
  }
  if (isUnspaced(word)) countRun(word, weigh, tally, seen);
  else count(wordEvidence(word), word, weigh, tally, seen);
  return 1;
}

/**
 * Remembers words: most words of most texts are evidence of nothing, and each takes about ten look-ups of its
 * beginnings.
 */
const known = wordMemory<{ readonly evidence: readonly Evidence[] | undefined }>(4_000);
const KNOWN_WORD_MAX = 32;

function wordEvidence(word: string): readonly Evidence[] | undefined {
  const before = known.get(word);
  if (before) return before.evidence;
  const evidence = vocabulary().exact.get(word) ?? stemEvidence(word, STEM_MIN);
  if (word.length <= KNOWN_WORD_MAX) known.set(ownCopy(word), { evidence });
  return evidence;
}

function stemEvidence(word: string, shortest: number): readonly Evidence[] | undefined {
  const { stems, longestStem } = vocabulary();
  for (let length = Math.min(word.length, longestStem); length >= shortest; length -= 1) {
    const evidence = stems.get(word.slice(0, length));
    if (evidence !== undefined) return evidence;
  }
  return undefined;
}

const UNSPACED_WORD_MAX = 6;

/** Counts words in a script without spaces: the longest known word at each position. */
function countRun(run: string, weigh: Weigh, tally: Tally, seen: Set<string>): void {
  const { exact } = vocabulary();
  for (let at = 0; at < run.length; ) {
    let taken = 0;
    for (let length = Math.min(UNSPACED_WORD_MAX, run.length - at); length > 0 && taken === 0; length -= 1) {
      const evidence = exact.get(run.slice(at, at + length));
      // A single character is a word only if it is the whole run: 本 is a book, 日本 is not.
      if (evidence === undefined || (length === 1 && run.length > 1)) continue;
      count(evidence, run.slice(at, at + length), weigh, tally, seen);
      taken = length;
    }
    at += Math.max(taken, 1);
  }
}

function count(
  evidence: readonly Evidence[] | undefined,
  key: string,
  weigh: Weigh,
  tally: Tally,
  seen: Set<string>,
): void {
  if (evidence === undefined || seen.has(key)) return;
  seen.add(key);
  for (const one of evidence) tally.set(one.code, (tally.get(one.code) ?? 0) + weigh(one, key));
}

/**
 * The category of a YouTube topic, which is given as a name, the end of a Wikipedia address, or the whole address. Null
 * for topics that say little.
 */
export function categoryOfYoutubeTopic(topic: string): string | null {
  const tail = topic.slice(topic.lastIndexOf("/") + 1).replaceAll(" ", "_");
  return YOUTUBE_TOPICS.get(percentDecoded(tail)) ?? null;
}
