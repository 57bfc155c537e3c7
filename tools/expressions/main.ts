import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { constructedBy, type Expression, literalsIn } from "./collect-expressions.ts";
import { slownessOf } from "./slow-expressions.ts";

/**
 * `node tools/expressions/main.ts`: fails if an expression's time can grow faster than its text. If an expression only
 * ever gets short texts, a comment directly above it says so: `// Bounded: at most 80 characters, cutSpans' window.`
 */
const ROOT = process.cwd();
const sources = execFileSync("git", ["ls-files", "*.ts"], { encoding: "utf8" })
  .split("\n")
  .filter(
    (file) =>
      /^(?:lib|functions|local|cli|cdk|scrapers|tools)\//.test(file) && !/\.(?:test|d)\.ts$/.test(file),
  );
/** Modules without effects on import: neither programs nor threads. */
const modules = sources.filter((file) => file.startsWith("lib/") && !file.endsWith("worker.ts"));

const BOUNDED = /^\s*(?:\/\/|\/?\*\*?).*\bBounded: /;
const COMMENT_LINES = 4;

function isBounded({ file, line }: Expression): boolean {
  const above = readFileSync(file, "utf8")
    .split("\n")
    .slice(Math.max(0, line - 1 - COMMENT_LINES), line - 1);
  return above.some((text) => BOUNDED.test(text));
}

/** Expressions that an earlier run found linear, because checking them again takes a minute. */
const CACHE = "node_modules/.cache/linear-expressions.json";
const keyOf = ({ source, flags }: Expression): string => `/${source}/${flags}`;
function linearBefore(): Set<string> {
  try {
    return new Set(z.array(z.string()).parse(JSON.parse(readFileSync(CACHE, "utf8"))));
  } catch {
    return new Set();
  }
}

const expressions = [...sources.flatMap(literalsIn), ...(await constructedBy(modules, ROOT))];
const linear = linearBefore();
let slow = 0;
for (const expression of expressions) {
  if (linear.has(keyOf(expression)) || isBounded(expression)) continue;
  const slowness = slownessOf(expression);
  if (slowness === null) linear.add(keyOf(expression));
  else {
    slow += 1;
    const { file, line, source } = expression;
    console.error(`${file}:${line} ${slowness}: ${source.slice(0, 200)}`);
  }
}
const present = new Set(expressions.map(keyOf));
mkdirSync("node_modules/.cache", { recursive: true });
writeFileSync(CACHE, JSON.stringify([...linear].filter((key) => present.has(key))));
console.log(`${expressions.length} expressions, ${slow} of them slow`);
process.exit(slow > 0 ? 1 : 0);
