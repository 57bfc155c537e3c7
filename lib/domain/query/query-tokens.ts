import { fold } from "../text/fold.ts";
import { isUnspaced, type Word } from "../text/words.ts";
import { correctFilterWord } from "./filter-word-typos.ts";

type TokenKind = "word" | "number" | "handle" | "url" | "symbol" | "break";

/** A piece of a query. `folded` is its dictionary form, corrected if it is a mistyped filter word. */
export interface Token extends Word {
  readonly kind: TokenKind;
  /** Whether there is nothing between this token and the one before. */
  readonly glued: boolean;
  /**
   * Whether a hyphen, apostrophe or dot joins this word to the one before ("micro-influencers", "İstanbul'da", "U.S.").
   */
  readonly joined: boolean;
}

/**
 * Alternatives in order: addresses, handles, emoji, numbers with separators, runs of script without spaces, words, line
 * breaks, operators, single symbols. Each is a run of one character class, so matching is linear.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?<url>https?:\/\/[^\s,;"<>\(\)]+|(?:[a-z]{1,6}\.)?(?:(?:instagram|tiktok|youtube|twitter|x)\.com|instagr\.am|youtu\.be)\/[^\s,;"<>\(\)]+)`,
    String.raw`(?<handle>@[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.\-]*)`,
    String.raw`(?<emoji>\p{RGI_Emoji}|\p{Extended_Pictographic}\uFE0F?)`,
    String.raw`(?<number>\p{Nd}{1,3}(?:\p{Zs}\p{Nd}{3}){1,3}(?![\p{Nd}\p{L}\p{M}.,])|\p{Nd}+(?:[.,'’‘´\`′_٫٬،]\p{Nd}+)*)`,
    String.raw`(?<run>[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+|\p{sc=Hangul}+|\p{sc=Thai}+)`,
    // Only these, since profiles, too, write "e.l.f." and "a.k.a." with dots.
    String.raw`(?<initials>(?:U\.S\.A|U\.S|U\.K|U\.A\.E|N\.Y\.C|N\.Y|L\.A|D\.C)\.?(?![\p{L}\p{N}]))`,
    String.raw`(?<word>[[\p{L}\p{M}\p{N}_]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]]+)`,
    String.raw`(?<break>\n)`,
    String.raw`(?<symbol>[\-−–—=]{1,3}>|[<>]=|=<|\.{2,3}|[^\s])`,
  ].join("|"),
  "giv",
);
const JOINERS = new Set(["-", "‐", "‑", "'", "’", "`", "´", "."]);
const LETTER = /[\p{L}\p{M}]/u;

/**
 * The API takes at most 500 characters. Text of other callers is cut here, both before and after folding: one letter
 * can fold to 18.
 */
const SCAN_MAX = 2_000;
/** No dictionary word is longer. */
const WORD_MAX = 100;

/** Full-width and small forms of ASCII, each as long as its plain form: "＠", "１０，０００", "＜". */
const WIDE = /[\uff01-\uff5e\ufe50-\ufe6b]/g;
const narrow = (wide: string): string => {
  const plain = wide.normalize("NFKC");
  return plain.length === 1 ? plain : wide;
};

/** The tokens of a query. `segment` splits a run of script without spaces at the words that the reader knows. */
export function tokensOf(text: string, segment: (run: string) => readonly string[]): Token[] {
  const scanned = text.slice(0, SCAN_MAX).replace(WIDE, narrow);
  const tokens: Token[] = [];
  let joined = false;
  let budget = SCAN_MAX;
  for (const match of scanned.matchAll(TOKEN)) {
    if (budget <= 0) break;
    const kind = kindOf(match.groups ?? {});
    if (kind === "symbol" && joinsLetters(scanned, match.index)) {
      joined = true;
      continue;
    }
    const pieces = kind === "word" && isUnspaced(match[0]) ? segment(match[0]) : [match[0]];
    let start = match.index;
    for (const { length } of pieces) {
      const token = tokenOf(kind, text.slice(start, start + length), start, joined, tokens.at(-1));
      tokens.push(token);
      budget -= token.folded.length;
      start += length;
    }
    joined = false;
  }
  return tokens;
}

const joinsLetters = (text: string, at: number): boolean =>
  JOINERS.has(text[at] ?? "") && LETTER.test(text[at - 1] ?? "") && LETTER.test(text[at + 1] ?? "");

function kindOf(groups: Readonly<Record<string, string | undefined>>): TokenKind {
  if (groups.url !== undefined) return "url";
  if (groups.handle !== undefined) return "handle";
  if (groups.number !== undefined) return "number";
  if (groups.break !== undefined) return "break";
  return groups.symbol === undefined && groups.emoji === undefined ? "word" : "symbol";
}

function tokenOf(kind: TokenKind, raw: string, start: number, joined: boolean, previous?: Token): Token {
  const isInitials = kind === "word" && raw.includes(".");
  const folded = fold(isInitials ? raw.replaceAll(".", "") : raw).slice(0, WORD_MAX);
  return {
    kind,
    raw,
    folded: kind === "word" ? correctFilterWord(folded) : folded,
    start,
    end: start + raw.length,
    glued: previous !== undefined && previous.end === start,
    joined,
  };
}
