import { boundedText, foldedText } from "./text.ts";

const TAGS_MAX = 30;
const KEYWORDS_MAX = 50;
const KEYWORD_CHARACTERS_MAX = 100;

/**
 * A hashtag has a letter and at least two characters (in scripts without upper case, one is enough): `#1` is a rank. It
 * does not follow a letter, `&` (an HTML reference) or `/` (part of an address).
 */
const HASHTAG = /(?<![\p{L}\p{N}_&/])#([\p{L}\p{M}\p{N}_\u200c]{1,100})/gu;
const TAG_WORTH_KEEPING = /\p{L}.|.\p{L}|\p{Lo}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/**
 * The widest of the four platforms' rules: letters, digits, `_` and inner dots, at most 30 characters. Not inside an
 * e-mail address or a web address.
 */
const MENTION = /(?<![\w@./])@([a-z0-9_](?:[a-z0-9_.]{0,28}[a-z0-9_])?)(?![\w@])/g;

/** Hashtags of one text: NFKC, lower case, without the #. */
export const hashtagsIn = (text: string): string[] =>
  text.includes("#") || text.includes("＃")
    ? matchesOf(text, HASHTAG).filter((tag) => TAG_WORTH_KEEPING.test(tag))
    : [];

/** Mentioned handles in one text: lower case, without the @. */
export const mentionsIn = (text: string): string[] =>
  text.includes("@") || text.includes("＠") ? matchesOf(text, MENTION) : [];

const matchesOf = (text: string, pattern: RegExp): string[] =>
  Array.from(foldedText(text).matchAll(pattern), (match) => match[1] ?? "").filter((tag) => tag !== "");

/**
 * Tags by the number of sources (the bio, each post) that have them, most frequent first, ties in order of appearance;
 * at most 30. A post that repeats a tag counts once.
 */
export function mostFrequent(sources: readonly (readonly string[])[], max: number = TAGS_MAX): string[] {
  const counts = new Map<string, number>();
  for (const source of sources) {
    for (const tag of new Set(source)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, max)
    .map(([tag]) => tag);
}

/** Each keyword once, whatever its case, as first written; at most 50 keywords of at most 100 characters. */
export function distinctKeywords(keywords: Iterable<string>): string[] {
  const kept = new Map<string, string>();
  for (const keyword of keywords) {
    if (kept.size >= KEYWORDS_MAX) break;
    const text = boundedText(keyword.replace(/\s+/g, " ").trim(), KEYWORD_CHARACTERS_MAX);
    const folded = foldedText(text);
    if (LETTER_OR_DIGIT.test(folded) && !kept.has(folded)) kept.set(folded, text);
  }
  return [...kept.values()];
}

/**
 * YouTube's channel keywords: words, and phrases in double quotes, separated by spaces. A quotation without an end runs
 * to the end of the text.
 */
export const keywordList = (text: string): string[] =>
  Array.from(text.matchAll(/"([^"]*)"?|([^\s"]+)/g), (match) => (match[1] ?? match[2] ?? "").trim()).filter(
    (keyword) => keyword !== "",
  );
