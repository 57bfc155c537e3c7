/**
 * Which language a short text is in. `eld` was chosen over `tinyld` by trial on 889 real bios and 52 labelled
 * ones: about as right on the labelled (48 and 50), 8% against 21% of mostly English bios called something
 * else, and 60-90 microseconds a text against 600. Its extra small table is half as heavy in memory as the next
 * and as right on bios once unsure answers are dropped.
 */
import { eld } from "eld/extrasmall";
import { languageOfCode } from "../dictionaries/codes.ts";
import { plainLetters } from "../text/fold.ts";
import { languageOfHan } from "./han-language.ts";
import { amongNeighbours, areNeighbours } from "./language-neighbours.ts";
import { proseOf } from "./text.ts";

const LANGUAGES_MAX = 3;
/** Fewer words, or fewer letters, than these are names and slogans, which detectors read as anything. */
const WORDS_MIN = 4;
const LETTERS_MIN = 20;
/** A script must hold this share of the letters before it counts; less is an ornament. */
const SCRIPT_SHARE_MIN = 0.25;
/** Letters of a script that is written by one language only that make a case. */
const SCRIPT_LETTERS_MIN = 4;
/** Detectors need no more, and their time grows with the text. */
const DETECTED_CHARACTERS_MAX = 400;
/** Of these many, addresses and tags included, that much prose is left in all but odd texts. */
const READ_CHARACTERS_MAX = 1_500;

/** `JavaScript`, `React.js`: words of no language. Bounded: READ_CHARACTERS_MAX. */
const PRODUCT_NAME = /[^\s,;|/]*(?:\p{Ll}\p{Lu}|\p{L}\.\p{Ll})[^\s,;|/]*/gu;
/** Scores (0 to 1) below which a language other than English was wrong on real bios more often than right. */
const SCORE_MIN = 0.65;
const LEAD_OVER_ENGLISH_MIN = 0.08;
/** Neighbours lie this near where the words are common to both: see `language-neighbours.ts`. */
const LEAD_MIN = 0.015;
/** The detector's Malay stands for Indonesian too, which is far more written. */
const MALAY_COUNTRIES = ["MY", "SG", "BN"];

/** Scripts that one language of weight is written in, by their codes in ISO 15924. */
const SCRIPTS =
  "Hang Thai Hebr Grek Geor Armn Taml Telu Knda Mlym Gujr Khmr Mymr Sinh Beng Guru Orya Laoo Ethi Tibt Thaa"
    .split(" ")
    .map(
      (code) =>
        [
          new RegExp(`\\p{Script=${code}}`, "gu"),
          new Intl.Locale(`und-${code}`).maximize().language,
        ] as const,
    );
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const HAN = /\p{Script=Han}/gu;
const DEVANAGARI = /\p{Script=Devanagari}/gu;

const LATIN_ONLY = /^[\p{Script=Latin}\p{N}\p{P}\p{S}\p{Z}\p{M}\s]*$/u;

/**
 * Languages a text is surely written in, by script first, then by words; often none. `country` (ISO 3166-1
 * alpha-2) parts what no detector can by words, as Malay and Indonesian.
 */
export function detectLanguages(text: string, country: string | null): string[] {
  const prose = proseOf(plainLetters(text.slice(0, READ_CHARACTERS_MAX)))
    .replace(PRODUCT_NAME, " ")
    .slice(0, DETECTED_CHARACTERS_MAX);
  const byScript = LATIN_ONLY.test(prose) ? [] : languagesByScript(prose, country);
  const rest = byScript.length === 0 ? prose : prose.replace(/[^\p{Script=Latin}\p{Z}\p{P}]/gu, "");
  const byWords = languageByWords(rest, country);
  return [...new Set(byWords === null ? byScript : [...byScript, byWords])];
}

