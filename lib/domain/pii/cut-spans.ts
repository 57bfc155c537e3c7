import { withoutDanglingLabel } from "./dangling-label.ts";
import type { FoundContact } from "./found-contact.ts";

type Span = Pick<FoundContact, "start" | "end">;

/** How far around a cut labels, brackets and separators are searched for. Text beyond it is not changed. */
const WINDOW = 80;
const SEPARATOR = "[|•·,;/\\\\–—-]";
const LEADING_SEPARATORS = new RegExp(`^(?:${SEPARATOR}[^\\S\\n]*)+`);
/** Bounded: WINDOW characters. */
const TRAILING_SEPARATORS = new RegExp(`(?:[^\\S\\n]*${SEPARATOR})+$`);
const CLOSING = /^[,.;:!?)\]}%]/;

/** The spans in order, merged if they overlap, so that no character is cut twice. */
function joinedSpans(spans: readonly Span[]): Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** The text without its spans, their labels and the gaps that they leave. */
export function cutSpans(text: string, spans: readonly Span[]): string {
  const settled: string[] = [];
  let left = "";
  let at = 0;
  for (const { start, end } of joinedSpans(spans)) {
    left += text.slice(at, Math.max(at, start));
    if (left.length > WINDOW) {
      settled.push(left.slice(0, -WINDOW));
      left = left.slice(-WINDOW);
    }
    const after = text.slice(end, end + WINDOW);
    const sides = joinedSides(left, after, settled.length === 0);
    left = sides.left;
    at = end + after.length - sides.right.length;
  }
  return `${settled.join("")}${left}${text.slice(at)}`;
}

interface Sides {
  /** Ends with the gap before `right`. */
  readonly left: string;
  /** The last part of the text after the cut. */
  readonly right: string;
}

/**
 * The two sides of a cut. They stay on one line if they were on one. Brackets that the cut emptied, labels and doubled
 * separators are removed.
 */
function joinedSides(before: string, after: string, isTextStart: boolean): Sides {
  const isWithinWord = /\S$/.test(before) && /^\S/.test(after);
  const trimmed = withoutEmptiedPairs(before.replace(SPACES_AT_END, ""), after.replace(SPACES_AT_START, ""));
  const left = withoutDanglingLabel(trimmed.left).replace(SPACES_AT_END, "");
  const { right } = trimmed;
  const startsLine = (left === "" && isTextStart) || left.endsWith("\n");
  const endsLine = right === "" || right.startsWith("\n");
  if (startsLine && endsLine)
    return left === "" ? { left, right: right.slice(1) } : { left: left.slice(0, -1), right };
  if (startsLine) return { left, right: right.replace(LEADING_SEPARATORS, "") };
  if (endsLine) return { left: left.replace(TRAILING_SEPARATORS, ""), right };
  return spacedSides(left, right, isWithinWord);
}

/** Two sides that stay on one line: one separator or punctuation mark between them, and a space if there was one. */
function spacedSides(left: string, after: string, isWithinWord: boolean): Sides {
  let right = after;
  if (TRAILING_SEPARATORS.test(left)) right = right.replace(LEADING_SEPARATORS, "");
  if (/[.,;:!?]$/.test(left)) right = right.replace(/^[.,;]\s*/, "");
  const isTight = CLOSING.test(right) || (isWithinWord && !/[\p{L}\p{N}]$/u.test(left));
  return { left: isTight ? left : `${left} `, right };
}

const SPACES_AT_START = /^[^\S\n]+/;
// Bounded: WINDOW characters.
const SPACES_AT_END = /[^\S\n]+$/;
const PAIRS = ["()", "[]", "<>", '""', "''", "“”", "（）", "【】", "«»"];

function withoutEmptiedPairs(before: string, after: string): Sides {
  let [left, right] = [before, after];
  while (PAIRS.includes(`${left.at(-1)}${right[0]}`)) {
    left = left.slice(0, -1).replace(SPACES_AT_END, "");
    right = right.slice(1).replace(SPACES_AT_START, "");
  }
  return { left, right };
}
