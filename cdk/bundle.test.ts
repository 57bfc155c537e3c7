import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleFunctions, type FunctionBundles, functionStems } from "./bundle.ts";

/** Larger than any bundle should grow unseen: a cold start reads every byte. */
const BYTES_MAX = 6 * 1_048_576;

const folder = mkdtempSync(join(tmpdir(), "increator-bundle-"));
let bundles: FunctionBundles;

beforeAll(async () => {
  bundles = await bundleFunctions(folder);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every function is bundled, small enough to start fast, with its source map", () => {
  expect([...bundles.keys()]).toEqual(functionStems());
  for (const { stem, bytes, folder: own } of bundles.values()) {
    expect(bytes, stem).toBeLessThan(BYTES_MAX);
    expect(readFileSync(join(own, "index.mjs"), "utf8"), stem).toContain("sourceMappingURL=index.mjs.map");
  }
});

test("no bundle holds an embedded adapter", () => {
  for (const { inputs } of bundles.values()) {
    expect(inputs.filter((input) => input.includes("adapters/embedded"))).toEqual([]);
  }
});

/** In a process of its own: vitest would rewrite what Lambda runs as it is. */
const IMPORT_ALL = `
for (const file of process.argv.slice(1)) {
  const { handler } = await import(file);
  if (typeof handler !== "function") throw new Error(file + " exports no handler");
}`;

test("each bundle is imported as it is, without settings, and exports its handler", async () => {
  const files = [...bundles.values()].map((one) => pathToFileURL(join(one.folder, "index.mjs")).href);
  const node = promisify(execFile)(process.execPath, ["--input-type=module", "-e", IMPORT_ALL, ...files], {
    env: {},
  });
  await expect(node).resolves.toMatchObject({ stderr: "" });
}, 120_000);
