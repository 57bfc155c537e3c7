import { createHash, randomUUID } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  lstatSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { lstat, mkdir, open, readFile, rm, stat, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { LRUCache } from "lru-cache";
import { AppError, isAppError } from "../../domain/errors.ts";
import type { Objects, StoredObject, UploadOptions } from "../../ports/objects.ts";
import { type OnStray, readCursor, walkObjects, writeCursor } from "./file-object-listing.ts";
import { pathOfKey } from "./file-object-paths.ts";
import { fileTrouble } from "./file-trouble.ts";

export interface FileObjectsOptions {
  readonly folder: string;
  /** Called when an object is in place, before its `put` ends. A host raises S3's notification here. */
  readonly onPut?: (object: StoredObject) => void | Promise<void>;
  /** A link that reads a key for some seconds. Default: the file's own `file:` address, which does not expire. */
  readonly link?: (key: string, seconds: number) => string;
  /** An address that takes a key's body by PUT. Default: the file's own address. */
  readonly upload?: (key: string, options: UploadOptions) => string;
  /** Called once for each thing in the tree that is not an object of ours. It is skipped. */
  readonly onStray?: OnStray;
}

const LIST_MAX = 1_000;
const REMEMBERED_STRAYS_LENGTH = 250_000;
/** Bodies up to this size are written on this thread: a profile has about 2 kB, and 256 kB take a millisecond. */
const AT_ONCE_MAX = 262_144;
/** Bytes read at a time. Searches can run between the pieces of a large drop. */
const READ_PIECE = 1_048_576;
/**
 * Characters of the names and entity tags of recent files, about five thousand files: 6 MB, as strings joined from
 * pieces. A tag is the content's hash, so without this memory a listing would read the files.
 */
const REMEMBERED_TAGS_LENGTH = 1_000_000;

/**
 * Objects as files under `folder`, one file per object; see `file-object-paths.ts` for their names. A body is written
 * beside the tree and then renamed into it, so a key has its whole body or none, even if the process dies. Each key
 * has one version. One process owns the folder.
 */
export function createFileObjects(options: FileObjectsOptions): Objects {
  const { tree, describe, page, writeAtOnce, placed, finish, newTemporary, remove } = openTree(options);
  const onStray = tellingOnce(options.onStray);
  return {
    put: (key, body) =>
      answering(key, async () => {
        const etag = createHash("sha256").update(body).digest("hex");
        if (body.length <= AT_ONCE_MAX) {
          await setImmediate();
          return finish(key, writeAtOnce(key, body), etag);
        }
        const temporary = await newTemporary();
        await writeFile(temporary, body);
        return finish(key, await placed(key, temporary), etag);
      }),
    putStream: (key, body) =>
      answering(key, async () => {
        const temporary = await newTemporary();
        const etag = await writeStream(temporary, body);
        return finish(key, await placed(key, temporary), etag);
      }),
    head: (key) => answering(key, () => describe(key, pathOfKey(tree, key))),
    get: (key) =>
      answering(key, async () => {
        await fileStats(pathOfKey(tree, key));
        return new Uint8Array(await readFile(pathOfKey(tree, key)));
      }),
    stream: (key) =>
      answering(key, async () => {
        await fileStats(pathOfKey(tree, key));
        return (await open(pathOfKey(tree, key))).createReadStream({ highWaterMark: READ_PIECE });
      }),
    list: (prefix, { limit = LIST_MAX, cursor } = {}) =>
      answering(prefix, async () => {
        const after = cursor === undefined ? null : readCursor(cursor);
        return page(walkObjects(tree, prefix, after, onStray), Math.min(limit, LIST_MAX));
      }),
    deleteAllVersions: (keys) =>
      answering("", async () => {
        let removed = 0;
        for (const key of new Set(keys)) removed += Number(await remove(key));
        return removed;
      }),
    deleteUpTo: ({ key, etag, lastModified }) =>
      answering(key, async () => {
        const path = pathOfKey(tree, key);
        const present = await describe(key, path).catch((error) => whenAbsent(error, null));
        if (present?.etag !== etag) return;
        // Nothing is awaited from here to the removal, so no put of this process can run in between.
        const isSame = lstatSync(path, { throwIfNoEntry: false })?.mtime.getTime() === lastModified.getTime();
        if (isSame) unlinkSync(path);
        prune(dirname(path), tree);
      }),
    deletePrefix: (prefix) =>
      answering(prefix, async () => {
        if (prefix === "") throw new AppError("invalid", "empty-prefix", "An empty prefix names everything.");
        let removed = 0;
        for await (const { key } of walkObjects(tree, prefix, null, onStray))
          removed += Number(await remove(key));
        return removed;
      }),
    signedLink: (key, seconds) =>
      answering(key, async () => {
        const path = pathOfKey(tree, key);
        await fileStats(path);
        return options.link?.(key, seconds) ?? pathToFileURL(path).href;
      }),
    signedUpload: async (key, upload) =>
      options.upload?.(key, upload) ?? pathToFileURL(pathOfKey(tree, key)).href,
  };
}

/** What every method needs from the tree of files: tags, finished writes, removals. */
function openTree({ folder, onPut }: FileObjectsOptions) {
  const tree = join(folder, "tree");
  const unfinished = join(folder, "unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  const tags = new LRUCache<string, string>({
    maxSize: REMEMBERED_TAGS_LENGTH,
    sizeCalculation: (tag, state) => state.length + tag.length,
  });
  async function describe(key: string, path: string): Promise<StoredObject> {
    const stats = await fileStats(path);
    const state = stateOf(path, stats);
    const etag = tags.get(state) ?? (await hashOf(path));
    tags.set(state, etag);
    return { key, size: stats.size, etag, lastModified: stats.mtime };
  }
  return {
    ...{ tree, describe },
    /** The first objects of a walk, without those that go away meanwhile. */
    async page(walk: AsyncIterable<{ readonly key: string; readonly path: string }>, limit: number) {
      const objects: StoredObject[] = [];
      for await (const { key, path } of walk) {
        const last = objects.at(-1);
        if (last && objects.length === limit) return { objects, cursor: writeCursor(last.key) };
        const object = await describe(key, path).catch((error) => whenAbsent(error, null));
        if (object) objects.push(object);
      }
      return { objects, cursor: null };
    },
    /**
     * Runs on this thread. Eight trips to another thread and back take twice the time, and during searches each trip
     * waits.
     */
    writeAtOnce(key: string, body: Uint8Array): Stats {
      mkdirSync(unfinished, { recursive: true });
      const temporary = join(unfinished, randomUUID());
      writeFileSync(temporary, body);
      const stats = statSync(temporary);
      place(temporary, pathOfKey(tree, key));
      return stats;
    },
    async placed(key: string, temporary: string): Promise<Stats> {
      // Reads the stats before the rename: afterwards another put or a delete may change the file.
      const stats = await stat(temporary);
      place(temporary, pathOfKey(tree, key));
      return stats;
    },
    async finish(key: string, stats: Stats, etag: string): Promise<{ etag: string }> {
      tags.set(stateOf(pathOfKey(tree, key), stats), etag);
      await onPut?.({ key, size: stats.size, etag, lastModified: stats.mtime });
      return { etag };
    },
    async newTemporary(): Promise<string> {
      await mkdir(unfinished, { recursive: true });
      return join(unfinished, randomUUID());
    },
    async remove(key: string): Promise<boolean> {
      const path = pathOfKey(tree, key);
      const existed = await unlink(path).then(
        () => true,
        (error) => whenAbsent(error, false),
      );
      prune(dirname(path), tree);
      return existed;
    },
  };
}

