import { labelWord } from "./contact-labels.ts";

const SIGN_AT_END = /[📧✉📩📨📤💌📬📞☎📱📲👉➡→]$/u;
const COLON_AT_END = /[:：→➡👉>]$/u;
/** Bounded: a window. */
const WORD_AT_END = /[\p{L}\p{M}\p{N}'’]+(?:-[\p{L}\p{M}\p{N}]+)?$/u;
const REMARK_AT_END = /\s?\([^()\n]{1,12}\)$/u;
/** Bounded: a window. */
const JOINT_AT_END = /(?:\s*[/&]\s*|\s+(?:and\s+)?)$/u;
/** A label has one word and up to four more: "for business inquiries and bookings:". */
const WORDS_MAX = 5;

/**
 * Removes the labels at a text's end that announced the cut contact: "Email:", "For business inquiries:", "📩". The work
 * for each label is bounded. The text is a window of a longer one.
 */
export function withoutDanglingLabel(text: string): string {
  let left = text;
  for (;;) {
    const shorter = withoutOneLabel(left.trimEnd().replace(/\ufe0f$/, ""));
    if (shorter === null) return left;
    left = shorter;
  }
}

/** Null if there is no label at the end. */
function withoutOneLabel(text: string): string | null {
  if (SIGN_AT_END.test(text)) return text.replace(/.$/su, "");
  if (!COLON_AT_END.test(text)) return withoutWords(withoutPointer(text), "strong");
  // Bounded: a window.
  const labelled = text
    .slice(0, -1)
    .replace(REMARK_AT_END, "")
    .replace(/[ .]+$/, "");
  return withoutWords(labelled, "companion");
}

/** "Call me" is a label, like "Call". */
const withoutPointer = (text: string): string => text.replace(/\.$/, "").replace(/\s(?:me|us)$/i, "");

function withoutWords(text: string, least: "strong" | "companion"): string | null {
  let kept: string | null = null;
  let left = text;
  for (let words = 0; words < WORDS_MAX; words += 1) {
    const word = WORD_AT_END.exec(left)?.[0];
    const role = word === undefined ? null : labelWord(word);
    if (word === undefined || role === null || (words === 0 && least === "strong" && role !== "strong"))
      break;
    const before = left.slice(0, -word.length);
    if (/[@#]$/.test(before)) break;
    kept = before;
    const joint = JOINT_AT_END.exec(before)?.[0];
    if (joint === undefined) break;
    left = before.slice(0, -joint.length);
  }
  return kept;
}
