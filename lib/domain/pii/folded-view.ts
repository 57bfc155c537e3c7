import { wordMemory } from "../text/word-memory.ts";
import { decimalOf } from "./decimal-digits.ts";

/** A text in the form in which contacts are searched for, with the way back to the original. */
export interface FoldedView {
  readonly text: string;
  /** Index in the original of the character at `index` of the view. At the view's end, the original's length. */
  originalIndex(index: number): number;
}

/**
 * Characters that can hide between letters: format characters (joiners, soft hyphen, bidi marks, byte-order mark),
 * variation selectors, fillers of Hangul, keycaps and strokes over a character.
 */
const HIDDEN =
  /^(?:\u034f|[\u115f\u1160\u3164\p{Cf}\p{Variation_Selector}]|[\u0332-\u0338]|[\u20d0-\u20ef])$/u;
/** A text with only these characters is not changed. */
const PLAIN = /^[\n\t\x20-\x25\x27-\x5b\x5d-\x7e\u00c0-\u024f]*$/;
const WRITTEN_OUT = /%(?:25){0,4}[2-7][0-9a-f]|(?<!\S)\S \S \S(?!\S)/i;
/** Compatibility forms with more characters than this are not unfolded ("ﷺ" becomes 18). No contact detail has them. */
const UNFOLDED_MAX = 4;

/** `@` and other signs of addresses and numbers, written by number or name as in HTML, JSON and web addresses. */
const HTML_ENTITY =
  /&(?:amp;){0,3}(?:#0{0,5}(\d{2,6})|#x0{0,5}([0-9a-f]{2,5})|(commat|period|plus|lowbar|hyphen|dash|nbsp|lpar|rpar|num|amp))(?:;|(?![\da-z]))/iy;
const ESCAPE = /\\(?:u00|u\{|x)([2-7][0-9a-f])\}?/iy;
const PERCENT = /%(?:25){0,4}([2-7][0-9a-f])/iy;
const NAMED: Readonly<Record<string, string>> = {
  commat: "@",
  period: ".",
  plus: "+",
  lowbar: "_",
  hyphen: "-",
  dash: "-",
  nbsp: " ",
  lpar: "(",
  rpar: ")",
  num: "#",
  amp: "&",
};
/** Decoded, these would end the address that they are in. */
const ENDS_ADDRESS = /[\s"'<>]/;
/** `j o h n @ g m a i l . c o m` */
const LETTER_SPACED = /(?<!\S)[\p{L}\p{Nd}@._-](?: [\p{L}\p{Nd}@._-]){2,63}(?!\S)/gu;

/**
 * The text in one canonical form: every character in its NFKC form, digits of every script as ASCII, hidden characters
 * left out, entities and escapes decoded, spaced letters joined. Linear in the text; at most four times as long.
 */
export function foldedView(text: string): FoldedView {
  if (PLAIN.test(text) && !WRITTEN_OUT.test(text)) return { text, originalIndex: (index) => index };
  const written = decodedText(foldedCharacters(text));
  const { text: drawn, starts } = drawnTogether(written);
  return { text: drawn, originalIndex: (index) => starts[index] ?? text.length };
}

/** A text being built, with the original index of each of its UTF-16 units. */
interface Draft {
  readonly text: string;
  readonly starts: readonly number[];
}

function foldedCharacters(text: string): Draft {
  const starts: number[] = [];
  let folded = "";
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const character = code < 0x80 ? text.charAt(at) : String.fromCodePoint(text.codePointAt(at) ?? code);
    const plain =
      code < 0x80 ? character : foldedCharacter(character, text.charAt(at - 1) + text.charAt(at + 1));
    for (let unit = 0; unit < plain.length; unit += 1) starts.push(at);
    folded += plain;
    at += character.length;
  }
  return { text: folded, starts };
}

/** Decodes entities, escapes and percent codes, also those in wide or fancy characters. */
function decodedText(draft: Draft): Draft {
  const { text } = draft;
  if (!/[&%\\]/.test(text)) return draft;
  const starts: number[] = [];
  let decoded = "";
  for (let at = 0; at < text.length; ) {
    const { plain, length } = decodedAt(text, at) ?? { plain: text.charAt(at), length: 1 };
    for (let unit = 0; unit < plain.length; unit += 1) starts.push(draft.starts[at] ?? 0);
    decoded += plain;
    at += length;
  }
  return { text: decoded, starts };
}

const DECODERS: Readonly<Record<string, RegExp>> = { "&": HTML_ENTITY, "%": PERCENT, "\\": ESCAPE };

function decodedAt(text: string, at: number): { readonly plain: string; readonly length: number } | null {
  const pattern = DECODERS[text.charAt(at)];
  if (pattern === undefined) return null;
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  if (match === null) return null;
  const [written, first = "", hex = "", name = ""] = match;
  const isEntity = pattern === HTML_ENTITY;
  const number = isEntity && hex === "" ? Number(first) : Number.parseInt(isEntity ? hex : first, 16);
  const plain = NAMED[name.toLowerCase()] ?? (number <= 0x10ffff ? String.fromCodePoint(number) : "");
  if (!isEntity && ENDS_ADDRESS.test(plain)) return null;
  return { plain: plain.normalize("NFKC").slice(0, UNFOLDED_MAX), length: written.length };
}

const CIRCLED = /[\u24b6-\u24e9]/;

/** The forms of characters seen so far: those of common languages and emoji, far fewer than exist. */
const known = wordMemory<string>(4_000);

function foldedCharacter(character: string, neighbours: string): string {
  // Alone, a circled a means the sign. Among circled letters it is one of them.
  if (character === "ⓐ" && !CIRCLED.test(neighbours)) return "@";
  const before = known.get(character);
  if (before !== undefined) return before;
  const folded = canonicalForm(character);
  known.set(character, folded);
  return folded;
}

function canonicalForm(character: string): string {
  if (HIDDEN.test(character)) return "";
  const digit = decimalOf(character);
  if (digit !== null) return String(digit);
  const plain = character.normalize("NFKC");
  return plain.length > UNFOLDED_MAX ? character : plain;
}

function drawnTogether(draft: Draft): Draft {
  const { text } = draft;
  const starts: number[] = [];
  let drawn = "";
  const keep = (from: number, to: number, isDrawn: boolean): void => {
    for (let at = from; at < to; at += 1) {
      if (isDrawn && text[at] === " ") continue;
      drawn += text[at];
      starts.push(draft.starts[at] ?? 0);
    }
  };
  let from = 0;
  for (const { index, 0: letters } of text.matchAll(LETTER_SPACED)) {
    keep(from, index, false);
    from = index + letters.length;
    keep(index, from, /[\p{L}@]/u.test(letters));
  }
  if (from === 0) return draft;
  keep(from, text.length, false);
  return { text: drawn, starts };
}