/** Reports each path once. */
function tellingOnce(tell: OnStray | undefined): OnStray {
  const told = new LRUCache<string, true>({
    maxSize: REMEMBERED_STRAYS_LENGTH,
    sizeCalculation: (_, path) => path.length,
  });
  return (path) => {
    if (told.has(path)) return;
    told.set(path, true);
    tell?.(path);
  };
}

/**
 * The stats of a plain file. Opening a pipe would wait for its writer, and a link may lead anywhere, so anything else
 * is no object.
 */
async function fileStats(path: string): Promise<Stats> {
  const stats = await lstat(path);
  if (stats.isFile()) return stats;
  throw new AppError("not-found", "no-such-object", "There is no such object.");
}

/** Changes when a file's content changes. A rename leaves it the same. */
const stateOf = (path: string, { ino, size, mtimeMs }: Stats): string =>
  `${path}\0${ino}\0${size}\0${mtimeMs}`;

/** Translates the file system's errors into the port's. */
async function answering<T>(key: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAbsent(error))
      throw new AppError("not-found", "no-such-object", "There is no such object.", {}, error);
    if (!isFileSystemError(error)) throw error;
    const area = key.split("/")[0] ?? "";
    const message = `The folder of objects cannot be used: ${fileTrouble(error)}`;
    throw new AppError("unavailable", "objects-unavailable", message, { area }, error);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
const isAbsent = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(codeOf(error));
const isFileSystemError = (error: unknown): boolean => error instanceof Error && "syscall" in error;

function whenAbsent<T>(error: unknown, otherwise: T): T {
  if (isAbsent(error) || (isAppError(error) && error.kind === "not-found")) return otherwise;
  throw error;
}

/** Runs without an await, as `prune` does, so no removal can delete the folder before the file is in it. */
function place(temporary: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  renameSync(temporary, path);
}

/** Writes the body and returns its hash. If the body breaks off, it removes the unfinished file. */
async function writeStream(path: string, body: Readable): Promise<string> {
  const hash = createHash("sha256");
  const hashing = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    await pipeline(body, hashing, createWriteStream(path));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return hash.digest("hex");
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

/** Removes empty folders, up to the root of the tree. */
function prune(folder: string, root: string): void {
  try {
    for (let empty = folder; empty !== root; empty = dirname(empty)) rmdirSync(empty);
  } catch {
    // The folder is not empty, or is already gone.
  }
}
