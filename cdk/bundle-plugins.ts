import { readFile } from "node:fs/promises";
import type { Plugin } from "esbuild";

/**
 * `import { z }` binds the whole namespace as one object: 450 kB, with messages in fifty languages. Of `import * as z`
 * the bundler keeps only what is used, about a quarter.
 */
const zodByName: Plugin = {
  name: "zod-by-name",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(
        /^import \{ z \} from "zod";/m,
        'import * as z from "zod";',
      ),
      loader: "ts",
    }));
  },
};

/**
 * Deploys large constant values as JSON beside the code and reads them on demand. These are the values of our
 * `*.computed.ts` files, which take long to compute, and the table of a language detector, which V8 reads three times
 * as slowly when it is code.
 */
const valuesAsJson: Plugin = {
  name: "values-as-json",
  setup({ onResolve, onLoad }) {
    onLoad({ filter: /\.computed\.ts$/ }, ({ path }) => ({
      contents: `${readingJsonOf(path)} export default read;`,
    }));
    onLoad({ filter: /\/eld\/src\/ngrams\/\w+\.js$/ }, ({ path }) => ({
      contents: `${readingJsonOf(path)} export const ngramsData = read();`,
    }));
    onResolve({ filter: /^value-of:/ }, ({ path }) => ({
      path: `${path.slice("value-of:".length)}.json`,
      namespace: "value",
    }));
    onLoad({ filter: /.*/, namespace: "value" }, async ({ path }) => {
      const text = texts.get(path) ?? textOf(path.replace(/\.json$/, ""));
      texts.set(path, text);
      return { contents: await text, loader: "file" };
    });
  },
};

/** The values as JSON. Every build asks for the same ones. */
const texts = new Map<string, Promise<string>>();

async function textOf(path: string): Promise<string> {
  const module = await import(path);
  return JSON.stringify("default" in module ? await module.default() : module.ngramsData);
}

const readingJsonOf = (path: string): string =>
  [
    'import { readFileSync } from "node:fs";',
    `import file from ${JSON.stringify(`value-of:${path}`)};`,
    'const read = () => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));',
  ].join("\n");

/** What stands in the place of a module. */
const BY_NODE: Readonly<Record<string, string>> = {
  // An `import` of Node's `http` reads each of its exports. One of them loads the whole client behind `fetch`, which
  // takes a seventh of a cold start. A `require` reads only what is used.
  http: 'process.getBuiltinModule("node:http")',
  // MongoDB's driver reads its connection string by 260 kB of code. Node's own URL follows the same standard.
  "whatwg-url": "{ URL, URLSearchParams }",
};

const byNode: Plugin = {
  name: "by-node",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?http$|^whatwg-url$/ }, ({ path, kind }) =>
      kind === "import-statement" || path === "whatwg-url"
        ? { path: path.replace("node:", ""), namespace: "by-node" }
        : null,
    );
    onLoad({ filter: /.*/, namespace: "by-node" }, ({ path }) => ({
      contents: `module.exports = ${BY_NODE[path]};`,
    }));
  },
};

/** The order matters: the first plugin that matches a file handles it. */
export const PLUGINS: Plugin[] = [valuesAsJson, zodByName, byNode];
