import { analyse } from "scslre";
import type { Expression } from "./collect-expressions.ts";
import { slowPump } from "./pumped-expressions.ts";

/** What the proof takes to hold anywhere: word boundaries and looks around. */
const ASSERTION = /\\b|\(\?<?[=!]/i;

/**
 * How an expression's time can outgrow its text, in words; null where it is linear. What is bounded (`{0,64}`) is. Asked
 * first are the automata of scslre: two quantifiers that share characters, with one another or with the place where a search
 * begins. What assertions hide from them is tried.
 */
export function slownessOf(expression: Expression): string | null {
  const { source, flags } = expression;
  // Sticky expressions are tried at one place; where no search moves on, no start can be repeated.
  const { reports } = analyse({ source, flags }, { reportTypes: { Move: !flags.includes("y") } });
  if (reports.some(({ exponential }) => exponential)) return "exponential";
  if (reports.length > 0) return "quadratic or worse";
  const pump = ASSERTION.test(source) ? slowPump(expression) : null;
  return pump === null ? null : `slow on ${JSON.stringify(pump)} repeated`;
}
