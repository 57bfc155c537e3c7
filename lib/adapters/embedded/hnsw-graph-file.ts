import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readdirSync, readSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const UNFINISHED = "graph.unfinished";
const CHUNK = 1_048_576;
/** Every name that this or an earlier release gave its graphs. */
const OURS = /^graph[-.].*(links|usearch|new|unfinished)$/;

/**
 * Nobody checks the numbers in a graph file, and a wrong one would lead a walk out of the memory. So a graph file is named
 * after the digest of its bytes. One rename makes file and name valid together, and a file that does not match its name
 * is never read.
 * `record` gets the name before the file has it.
 */
export function saveGraphFile(
  folder: string,
  write: (file: string) => void,
  record: (name: string) => void,
): void {
  const unfinished = join(folder, UNFINISHED);
  write(unfinished);
  const descriptor = openSync(unfinished, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
  const name = nameOf(unfinished);
  record(name);
  renameSync(unfinished, join(folder, name));
  removeOthers(folder, name);
}

/**
 * The newest undamaged graph file that was recorded. All other graph files are removed: an earlier
 * release's may hold vectors that were deleted later, and others may have links of other records under the same keys.
 */
export function takeGraphFile(folder: string, recorded: readonly string[]): string | null {
  const newest = graphFiles(folder)
    .filter((name) => recorded.includes(name) && name === nameOf(join(folder, name)))
    .sort((a, b) => statSync(join(folder, b)).mtimeMs - statSync(join(folder, a)).mtimeMs)[0];
  removeOthers(folder, newest);
  return newest === undefined ? null : join(folder, newest);
}

function removeOthers(folder: string, kept: string | undefined): void {
  for (const name of graphFiles(folder)) if (name !== kept) rmSync(join(folder, name));
}

const graphFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && OURS.test(entry.name))
    .map(({ name }) => name);

function nameOf(file: string): string {
  const hash = createHash("sha256");
  const chunk = Buffer.allocUnsafe(CHUNK);
  const descriptor = openSync(file, "r");
  try {
    for (let read = CHUNK; read > 0; ) {
      read = readSync(descriptor, chunk, 0, CHUNK, null);
      hash.update(chunk.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
  return `graph-${hash.digest("hex")}.links`;
}
