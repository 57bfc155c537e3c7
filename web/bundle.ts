import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { type ConsoleFiles, consoleFile } from "../lib/console/console-files.ts";

const FOLDER = import.meta.dirname;
/** Files that are served unchanged. */
const PLAIN = ["index.html", "icon.svg"];

/**
 * Bundles the console for a browser. It takes some 50 ms, so the local host does it when the first page is opened, and a
 * change of the sources needs no other command.
 */
export async function bundleConsole(): Promise<ConsoleFiles> {
  const { outputFiles } = await build({
    entryPoints: [join(FOLDER, "main.tsx"), join(FOLDER, "main.css")],
    outdir: "/console",
    bundle: true,
    // Parts that are rarely shown, such as the plot, are loaded on demand.
    splitting: true,
    minify: true,
    format: "esm",
    target: ["es2022", "chrome123", "firefox120", "safari17.5"],
    jsx: "automatic",
    jsxImportSource: "preact",
    write: false,
    logLevel: "silent",
  });
  const bundled = outputFiles.map(({ path, text }) => [basename(path), text] as const);
  const plain = await Promise.all(
    PLAIN.map(async (name) => [name, await readFile(join(FOLDER, name), "utf8")] as const),
  );
  return new Map([...bundled, ...plain].map(([name, text]) => [`/console/${name}`, consoleFile(name, text)]));
}
