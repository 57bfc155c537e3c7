import { isUtf8 } from "node:buffer";
import type { Readable } from "node:stream";
import { isAppError } from "../domain/errors.ts";
import type { Rejection } from "../domain/records.ts";
import { plainChunks } from "./plain-chunks.ts";
import { type Form, splitRecords } from "./split-records.ts";

export interface ReadLimits {
  /** Bytes of one envelope. */
  readonly envelopeBytes: number;
  /** Bytes of an object once it is unpacked. */
  readonly objectBytes: number;
}

export const READ_LIMITS: ReadLimits = {
  // 500 posts, the most an envelope may hold, with captions of 2,200 characters are some 2 MB.
  envelopeBytes: 4 * 1024 * 1024,
  // An inbox object has at most 100 MB, and real envelopes shrink to a tenth: more than this is a bomb.
  objectBytes: 1024 * 1024 * 1024,
};

/**
 * One envelope as text, or why there is none at this place. Lines are counted from 1, blank ones too, and as one each
 * the envelopes that stand on a line together.
 */
export type EnvelopeText = { readonly line: number; readonly text: string } | Rejection;

/**
 * Reads an object piece by piece, so that its size does not matter: gzip is told by its first bytes, byte-order
 * marks are skipped, envelopes may follow each other without a line feed (Firehose, joined gzip files), and what is too long, not UTF-8 or cut off is refused at its place while its neighbours go on.
 * Errors of the stream itself pass through.
 */
export async function* readEnvelopes(
  body: Readable,
  form: Form,
  limits: ReadLimits = READ_LIMITS,
): AsyncGenerator<EnvelopeText> {
  const chunks = plainChunks(body, limits.objectBytes);
  let line = 0;
  try {
    for await (const piece of splitRecords(chunks, limits.envelopeBytes, form)) {
      line += 1;
      if (piece === "too-long")
        yield refusal(line, "too-long", `An envelope may have ${limits.envelopeBytes} bytes.`);
      else if (!isUtf8(piece)) yield refusal(line, "bad-utf8", "The text is not UTF-8.");
      else if (!isBlank(piece)) yield { line, text: piece.toString("utf8") };
    }
  } catch (error) {
    if (!isAppError(error) || error.kind !== "invalid") throw error;
    yield refusal(line + 1, error.code, error.message);
  } finally {
    body.destroy();
  }
}

const refusal = (line: number, code: string, reason: string): Rejection => ({ line, code, reason });

const isBlank = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
