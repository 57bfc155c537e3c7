import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

/** The addresses of all files that a process loads for the given ones. */
function loadedBy(...files: readonly string[]): string {
  const script = `
    import { registerHooks } from "node:module";
    const log = (url) => process.stdout.write(url + "\\n");
    registerHooks({ load: (url, context, next) => (log(url), next(url, context)) });
    for (const file of ${JSON.stringify(files)}) await import(new URL(file, ${JSON.stringify(import.meta.url)}));`;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", script], { encoding: "utf8" });
}

it("loads no language detector at its start: 90 MB that only the thread which prepares profiles needs", () => {
  const loaded = loadedBy("./local-system.ts", "./serving.ts");
  expect(loaded).toContain("lib/compose/preparing-thread.ts");
  expect(loaded).toContain("functions/ingest-raw.lambda.ts");
  expect(loaded).not.toMatch(/\/eld\/|detect-languages/);
});

it("opens a folder before it loads what serves it, since the vectors' thread takes longer than that", () => {
  const loaded = loadedBy("./local-system.ts");
  expect(loaded).toContain("lib/adapters/embedded/hnsw-vector-index.ts");
  expect(loaded).not.toMatch(/\/functions\/|lib\/search\/search-indexes|lib\/domain\/query\//);
});
