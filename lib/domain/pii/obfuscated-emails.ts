import { LABEL, normalisedEmail, PROVIDER, TOP_LEVEL, withEnding } from "./email-address.ts";
import type { FoundContact } from "./found-contact.ts";

/** Endings that speech spells out; a longer list would take "look at me dot nothing" for an address. */
const SPOKEN_TOP_LEVEL =
  "(?:com|net|org|info|edu|gov|biz|io|co|me|tv|de|fr|es|it|nl|uk|us|ca|br|in|ru|jp|au|mx|pl|eu|at|ch)";

const PLAIN_LOCAL = "[\\p{L}\\p{Nd}](?:[\\p{L}\\p{Nd}._%+-]{0,62}[\\p{L}\\p{Nd}])?";
/** Gaps are bounded, so that a page of spaces costs no time. */
const OPEN = "[\\[({<（【]";
const CLOSE = "[\\])}>）】]";
/** `(a)` only where nothing parts it from its neighbours: apart it counts an enumeration. */
const AT_BRACKETED = `(?:\\s{0,3}${OPEN}\\s{0,3}(?:at|ät|arroba|chiocciola|@)\\s{0,3}${CLOSE}\\s{0,3}|${OPEN}a${CLOSE})`;
const DOT_BRACKETED = `\\s{0,3}${OPEN}\\s{0,3}(?:dot|punkt|punto|ponto|point|\\.)\\s{0,3}${CLOSE}\\s{0,3}`;
const DOT_SPOKEN = "\\s{1,3}(?:dot|punkt|punto|ponto)\\s{1,3}";
const AT_SPOKEN = "\\s{1,3}(?:at|arroba|@)\\s{1,3}";
const DOT_ANY = `(?:${DOT_BRACKETED}|${DOT_SPOKEN}|\\.)`;

/** Dots before the @ are spelled out too. */
const SPELLED_LOCAL = `${PLAIN_LOCAL}(?:(?:${DOT_BRACKETED}|${DOT_SPOKEN})${PLAIN_LOCAL}){0,3}`;

interface Obfuscation {
  /** A quick look that most texts fail: the patterns themselves are slow. */
  readonly sign: RegExp;
  /** Groups: local part, domain as written. */
  readonly pattern: RegExp;
}

/** Ways to write an address so that machines do not see it. */
const OBFUSCATIONS: readonly Obfuscation[] = [
  // name [at] domain [dot] com, name(at)domain.com
  {
    sign: new RegExp(AT_BRACKETED, "iu"),
    pattern: new RegExp(
      `(${SPELLED_LOCAL})${AT_BRACKETED}((?:${LABEL}${DOT_ANY}){1,4}${TOP_LEVEL})(?![\\p{L}\\p{N}])`,
      "giu",
    ),
  },
  // name@domain dot com, name @ domain (dot) com, name at domain dot com
  {
    sign: new RegExp(`${DOT_BRACKETED}|${DOT_SPOKEN}`, "iu"),
    pattern: new RegExp(
      `(${SPELLED_LOCAL})(?:${AT_SPOKEN}|\\s{0,3}@\\s{0,3})((?:${LABEL}\\.)?${LABEL}(?:(?:${DOT_BRACKETED}|${DOT_SPOKEN})${SPOKEN_TOP_LEVEL}){1,2})(?![\\p{L}\\p{N}])`,
      "giu",
    ),
  },
  // name at gmail, name [at] gmail, name @ gmail.com
  {
    sign: new RegExp(PROVIDER, "iu"),
    pattern: new RegExp(
      `(${SPELLED_LOCAL})(?:${AT_BRACKETED}|${AT_SPOKEN})(${PROVIDER}(?:${DOT_ANY}[a-z]{2,3}){0,2})(?![\\p{L}\\p{N}])`,
      "giu",
    ),
  },
];
const AT_IN_WORDS = /\sat\s|arroba|chiocciola|[[({<（【]\s{0,3}(?:at|ät|a)\s{0,3}[\])}>）】]/i;

/** Whether a text without an @ can hold an address all the same. */
export const spellsAt = (text: string): boolean => AT_IN_WORDS.test(text);

/** Addresses that are spelled out in a folded text. */
export const obfuscatedEmails = (text: string): FoundContact[] =>
  OBFUSCATIONS.flatMap(({ sign, pattern }) =>
    sign.test(text) ? Array.from(text.matchAll(pattern), foundAddress) : [],
  );

const foundAddress = (match: RegExpExecArray): FoundContact => ({
  start: match.index,
  end: match.index + match[0].length,
  value: normalisedEmail(`${spelledDots(match[1])}@${withEnding(spelledDots(match[2]))}`),
});

const ANY_DOT = new RegExp(DOT_ANY, "giu");
const spelledDots = (written = ""): string => written.replace(ANY_DOT, ".").replace(/\s+/g, "");
