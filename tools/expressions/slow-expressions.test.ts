import { describe, expect, it } from "vitest";
import { slownessOf } from "./slow-expressions.ts";

const judged = ({ source, flags }: RegExp) => slownessOf({ file: "", line: 1, source, flags });

describe("an expression is slow", () => {
  it.each([
    // Bounded: these are the subject of the test.
    [/[^\S\n]+$/, "quadratic or worse"],
    [/(?:a+)+b/, "exponential"],
    [/\d+\s*-\s*\d+x/, "quadratic or worse"],
  ])("%s by proof", (expression, how) => expect(judged(expression)).toBe(how));

  it.each([/\b[a-z0-9-]+\.(?:com|net)\//iu, /\bmailto:[^\s<>"']*@/giu])(
    "%s by pumping, where an assertion hides it from the proof",
    (expression) => expect(judged(expression)).toMatch(/^slow on/),
  );
});

describe("an expression is linear", () => {
  it.each([/[a-z0-9-]{1,63}\.com/, /^\s+/, /\d(?:[-. ]{0,4}\d){6,19}/u, /@[a-z]+/y])("%s", (expression) =>
    expect(judged(expression)).toBeNull(),
  );
});
