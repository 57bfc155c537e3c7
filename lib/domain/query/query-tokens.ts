import { fold } from "../text/fold.ts";
import { isUnspaced, type Word } from "../text/words.ts";
import { correctFilterWord } from "./filter-word-typos.ts";

export type TokenKind = "word" | "number" | "handle" | "url" | "symbol" | "break";

/** A piece of a query; `folded` is its dictionary form, mended when it is a mistyped filter word. */
export interface Token extends Word {
  readonly kind: TokenKind;
  /** Nothing stands between this token and the one before. */
  readonly glued: boolean;
  /** A hyphen, apostrophe or dot joins this word to the one before ("micro-influencers", "İstanbul'da", "U.S."). */
  readonly joined: boolean;
}

/**
 * Alternatives in order: addresses, handles, numbers with separators, runs of script without spaces, words, line
 * breaks, single symbols. Each is a run of one character class, so matching is linear.
 */
const TOKEN = new RegExp(
  [
    String.raw`(?<url>https?:\/\/[^\s,;"<>\(\)]+|(?:www\.)?(?:instagram|tiktok|youtube|twitter|x)\.com\/[^\s,;"<>\(\)]+)`,
    String.raw`(?<handle>@[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.\-]*)`,
    String.raw`(?<number>\p{Nd}+(?:[.,٫٬]\p{Nd}+)*)`,
    String.raw`(?<run>[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+|\p{sc=Hangul}+|\p{sc=Thai}+)`,
    String.raw`(?<word>[[\p{L}\p{M}\p{N}_]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]]+)`,
    String.raw`(?<break>\n)`,
    String.raw`(?<symbol>[^\s])`,
  ].join("|"),
  "gv",
);
const JOINERS = new Set(["-", "‐", "‑", "'", "’", "`", "´", "."]);
const LETTER = /[\p{L}\p{M}]/u;

/** The API takes 500 characters; whatever else calls is cut here. */
const SCAN_MAX = 2_000;

/** The tokens of a query. `segment` cuts a run of unspaced script at the words that the reader knows. */
export function tokensOf(text: string, segment: (run: string) => readonly string[]): Token[] {
  const scanned = text.slice(0, SCAN_MAX);
  const tokens: Token[] = [];
  let joined = false;
  for (const match of scanned.matchAll(TOKEN)) {
    const kind = kindOf(match.groups ?? {});
    if (kind === "symbol" && joinsLetters(scanned, match.index)) {
      joined = true;
      continue;
    }
    const pieces = kind === "word" && isUnspaced(match[0]) ? segment(match[0]) : [match[0]];
    let start = match.index;
    for (const raw of pieces) {
      tokens.push(tokenOf(kind, raw, start, joined, tokens.at(-1)));
      start += raw.length;
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
  return groups.symbol === undefined ? "word" : "symbol";
}

function tokenOf(kind: TokenKind, raw: string, start: number, joined: boolean, previous?: Token): Token {
  const folded = fold(raw);
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
