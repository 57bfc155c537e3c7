import { analyse } from "scslre";
import type { Expression } from "./collect-expressions.ts";
import { slowPump } from "./pumped-expressions.ts";

/** Assertions that the proof assumes to hold anywhere: word boundaries, lookaheads and lookbehinds. */
const ASSERTION = /\\b|\(\?<?[=!]/i;

/**
 * How an expression's time can grow faster than its text, in words; null if it is linear. A bounded expression
 * (`{0,64}`) is linear. First it asks the automata of scslre about two quantifiers that share characters, with each
 * other or with the place where a search begins. If assertions hide something from them, it tries texts.
 */
export function slownessOf(expression: Expression): string | null {
  const { source, flags } = expression;
  // A sticky expression is tried at one place only, so no search can restart.
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: !flags.includes("y") } });
  if (reports.some(({ exponential }) => exponential)) return "exponential";
  if (reports.length > 0) return "quadratic or worse";
  const pump = ASSERTION.test(source) ? slowPump(expression) : null;
  return pump === null ? null : `slow on ${JSON.stringify(pump)} repeated`;
}
