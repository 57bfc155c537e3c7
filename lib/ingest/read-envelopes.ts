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
  /** Bytes to which a packed object may unpack, however small it is. See `plainChunks`. */
  readonly objectBytes: number;
  /** Lines or values of an object, including blank ones, that may be of any length. */
  readonly lines: number;
}

export const READ_LIMITS: ReadLimits = {
  // An envelope may hold 500 posts. With captions of 2,200 characters they are about 2 MB.
  envelopeBytes: 4 * 1024 * 1024,
  objectBytes: 1024 * 1024 * 1024,
  // As many of the shortest envelopes (about 200 bytes) make a gigabyte.
  lines: 5_000_000,
};

/** Mean bytes of a line, if there are more lines than `ReadLimits` allows. Fewer mean a file of line feeds. */
const LINE_MIN_BYTES = 20;

/**
 * One envelope as text, or the reason why there is none at this place. Lines count from 1 and include blank ones. Each
 * of several envelopes on one line counts as a line.
 */
export type EnvelopeText = { readonly line: number; readonly text: string } | Rejection;

/**
 * Reads an object piece by piece, so its size does not matter. The first bytes tell whether it is gzip. Byte-order
 * marks are skipped. Envelopes may follow each other without a line feed (Firehose, joined gzip files). An envelope
 * that is too long, not UTF-8 or cut off is refused at its place, and reading continues. Errors of the stream itself
 * pass through. The stream ends with its reader, or at the deadline under which reading began.
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
  let [line, bytes] = [0, 0];
  try {
    for await (const piece of splitRecords(chunks, limits.envelopeBytes, form)) {
      line += 1;
      bytes += piece === "too-long" ? limits.envelopeBytes : piece.length + 1;
      if (line > limits.lines && line * LINE_MIN_BYTES > bytes) throw tooManyLines(limits.lines);
      if (piece === "too-long")
        yield refusal(line, "too-long", `An envelope may have ${limits.envelopeBytes} bytes.`);
      else if (!isUtf8(piece))
        yield refusal(line, "bad-utf8", "The text is not UTF-8. Save the file as UTF-8.");
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

/** Without this check, unpacking would continue long after the last packed byte was read. */
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
  new AppError(
    "invalid",
    TOO_MANY_LINES,
    `An object may have ${most} lines, blank ones too; more only if they have ${LINE_MIN_BYTES} bytes on average.`,
  );

const refusal = (line: number, code: string, reason: string): Rejection => ({ line, code, reason });

const isBlank = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
