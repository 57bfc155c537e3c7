import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { CONTINUED_MARK, FILE_MARK, folderOfPrefix, partOfName, pathOfKey } from "./file-object-paths.ts";

/** Called with each thing in the tree that is not an object of ours. It is skipped and never opened. */
export type OnStray = (path: string) => void;

interface Entry {
  /** The key. For a folder: the beginning of every key in it, with its slash. */
  readonly key: string;
  readonly path: string;
  readonly isObject: boolean;
}

/** Objects whose key starts with `prefix` and comes after `after`, ordered by the bytes of their keys as S3 does. */
export async function* walkObjects(
  root: string,
  prefix: string,
  after: string | null,
  onStray: OnStray,
): AsyncGenerator<{ key: string; path: string }> {
  const { folder, start } = folderOfPrefix(root, prefix);
  for await (const object of walk(folder, start, { prefix, after, onStray })) {
    // Under a path other than the key's own, no later read would find it.
    if (pathOfKey(root, object.key) === object.path) yield object;
    else onStray(object.path);
  }
}

async function* walk(
  folder: string,
  start: string,
  bounds: { readonly prefix: string; readonly after: string | null; readonly onStray: OnStray },
): AsyncGenerator<{ key: string; path: string }> {
  const entries = await entriesOf(folder, start, bounds.onStray);
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

/**
 * One level of keys. A part that was cut for its length counts as one level, even if several folders hold it. An entry
 * is no object if it is not a plain file or folder, or if no key has its name (a desktop's or a person's files, a
 * link, a pipe).
 */
async function entriesOf(folder: string, start: string, onStray: OnStray): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const found of await entriesIn(folder)) {
    const { name } = found;
    const path = join(folder, name);
    const part = partOfName(name);
    const isObject = name.endsWith(FILE_MARK);
    if (part === null || !(isObject ? found.isFile() : found.isDirectory())) {
      onStray(path);
      continue;
    }
    const key = start + part;
    if (name.endsWith(CONTINUED_MARK)) entries.push(...(await entriesOf(path, key, onStray)));
    else entries.push(isObject ? { key, path, isObject } : { key: `${key}/`, path, isObject });
  }
  return entries;
}

/** Empty if there is no folder: it may have been pruned a moment ago. */
async function entriesIn(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

/** The cursor of a listing: the last key of a page. */
export const writeCursor = (key: string): string => Buffer.from(key).toString("base64url");
export const readCursor = (cursor: string): string => Buffer.from(cursor, "base64url").toString();

const ASCII = /^[\0-\x7f]*$/;

/** Compares by bytes of UTF-8. JavaScript compares UTF-16, which differs above the basic plane. */
export function compareKeys(a: string, b: string): number {
  if (ASCII.test(a) && ASCII.test(b)) return a < b ? -1 : Number(a > b);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
