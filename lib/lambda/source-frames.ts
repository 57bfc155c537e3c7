import { readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { z } from "zod";

/** What is read of a source map; the rest is the reader's. Made by the first error, since no start needs it. */
const mapSchema = () =>
  z.looseObject({ version: z.literal(3), sources: z.array(z.string()), mappings: z.string() });

const FRAME =
  /^(?<before>.{0,500}?)(?<file>file:\/\/\S{1,1000}\.mjs):(?<line>\d+):(?<column>\d+)(?<after>\)?)$/;

const maps = new Map<string, SourceMap | null>();

/**
 * A stack's frame by the line of the source that a bundled module was made from; unchanged where it has no map. Node
 * would do so by itself with `--enable-source-maps`, and read every map at the start of every function for it.
 */
export function sourceFrame(frame: string): string {
  const { before = "", file, line, column, after = "" } = FRAME.exec(frame)?.groups ?? {};
  if (file === undefined) return frame;
  const entry = mapOf(file)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (!entry || !("originalSource" in entry)) return frame;
  const source = entry.originalSource.replace(/^(?:file:\/\/.*?\/)?(?:\.\.\/)+/, "");
  return `${before}${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}${after}`;
}

function mapOf(file: string): SourceMap | null {
  const known = maps.get(file);
  if (known !== undefined) return known;
  const map = readMap(file);
  maps.set(file, map);
  return map;
}

function readMap(file: string): SourceMap | null {
  try {
    const read = mapSchema().parse(JSON.parse(readFileSync(new URL(`${file}.map`), "utf8")));
    return new SourceMap({ file: "", names: [], sourceRoot: "", sourcesContent: [], ...read });
  } catch {
    // Not bundled, or deployed without its map: the frame as it is still tells something.
    return null;
  }
}
