import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import type { Expression } from "./collect-expressions.ts";

/** One character of each kind that expressions distinguish. */
const KINDS = [..."aZ1 \n.,-_@(/:#+%'", "é", "я", "あ", "漢", "ع", "भ", "๑", "👍", "\u0301", "\u200b"];
const WORDS_MAX = 12;
/** Short lengths first: an exponential expression must be found before it runs forever. */
const LENGTHS = [24, 200, 1_000, 4_000];
const MEASURED = 4_000;
const SUSPECT_MS = 4;
/**
 * Four times the text takes four times the time if the expression is linear, and sixteen times if it is quadratic.
 */
const GROWTH = 4;
const SLOW_MS = 40;

/**
 * A unit whose repetition makes the expression's time grow faster than the text; null if none was found. It tries the
 * characters and words in the expression, alone and in pairs, with an ending that makes each match fail. So it also
 * finds what assertions (`\b`) hide from a proof.
 */
export function slowPump(expression: Expression): string | null {
  const pattern = new RegExp(expression.source, withGlobal(expression.flags));
  const units = unitsOf(expression);
  for (const unit of [...units, ...units.flatMap((one) => units.map((other) => one + other))])
    if (isSlowWith(pattern, unit)) return unit;
  return null;
}

function isSlowWith(pattern: RegExp, unit: string): boolean {
  for (const length of LENGTHS) {
    if (timeOf(pattern, unit, length) < (length < MEASURED ? SLOW_MS : SUSPECT_MS)) continue;
    if (length < MEASURED) return timeOf(pattern, unit, length) > SLOW_MS;
    // Measured again, because on a busy machine anything can be slow once.
    const short = Math.min(timeOf(pattern, unit, length), timeOf(pattern, unit, length));
    const long = Math.min(timeOf(pattern, unit, length * GROWTH), timeOf(pattern, unit, length * GROWTH));
    return long > SLOW_MS && long > short * GROWTH * 2;
  }
  return false;
}

/** Searches as `replace` and `matchAll` do: each search continues from the end of the last. */
const withGlobal = (flags: string): string => (/[gy]/.test(flags) ? flags : `${flags}g`);

/** Milliseconds of this thread's own work, which do not depend on other work on the machine. */
const worked = (): number => process.threadCpuUsage().user / 1_000;

function timeOf(pattern: RegExp, unit: string, length: number): number {
  const text = `${unit.repeat(Math.ceil(length / unit.length))}\u0000`;
  const start = worked();
  pattern.lastIndex = 0;
  while (pattern.exec(text) !== null) {
    if (pattern.lastIndex === 0) break;
    pattern.lastIndex += 1;
  }
  return worked() - start;
}

function unitsOf({ source, flags }: Expression): string[] {
  const tree = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes("u"),
    unicodeSets: flags.includes("v"),
  });
  const units = new Set<string>();
  const words = new Set<string>();
  const sets = new Set<string>();
  visitRegExpAST(tree, {
    onCharacterEnter: ({ value }) => void units.add(String.fromCodePoint(value)),
    onCharacterSetEnter: ({ raw }) => void sets.add(raw),
    onCharacterClassEnter: ({ raw }) => void sets.add(raw),
    onAlternativeEnter: (node) => void words.add(wordOf(node)),
  });
  const isTold = (kind: string): boolean =>
    [...sets].some((raw) => new RegExp(`^(?:${raw})$`, flags.replace(/[gy]/g, "")).test(kind));
  const kinds = KINDS.filter(isTold);
  const characters = [...units].filter((unit) => !kinds.includes(unit)).slice(0, WORDS_MAX);
  const longer = [...words].filter((word) => word.length > 1).slice(0, WORDS_MAX);
  return [...new Set([...kinds, ...characters, ...longer])];
}

/** The longest run of plain characters in an alternative. */
function wordOf({ elements }: AST.Alternative): string {
  const plain = elements.map((element) =>
    element.type === "Character" ? String.fromCodePoint(element.value) : "\n",
  );
  const runs = plain.join("").split("\n");
  return runs.toSorted((a, b) => b.length - a.length)[0] ?? "";
}
