import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { CONTINUED_MARK, decodeName, FILE_MARK, folderOfPrefix } from "./file-object-paths.ts";

interface Entry {
  /** The key, or for a folder the beginning of every key in it, with its slash. */
  readonly key: string;
  readonly path: string;
  readonly isObject: boolean;
}

/** Objects whose key starts with `prefix` and comes after `after`, ordered by the bytes of their keys as S3 does. */
export async function* walkObjects(
  root: string,
  prefix: string,
  after: string | null,
): AsyncGenerator<{ key: string; path: string }> {
  const { folder, start } = folderOfPrefix(root, prefix);
  yield* walk(folder, start, { prefix, after });
}

async function* walk(
  folder: string,
  start: string,
  bounds: { readonly prefix: string; readonly after: string | null },
): AsyncGenerator<{ key: string; path: string }> {
  const entries = await entriesOf(folder, start);
  entries.sort((a, b) => compareKeys(a.key, b.key));
  for (const { key, path, isObject } of entries) {
    if (!key.startsWith(bounds.prefix)) continue;
    const { after } = bounds;
    if (isObject) {
      if (after === null || compareKeys(key, after) > 0) yield { key, path };
    } else if (after === null || after.startsWith(key) || compareKeys(key, after) > 0) {
      yield* walk(path, key, bounds);
    }
  }
}

/** One level of keys. A part that was cut for its length counts as one level, however many folders hold it. */
async function entriesOf(folder: string, start: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const key = start + decodeName(name);
    if (name.endsWith(CONTINUED_MARK)) entries.push(...(await entriesOf(path, key)));
    else if (name.endsWith(FILE_MARK)) entries.push({ key, path, isObject: true });
    else entries.push({ key: `${key}/`, path, isObject: false });
  }
  return entries;
}

/** Nothing where there is no folder: it may have been pruned a moment ago. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

const ASCII = /^[\0-\x7f]*$/;

/** By bytes of UTF-8. JavaScript compares UTF-16, which differs above the basic plane. */
export function compareKeys(a: string, b: string): number {
  if (ASCII.test(a) && ASCII.test(b)) return a < b ? -1 : Number(a > b);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
