import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { AppError } from "../domain/errors.ts";

const GZIP_MAGIC = [0x1f, 0x8b] as const;
/** The byte-order marks of UTF-16. No byte of either is UTF-8. PowerShell's `>` writes such files. */
const UTF_16_MARKS: ReadonlySet<number> = new Set([0xfffe, 0xfeff]);

/** Real envelopes shrink to a tenth. What grows by more than this when it is unpacked is a bomb. */
const GROWTH_MAX = 20;

/**
 * The object's bytes, unpacked if they are gzip. The first two bytes decide, because names can be wrong. A plain object
 * may have any size. A packed one may unpack to `freeBytes`, and beyond them to `GROWTH_MAX` times its packed bytes.
 * @throws AppError `invalid`: `bad-gzip` when the packing is broken or cut off, `object-too-large` for a gzip bomb,
 *   `utf-16` for text of which no line could be read.
 */
export async function* plainChunks(body: Readable, freeBytes: number): AsyncGenerator<Buffer> {
  const [head, rest] = await withHead(bytesOf(body), GZIP_MAGIC.length);
  const isGzip = head[0] === GZIP_MAGIC[0] && head[1] === GZIP_MAGIC[1];
  if (head.length >= 2 && UTF_16_MARKS.has(head.readUInt16BE(0))) {
    throw new AppError("invalid", "utf-16", "The file is UTF-16. Save it as UTF-8.");
  }
  yield* isGzip ? unpackedWithin(rest, freeBytes) : rest;
}

async function* unpackedWithin(packed: AsyncGenerator<Buffer>, freeBytes: number): AsyncGenerator<Buffer> {
  let [packedSize, size] = [0, 0];
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of packed) {
      packedSize += chunk.length;
      yield chunk;
    }
  }
  for await (const chunk of unpacked(counted())) {
    size += chunk.length;
    if (size > Math.max(freeBytes, GROWTH_MAX * packedSize)) {
      throw new AppError(
        "invalid",
        "object-too-large",
        `The object unpacks to more than ${freeBytes} bytes and to more than ${GROWTH_MAX} times its size.`,
      );
    }
    yield chunk;
  }
}

async function* bytesOf(body: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of body) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
}

/** The first bytes (at least `length` of them, if there are that many), and all chunks from the start. */
async function withHead(
  chunks: AsyncGenerator<Buffer>,
  length: number,
): Promise<[Buffer, AsyncGenerator<Buffer>]> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < length) {
    const next = await chunks.next();
    if (next.done) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return [head, preceded(head, chunks)];
}

async function* preceded(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head;
  yield* rest;
}

async function* unpacked(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let sourceError: unknown;
  const source = Readable.from(packed, { objectMode: false });
  source.on("error", (error) => {
    sourceError = error;
  });
  // The loop below gets the error of either stream too, so the callback does nothing.
  const gunzip = pipeline(source, createGunzip(), () => undefined);
  try {
    for await (const chunk of gunzip) yield chunk;
  } catch (error) {
    if (sourceError !== undefined) throw sourceError;
    throw new AppError("invalid", "bad-gzip", "The gzip data is broken or cut off here.", {}, error);
  }
}
