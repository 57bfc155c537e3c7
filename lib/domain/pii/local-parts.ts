import { DOT_WORDS } from "./hosts.ts";

/** RFC 5321 section 4.5.3.1.1: at most 64 octets before the @. */
const LOCAL_MAX = 64;

/**
 * Letters of scripts with spaces, so that a word of a script without spaces does not become part of the address. Also
 * `*`, `•` and ellipses, since people mask half of their addresses.
 */
const SPACED_SCRIPT = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}\p{Nd}._%+'*•…-]$/u;
/** For addresses written entirely in another script. */
const ANY_SCRIPT = /^[\p{L}\p{M}\p{N}._%+-]$/u;
/** A local part never ends in a dot or a dash: `ft.@first.last` is a mention. */
const NEVER_LAST = /[.%'-]/;

const WRAP = "[\\[({<（【|*_~\\-\\])}>）】]";
const WORDS: Readonly<Record<string, string>> = {
  underscore: "_",
  "under score": "_",
  underline: "_",
  guion: "-",
  tiret: "-",
  dash: "-",
  hyphen: "-",
  minus: "-",
  plus: "+",
};
/** The written-out joint between two pieces of a local part, at the end of a text. */
const WRITTEN_JOINT = new RegExp(
  `(?:\\s{0,2}${WRAP}\\s?(?:(${DOT_WORDS}|\\.)|(${Object.keys(WORDS).join("|")}))\\s?${WRAP}\\s{0,2}|\\s{1,2}(?:(${DOT_WORDS})|(${Object.keys(WORDS).join("|")}))\\s{1,2}|(?<=[a-z0-9])DOT)$`,
  "iu",
);
const JOINT_WINDOW = 20;
const JOINTS_MAX = 3;

export interface LocalPart {
  readonly start: number;
  readonly name: string;
  readonly isDisguised: boolean;
}

/** The local part that ends at an index of a folded text. Reads no more than its maximum length. */
export function localPartBefore(text: string, index: number): LocalPart | null {
  const last = plainPart(text, index);
  if (last === null) return null;
  let { start, name } = last;
  for (let joints = 0; joints < JOINTS_MAX; joints += 1) {
    const joint = WRITTEN_JOINT.exec(text.slice(Math.max(0, start - JOINT_WINDOW), start));
    const before = joint === null ? null : plainPart(text, start - joint[0].length);
    if (joint === null || before === null) break;
    const word = (joint[2] ?? joint[4])?.toLowerCase();
    start = before.start;
    name = before.name + (word === undefined ? "." : (WORDS[word] ?? "")) + name;
  }
  return { start, name, isDisguised: start !== last.start };
}

function plainPart(text: string, end: number): { readonly start: number; readonly name: string } | null {
  const start = startOf(text, end, SPACED_SCRIPT) ?? startOf(text, end, ANY_SCRIPT);
  return start === null ? null : { start, name: text.slice(start, end) };
}

function startOf(text: string, end: number, allowed: RegExp): number | null {
  const last = text.charAt(end - 1);
  if (!allowed.test(last) || NEVER_LAST.test(last)) return null;
  let start = end - 1;
  while (start > 0 && end - start < LOCAL_MAX && allowed.test(text.charAt(start - 1))) start -= 1;
  return start;
}
