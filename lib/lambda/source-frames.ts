import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";

const FRAME = /(file:\/\/[^()]+\.mjs):(\d+):(\d+)/;

/** Maps that were read, by their module. A module without one has null. */
const maps = new Map<string, SourceMap | null>();

/**
 * A line of a stack trace, with the source's file and line in place of the bundle's. Node's own
 * `--enable-source-maps` reads the map of each module at every start; this reads it when something failed.
 */
export function sourceFrame(line: string): string {
  return line.replace(FRAME, (bundled: string, module: string, row: string, column: string) => {
    const origin = mapOf(module)?.findOrigin(Number(row), Number(column));
    if (!origin || !("fileName" in origin)) return bundled;
    return `${origin.fileName.replace(/^(\.\.\/)+/, "")}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

function mapOf(module: string): SourceMap | null {
  const known = maps.get(module);
  if (known !== undefined) return known;
  const map = readMap(module);
  maps.set(module, map);
  return map;
}

function readMap(module: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${module}.map`), "utf8")));
  } catch {
    // What failed is more important than where its map is.
    return null;
  }
}
