import { isUtf8 } from "node:buffer";
import type { Readable } from "node:stream";
import { AppError, isAppError } from "../domain/errors.ts";
import type { Rejection } from "../domain/records.ts";
import { currentDeadline } from "../ports/deadline.ts";
import { plainChunks } from "./plain-chunks.ts";
import { type Form, splitRecords } from "./split-records.ts";

export interface ReadLimits {
  /** Bytes of one envelope. */
  readonly envelopeBytes: number;
  /** Bytes of an object once it is unpacked. */
  readonly objectBytes: number;
  /** Lines or values of an object, blank ones too. */
  readonly lines: number;
}

export const READ_LIMITS: ReadLimits = {
  // 500 posts, the most an envelope may hold, with captions of 2,200 characters are some 2 MB.
  envelopeBytes: 4 * 1024 * 1024,
  // An inbox object has at most 100 MB, and real envelopes shrink to a tenth: more than this is a bomb.
  objectBytes: 1024 * 1024 * 1024,
  // As many of the shortest envelopes, some 200 bytes, as an object can hold: more are a packed gigabyte of line feeds.
  lines: 5_000_000,
};

/**
 * One envelope as text, or why there is none at this place. Lines are counted from 1, blank ones too, and as one each
 * the envelopes that stand on a line together.
 */
export type EnvelopeText = { readonly line: number; readonly text: string } | Rejection;

/**
 * Reads an object piece by piece, so that its size does not matter: gzip is told by its first bytes, byte-order
 * marks are skipped, envelopes may follow each other without a line feed (Firehose, joined gzip files), and what is
 * too long, not UTF-8 or cut off is refused at its place while its neighbours go on. Errors of the stream itself pass
 * through. The stream ends with its reader, or at the deadline under which reading began.
 * @throws AppError `unavailable`, code `deadline-passed`.
 */
export async function* readEnvelopes(
  body: Readable,
  form: Form,
  limits: ReadLimits = READ_LIMITS,
): AsyncGenerator<EnvelopeText> {
  const deadline = currentDeadline();
  const chunks = inTime(plainChunks(body, limits.objectBytes), deadline);
  const end = (): void => void body.destroy(deadlinePassed());
  deadline?.addEventListener("abort", end, { once: true });
  let line = 0;
  try {
    for await (const piece of splitRecords(chunks, limits.envelopeBytes, form)) {
      line += 1;
      if (line > limits.lines) throw tooManyLines(limits.lines);
      if (piece === "too-long")
        yield refusal(line, "too-long", `An envelope may have ${limits.envelopeBytes} bytes.`);
      else if (!isUtf8(piece)) yield refusal(line, "bad-utf8", "The text is not UTF-8.");
      else if (!isBlank(piece)) yield { line, text: piece.toString("utf8") };
    }
  } catch (error) {
    if (!isAppError(error) || error.kind !== "invalid") throw error;
    yield refusal(error.code === TOO_MANY_LINES ? line : line + 1, error.code, error.message);
  } finally {
    deadline?.removeEventListener("abort", end);
    body.destroy();
  }
}

/** Unpacking would go on long after the last packed byte was read. */
async function* inTime(chunks: AsyncIterable<Buffer>, deadline?: AbortSignal): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    if (deadline?.aborted) throw deadlinePassed();
    yield chunk;
  }
}

const deadlinePassed = (): AppError =>
  new AppError("unavailable", "deadline-passed", "The time for reading this object is over.");
const TOO_MANY_LINES = "too-many-lines";
const tooManyLines = (most: number): AppError =>
  new AppError("invalid", TOO_MANY_LINES, `An object may have ${most} lines, blank ones too.`);

const refusal = (line: number, code: string, reason: string): Rejection => ({ line, code, reason });

const isBlank = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
