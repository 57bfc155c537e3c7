import { resolve } from "node:path";
import type { Plugin } from "esbuild";

/** A module of the first bundling, by its path, and the names that it exports. */
export type Exports = ReadonlyMap<string, readonly string[]>;

/** The entry point that `startModule` stands for, and the name of the module that is made of it. */
export const START = "start";

/**
 * Bundles a function's modules again, so that all that its start loads is one module. esbuild splits code into one
 * module for each set of late imports that reach it: fifty modules for a start, and Node takes a third of a
 * millisecond for each. The one module exports what late modules import from any of its parts.
 * @param start What the start loads; of its first module all exports keep their names.
 */
export function startModule(start: Exports): Plugin {
  const files = [...start.keys()];
  const unique = (file: string, name: string) => {
    const at = files.indexOf(file);
    return at === 0 ? name : `${name}_${at}`;
  };
  const inStart = (file: string): string =>
    `export {${(start.get(file) ?? []).map((name) => `${name} as ${unique(file, name)}`)}} from ${JSON.stringify(file)};`;
  const fromStart = (file: string): string =>
    `export {${(start.get(file) ?? []).map((name) => `${unique(file, name)} as ${name}`)}} from "./${START}.mjs";`;
  return {
    name: "start-module",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${START}$`) }, () => ({ path: START, namespace: "start" }));
      onLoad({ filter: /.*/, namespace: "start" }, () => ({
        contents: files.map(inStart).join("\n"),
        resolveDir: "/",
      }));
      onResolve({ filter: /\.mjs$/ }, ({ path, resolveDir, importer, namespace, kind }) => {
        if (namespace === "late") return { path, external: true };
        const file = resolve(resolveDir, path);
        const isLate = namespace === "file" && (!start.has(importer) || kind === "dynamic-import");
        // One for each importer: what several late modules share would become a module of its own.
        return isLate && start.has(file) ? { path: file, suffix: `?${importer}`, namespace: "late" } : null;
      });
      onLoad({ filter: /.*/, namespace: "late" }, ({ path }) => ({ contents: fromStart(path) }));
    },
  };
}
