import { AppError } from "../domain/errors.ts";

/** One record's bytes, or a note that it was too long and was dropped. A blank line is an empty record. */
export type Piece = Buffer | "too-long";

/**
 * How a text holds its records. `lines`: a line feed always ends a record, so a broken line costs only itself.
 * `values`: line feeds are spaces, as in a JSON file formatted for people. Lines whose first is a single `{`, with or
 * without an array's bracket before it, are such a file under another name and are read as values.
 */
export type Form = "lines" | "values";

/**
 * The JSON values of a text, one after the other with or without anything between them, or as elements of arrays. Only
 * brackets and quotes separate them, so one value at a time is in memory. The caller still has to parse each value:
 * this function does not check it. Byte-order marks between values are skipped, because each of several joined files
 * has one.
 * @throws AppError `invalid`, code `bad-json`, when an array of `values` is not closed.
 */
export async function* splitRecords(
  chunks: AsyncIterable<Buffer>,
  maxBytes: number,
  form: Form,
): AsyncGenerator<Piece> {
  const gathered = gatherer(maxBytes);
  const scan = recordScanner(form);
  for await (const chunk of chunks) {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      if (scan.inString()) at = markInString(chunk, at);
      const turn = scan.step(chunk[at] ?? 0);
      if (turn === GOES_ON) continue;
      if (turn === BEGINS) start = at;
      else {
        if (turn !== BLANK_LINE) gathered.add(chunk.subarray(start, turn === ENDS_HERE ? at + 1 : at));
        yield gathered.take();
      }
    }
    if (scan.inRecord()) gathered.add(chunk.subarray(start));
  }
  if (gathered.size() > 0) yield gathered.take();
  if (!scan.readsLines() && scan.inArray())
    throw new AppError("invalid", "bad-json", "The array is not closed.");
}

/** Collects one record's parts over several chunks. It keeps none of them once they exceed `maxBytes`. */
function gatherer(maxBytes: number) {
  let parts: Buffer[] = [];
  let size = 0;
  return {
    size: () => size,
    add(part: Buffer): void {
      size += part.length;
      if (size > maxBytes) parts = [];
      else if (part.length > 0) parts.push(part);
    },
    take(): Piece {
      const [only] = parts;
      const piece = size > maxBytes ? "too-long" : only && parts.length === 1 ? only : Buffer.concat(parts);
      parts = [];
      size = 0;
      return piece;
    },
  };
}

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
/** Whether the byte belongs to a byte-order mark in UTF-8. No JSON value begins with one. */
const isOfMark = (byte: number): boolean => byte === 0xef || byte === 0xbb || byte === 0xbf;

/** What a byte does to the current record. */
const [GOES_ON, BEGINS, ENDS_HERE, ENDS_BEFORE, BLANK_LINE] = [0, 1, 2, 3, 4] as const;
type Turn = typeof GOES_ON | typeof BEGINS | typeof ENDS_HERE | typeof ENDS_BEFORE | typeof BLANK_LINE;

/**
 * The index of the next byte that has a meaning inside a string, or of the chunk's last byte. Most bytes have none.
 */
function markInString(chunk: Buffer, from: number): number {
  for (let at = from; at < chunk.length; at += 1) {
    const byte = chunk[at];
    if (byte === QUOTE || byte === BACKSLASH || byte === LINE_FEED) return at;
  }
  return chunk.length - 1;
}

/** Follows brackets and quotes byte by byte. In UTF-8 no byte of a longer character looks like one of them. */
function recordScanner(form: Form) {
  let isLines = form === "lines";
  /** Whether the text so far is at most the opening brackets of its first record. */
  let isOpening = true;
  let [inArray, inRecord, inString, isEscaped, isLineUsed] = [false, false, false, false, false];
  let depth = 0;

  function end(turn: Turn): Turn {
    [inRecord, inString, isEscaped, depth] = [false, false, false, 0];
    return turn;
  }

  function between(byte: number): Turn {
    if (byte === LINE_FEED && isLines) {
      const isBlank = !isLineUsed;
      isLineUsed = false;
      return isBlank ? BLANK_LINE : GOES_ON;
    }
    if (isSpace(byte) || byte === COMMA || isOfMark(byte)) return GOES_ON;
    if (inArray ? byte === CLOSE_ARRAY : byte === OPEN_ARRAY) {
      [inArray, isLineUsed] = [!inArray, true];
      return GOES_ON;
    }
    [inRecord, isLineUsed] = [true, true];
    isOpening &&= byte === OPEN_OBJECT;
    if (byte === QUOTE) inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth = 1;
    return BEGINS;
  }

  function within(byte: number): Turn {
    if (byte === QUOTE) inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) depth += 1;
    else if (depth > 0 && (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY)) {
      depth -= 1;
      if (depth === 0) return end(ENDS_HERE);
    } else if (depth === 0 && !isLines) return withinBare(byte);
    return GOES_ON;
  }

  /** A value without a bracket ends before a comma, a space or the end of the array. */
  function withinBare(byte: number): Turn {
    const endsArray = inArray && byte === CLOSE_ARRAY;
    if (endsArray) inArray = false;
    return endsArray || byte === COMMA || isSpace(byte) ? end(ENDS_BEFORE) : GOES_ON;
  }

  return {
    inRecord: () => inRecord,
    /** Whether the next byte lies in a string and no backslash precedes it. */
    inString: () => inString && !isEscaped,
    inArray: () => inArray,
    readsLines: () => isLines,
    step(byte: number): Turn {
      if (!inRecord) return between(byte);
      if (isLines && byte === LINE_FEED) {
        if (isOpening) isLines = false;
        isLineUsed = false;
        return isLines ? end(ENDS_BEFORE) : GOES_ON;
      }
      isOpening &&= isSpace(byte);
      if (!inString) return within(byte);
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) inString = false;
      return GOES_ON;
    },
  };
}
