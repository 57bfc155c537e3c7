import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sourceFrame } from "./source-frames.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "increator-frames-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const PRINT_FRAME = `
const { fail } = await import(process.argv[1]);
try { fail(); } catch (error) { console.log(error.stack.split("\\n")[1].trim()); }`;

/** The first frame of what a minified module throws on its second line, in a process of its own: vitest maps by itself. */
async function thrownByBundle(name: string, sourcemap: "linked" | false): Promise<string> {
  const source = join(folder, `${name}.ts`);
  await writeFile(
    source,
    "export const bad: string = 'worse';\nexport function fail() { throw new Error(bad); }\n",
  );
  const outfile = join(folder, "out", `${name}.mjs`);
  await build({ entryPoints: [source], outfile, format: "esm", minify: true, sourcemap });
  const args = ["--input-type=module", "-e", PRINT_FRAME, pathToFileURL(outfile).href];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return stdout.trim();
}

test("a frame of a bundle names the source and its line", async () => {
  const frame = await thrownByBundle("mapped", "linked");
  expect(frame).toContain("mapped.mjs:1:");
  expect(sourceFrame(frame)).toMatch(/^at \S+ \(mapped\.ts:2:\d+\)$/);
});

test("a frame without a map stays as it is", async () => {
  const frame = await thrownByBundle("unmapped", false);
  expect(sourceFrame(frame)).toBe(frame);
  expect(sourceFrame("at process.processTicksAndRejections (node:internal/process/task_queues:105:5)")).toBe(
    "at process.processTicksAndRejections (node:internal/process/task_queues:105:5)",
  );
});
