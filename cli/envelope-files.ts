import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { AppError } from "../lib/domain/errors.ts";
import { plainChunks } from "../lib/ingest/plain-chunks.ts";

/** A source of envelopes. */
export interface EnvelopeFile {
  /** The name that the user knows it by. */
  readonly label: string;
  readonly name: string;
  /** Bytes on disk; null if unknown beforehand. */
  readonly size: number | null;
  readonly open: () => Readable;
}

/** A part of a file that becomes one object in the inbox. */
export interface Part {
  readonly name: string;
  readonly linesBefore: number;
  readonly body: Readable;
}

const ENDINGS = /\.(json|ndjson|jsonl)(\.gz)?$/i;
/** Firehose names its objects <stream>-<version>-<time>-<random>, with an ending only if they are compressed. */
const OF_FIREHOSE = /-\d{4}(?:-\d{2}){5}-[\w-]+(?:\.gz)?$/i;
const HOLDS_VALUES = /\.json(\.gz)?$/i;
/** Larger files are cut at line ends, since an inbox object may have at most 100 MB (DESIGN, "Raw envelope"). */
const PART_BYTES = 64 * 1024 * 1024;
const LINE_FEED = 0x0a;

/**
 * The named files, the files within named folders, and standard input for `-`.
 * @throws AppError `not-found` that names the path, `invalid` for a folder without any.
 */
export async function envelopeFiles(paths: readonly string[], stdin: Readable): Promise<EnvelopeFile[]> {
  const found = await Promise.all(
    paths.map(async (path) =>
      path === "-"
        ? [{ label: "standard input", name: "stdin.ndjson", size: null, open: () => stdin }]
        : filesAt(path),
    ),
  );
  return found.flat();
}

const isOfEnvelopes = (name: string): boolean => ENDINGS.test(name) || OF_FIREHOSE.test(name);

async function filesAt(path: string): Promise<EnvelopeFile[]> {
  const about = await stat(path).catch((cause: unknown) => {
    throw new AppError("not-found", "no-such-file", `${path} is not there or can not be read.`, {}, cause);
  });
  if (!about.isDirectory()) return [fileAt(path, about.size)];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isOfEnvelopes(entry.name));
  if (files.length === 0) {
    const message = `${path} holds no .json, .ndjson or .jsonl file, with or without .gz, and none of Firehose.`;
    throw new AppError("invalid", "empty-folder", message);
  }
  const inOrder = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Promise.all(inOrder.map(async (file) => fileAt(file, (await stat(file)).size)));
}

const fileAt = (path: string, size: number): EnvelopeFile => ({
  label: path,
  name: basename(path),
  size,
  open: () => createReadStream(path),
});

/** The whole file, or its parts if it is large and has one envelope per line. */
export async function* partsOf(file: EnvelopeFile, partBytes = PART_BYTES): AsyncGenerator<Part> {
  const isSmall = file.size !== null && file.size <= partBytes;
  if (isSmall || HOLDS_VALUES.test(file.name)) {
    yield { name: file.name, linesBefore: 0, body: file.open() };
    return;
  }
  const stem = file.name.replace(ENDINGS, "");
  const chunks = plainChunks(file.open(), Number.POSITIVE_INFINITY);
  const cutter = lineCutter(chunks);
  for (let number = 1; await cutter.hasMore(); number += 1) {
    const linesBefore = cutter.lines();
    yield {
      name: `${stem}.part-${String(number).padStart(5, "0")}.ndjson`,
      linesBefore,
      body: Readable.from(cutter.nextPart(partBytes), { objectMode: false }),
    };
  }
}

/** Cuts a stream of bytes after line feeds. Each part must be read to its end before the next is requested. */
function lineCutter(chunks: AsyncGenerator<Buffer>) {
  // Null once everything was returned.
  let rest: Buffer | null = Buffer.alloc(0);
  let lines = 0;

  async function pull(): Promise<Buffer | null> {
    while (rest !== null && rest.length === 0) {
      const next = await chunks.next();
      rest = next.done ? null : next.value;
    }
    return rest;
  }

  return {
    lines: () => lines,
    hasMore: async () => (await pull()) !== null,
    async *nextPart(bytes: number): AsyncGenerator<Buffer> {
      let size = 0;
      for (let chunk = await pull(); chunk !== null; chunk = await pull()) {
        const feed = chunk.indexOf(LINE_FEED, Math.max(0, bytes - size - 1));
        const end = feed === -1 ? chunk.length : feed + 1;
        const taken = chunk.subarray(0, end);
        rest = chunk.subarray(end);
        size += taken.length;
        lines += countLines(taken);
        yield taken;
        if (size >= bytes && taken.at(-1) === LINE_FEED) return;
      }
    },
  };
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) count += 1;
  return count;
}
