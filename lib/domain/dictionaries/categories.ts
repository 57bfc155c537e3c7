import { fold } from "../text/fold.ts";
import { hasEmoji, isUnspaced, wordsOf } from "../text/words.ts";
import { YOUTUBE_TOPICS } from "./category-table.ts";
import categoryVocabulary, { type Evidence } from "./category-vocabulary.computed.ts";

const ENOUGH = 2;
/** A tag or channel keyword was chosen to describe the account, a word of the bio only stands there. */
const TAG_FACTOR = 1.5;
const CATEGORIES_MAX = 4;
const STEM_MIN = 3;
const PHRASE_MAX_WORDS = 3;
/** Longer texts add cost and no evidence. */
const TEXT_MAX_CHARACTERS = 2_000;
const TAGS_MAX = 40;

interface Vocabulary {
  readonly exact: ReadonlyMap<string, readonly Evidence[]>;
  readonly stems: ReadonlyMap<string, readonly Evidence[]>;
  /** Longest stem in UTF-16 units. */
  readonly longestStem: number;
  /** First words of the phrases of several words. */
  readonly phraseStarts: ReadonlySet<string>;
}

const EMOJIS = /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic})*/gu;

let built: Vocabulary | undefined;
function vocabulary(): Vocabulary {
  built ??= readVocabulary();
  return built;
}

function readVocabulary(): Vocabulary {
  const { exact, stems, phraseStarts } = categoryVocabulary();
  const longestStem = Math.max(...stems.map(([stem]) => stem.length));
  return { exact: new Map(exact), stems: new Map(stems), longestStem, phraseStarts: new Set(phraseStarts) };
}

type Tally = Map<string, number>;

/**
 * Categories that a profile's text and tags show evidence for, strongest first, at most 4; none where the evidence
 * is thin. Each dictionary entry counts once, however often it is repeated.
 *
 * @param text bio, display name and the like
 * @param tags hashtags (without #), channel keywords, topic names
 */
export function categoriesOfText(text: string, tags: readonly string[]): string[] {
  const tally: Tally = new Map();
  const seen = new Set<string>();
  tallyText(text.slice(0, TEXT_MAX_CHARACTERS), 1, tally, seen);
  for (const tag of tags.slice(0, TAGS_MAX)) tallyText(tag, TAG_FACTOR, tally, seen);
  return [...tally]
    .filter(([, score]) => score >= ENOUGH)
    .sort((a, b) => b[1] - a[1])
    .slice(0, CATEGORIES_MAX)
    .map(([code]) => code);
}

function tallyText(text: string, factor: number, tally: Tally, seen: Set<string>): void {
  const words = wordsOf(text).map(({ folded }) => folded);
  for (let at = 0; at < words.length; at += phraseAt(words, at, factor, tally, seen)) {
    /* phraseAt both counts and says how many words it took */
  }
  if (hasEmoji(text))
    for (const [emoji] of fold(text).matchAll(EMOJIS))
      count(vocabulary().exact.get(emoji), emoji, factor, tally, seen);
}

/** Counts the longest phrase at a word, else the word itself; answers how many words that took. */
function phraseAt(
  words: readonly string[],
  at: number,
  factor: number,
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
      count(evidence, phrase, factor, tally, seen);
      return length;
    }
  }
  if (isUnspaced(word)) countRun(word, factor, tally, seen);
  else count(exact.get(word) ?? stemEvidence(word, STEM_MIN), word, factor, tally, seen);
  return 1;
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

/** Words of a script without spaces: the longest known one at each position. */
function countRun(run: string, factor: number, tally: Tally, seen: Set<string>): void {
  const { exact } = vocabulary();
  for (let at = 0; at < run.length; ) {
    let taken = 0;
    for (let length = Math.min(UNSPACED_WORD_MAX, run.length - at); length > 0 && taken === 0; length -= 1) {
      const evidence = exact.get(run.slice(at, at + length));
      // One character alone is a word only when it is the whole run: 本 is a book, 日本 is not.
      if (evidence === undefined || (length === 1 && run.length > 1)) continue;
      count(evidence, run.slice(at, at + length), factor, tally, seen);
      taken = length;
    }
    at += Math.max(taken, 1);
  }
}

function count(
  evidence: readonly Evidence[] | undefined,
  key: string,
  factor: number,
  tally: Tally,
  seen: Set<string>,
): void {
  if (evidence === undefined || seen.has(key)) return;
  seen.add(key);
  for (const { code, weight } of evidence) tally.set(code, (tally.get(code) ?? 0) + weight * factor);
}

/** The category of a YouTube topic, given as name, Wikipedia tail or whole address; null for topics that say little. */
export function categoryOfYoutubeTopic(topic: string): string | null {
  const tail = topic.slice(topic.lastIndexOf("/") + 1).replaceAll(" ", "_");
  const name = decodeTail(tail);
  return Object.hasOwn(YOUTUBE_TOPICS, name) ? (YOUTUBE_TOPICS[name] ?? null) : null;
}

function decodeTail(tail: string): string {
  try {
    return decodeURIComponent(tail);
  } catch {
    return tail;
  }
}
