import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import { type GenerateOptions, generateEnvelopes } from "./generate-envelopes.ts";

export interface WriteOptions extends GenerateOptions {
  /** A file, compressed if its name ends in .gz; `-` is standard output. */
  readonly out: string;
  /** Called from time to time, and at the end, with the number written. */
  readonly onProgress?: (written: number) => void;
}

/** Lines per chunk, since streams have a cost per chunk. */
const LINES_A_CHUNK = 200;

/**
 * Writes envelopes as NDJSON. Memory does not grow with `count`. A file gets its name only when it is complete. The
 * same options give the same bytes.
 * @throws what the file system throws.
 */
export async function writeEnvelopes(options: WriteOptions): Promise<void> {
  const chunks = Readable.from(envelopeLines(options), { objectMode: false });
  if (options.out === "-") {
    await pipeline(chunks, process.stdout, { end: false });
    return;
  }
  const unfinished = `${options.out}.partial`;
  const file = createWriteStream(unfinished);
  try {
    // Node's gzip header contains no time, so the bytes stay the same.
    if (options.out.endsWith(".gz")) {
      await pipeline(chunks, createGzip({ level: constants.Z_BEST_SPEED }), file);
    } else await pipeline(chunks, file);
    await rename(unfinished, options.out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The envelopes as NDJSON, some hundred lines at a time. */
export function* envelopeLines({ onProgress, ...options }: Omit<WriteOptions, "out">): Generator<Buffer> {
  let lines = "";
  let written = 0;
  for (const envelope of generateEnvelopes(options)) {
    lines += `${JSON.stringify(envelope)}\n`;
    written += 1;
    if (written % LINES_A_CHUNK !== 0 && written !== options.count) continue;
    yield Buffer.from(lines);
    lines = "";
    onProgress?.(written);
  }
}
