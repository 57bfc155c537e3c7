/**
 * Prints the product's number of lines by area. It counts deployed or executed code, without tests and generated
 * tables.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const AREAS = ["lib", "functions", "cdk", "cli", "local", "scrapers", "smoke", "web"];
const CODE = /\.(ts|tsx|js|mjs|css|html)$/;
/** The first comment of a generated table contains `Made by tools/…`. */
const GENERATED = /Made by\s+(?:\* )?`?tools\//;

/** `lib/backup/runs.ts` belongs to `lib/backup`. Outside `lib`, areas are not divided. */
const areaOf = (file: string) => {
  const [first = "", second = "", ...rest] = file.split("/");
  return first === "lib" && rest.length > 0 ? `lib/${second}` : first;
};

const files = execFileSync("git", ["ls-files", ...AREAS], { encoding: "utf8" })
  .split("\n")
  .filter((file) => CODE.test(file) && !file.includes(".test."));

const lines = new Map<string, number>();
for (const file of files) {
  const text = readFileSync(file, "utf8");
  if (GENERATED.test(text.slice(0, 1_000))) continue;
  const count = text.split("\n").length - 1;
  for (const area of new Set([areaOf(file), file.split("/")[0] ?? "", "total"])) {
    lines.set(area, (lines.get(area) ?? 0) + count);
  }
}
for (const [area, count] of [...lines].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(`${String(count).padStart(7)}  ${area}`);
}