function languagesByScript(prose: string, country: string | null): string[] {
  const countOf = (pattern: RegExp): number => prose.match(pattern)?.length ?? 0;
  const letters = countOf(/\p{L}/gu);
  const isEnough = (count: number): boolean =>
    count >= SCRIPT_LETTERS_MIN && count / letters >= SCRIPT_SHARE_MIN;
  const [kana, han] = [countOf(KANA), countOf(HAN)];
  return [
    ...(kana > 0 && isEnough(kana + han) ? ["ja"] : []),
    ...(kana === 0 && isEnough(han) ? [languageOfHan(prose, country)] : []),
    ...(isEnough(countOf(DEVANAGARI)) ? [amongNeighbours("hi", prose, country)] : []),
    ...SCRIPTS.map(([script, language]) => (isEnough(countOf(script)) ? language : null)),
  ].filter((language) => language !== null);
}

/** The detector's answer where there is enough text and it is sure. */
function languageByWords(prose: string, country: string | null): string | null {
  const words = prose.match(/\p{L}[\p{L}\p{M}'’]+/gu) ?? [];
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  if (words.length < WORDS_MIN || letters < LETTERS_MIN) return null;
  const result = eld.detect(prose);
  if (!result.isReliable()) return null;
  const language = clearLanguage(result, prose, country);
  if (language === "ms") return MALAY_COUNTRIES.includes(country ?? "") ? "ms" : "id";
  return languageOfCode(language);
}

/** Bios in English full of names and trades are what detectors take for anything else, with a score near English's. */
function clearLanguage(
  { language, getScores }: { readonly language: string; getScores(): Readonly<Record<string, number>> },
  prose: string,
  country: string | null,
): string | null {
  if (language === "en") return language;
  const { [language]: best = 0, en: english = 0, ...others } = getScores();
  if (best < SCORE_MIN || best - english < LEAD_OVER_ENGLISH_MIN) return null;
  const near = Object.keys(others).filter((other) => best - (others[other] ?? 0) < LEAD_MIN);
  if (near.length === 0) return language;
  const areAllNeighbours = near.every((other) => areNeighbours(language, other));
  return areAllNeighbours ? amongNeighbours(language, prose, country) : null;
}

/**
 * Languages of an account, most certain first, at most three: what the platform states of the account, what it
 * states of the posts (a language of at least a fifth of them), what the bio is written in, and only when none of
 * these tells, what the posts are written in.
 */
export function languagesOf(evidence: {
  readonly declared: readonly (string | null)[];
  readonly ofPosts: readonly (string | null)[];
  readonly bio: string;
  readonly postTexts: readonly string[];
  readonly country: string | null;
}): string[] {
  const declared = evidence.declared.map(languageOfCode).filter((language) => language !== null);
  const stated = [
    ...declared,
    ...commonLanguages(evidence.ofPosts),
    ...detectLanguages(evidence.bio, evidence.country),
  ];
  const found =
    stated.length > 0
      ? stated
      : detectLanguages(evidence.postTexts.slice(0, DETECTED_POSTS_MAX).join("\n"), evidence.country);
  return [...new Set(found)].slice(0, LANGUAGES_MAX);
}

const DETECTED_POSTS_MAX = 10;
const POSTS_SHARE_MIN = 0.2;

function commonLanguages(codes: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const language of codes.map(languageOfCode)) {
    if (language !== null) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .filter(([, count]) => count / known >= POSTS_SHARE_MIN)
    .sort(([, a], [, b]) => b - a)
    .map(([language]) => language);
}

/** Fewer words of its own than this, and what a platform says of a post's language is a guess at names. */
const OWN_WORDS_MIN = 3;
const OWN_LETTERS_MIN = 8;

/** Whether a post says enough of its own, beside addresses, mentions and tags, to be in a language. */
export function saysInWords(text: string): boolean {
  const words = proseOf(text).match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? [];
  const isUnspaced = words.some((one) =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(one),
  );
  const letters = words.reduce((sum, one) => sum + one.length, 0);
  return isUnspaced ? letters >= OWN_WORDS_MIN : words.length >= OWN_WORDS_MIN && letters >= OWN_LETTERS_MIN;
}
