import { AppError } from "../domain/errors.ts";

/** One record's bytes, or that it was longer than allowed and was let go. */
export type Piece = Buffer | "too-long";

const LINE_FEED = 0x0a;

/** The bytes between line feeds. A last line without one counts. */
export async function* splitLines(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Piece> {
  const gathered = gatherer(maxBytes);
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      gathered.add(chunk.subarray(start, end));
      yield gathered.take();
      start = end + 1;
    }
    gathered.add(chunk.subarray(start));
  }
  if (gathered.size() > 0) yield gathered.take();
}

/**
 * The JSON values of a text that is one value, several, or an array of them, told apart by brackets and quotes
 * alone, so that only one value at a time is in memory. Each is still to be parsed: this does not judge.
 * @throws AppError `invalid`, code `bad-json`, when an array is not closed.
 */
export async function* splitValues(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Piece> {
  const gathered = gatherer(maxBytes);
  const scan = valueScanner();
  for await (const chunk of chunks) {
    let start = scan.inValue() ? 0 : -1;
    for (let at = 0; at < chunk.length; at += 1) {
      const step = scan.step(chunk[at] ?? 0);
      if (step === "begins") start = at;
      if (step === "ends-before" || step === "ends-here") {
        gathered.add(chunk.subarray(start, step === "ends-here" ? at + 1 : at));
        yield gathered.take();
        start = -1;
      }
    }
    if (start !== -1) gathered.add(chunk.subarray(start));
  }
  if (gathered.size() > 0) yield gathered.take();
  if (scan.inArray()) throw new AppError("invalid", "bad-json", "The array is not closed.");
}

/** Gathers one record's parts over chunks, and stops keeping them once they are too many bytes. */
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

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

type Step = "goes-on" | "begins" | "ends-here" | "ends-before";

/** Follows brackets and quotes byte by byte; in UTF-8 no byte of a longer character looks like one of them. */
function valueScanner() {
  let array: "not-seen" | "open" | "closed" = "not-seen";
  let inValue = false;
  let depth = 0;
  let inString = false;
  let escaped = false;

  function end(step: Step): Step {
    inValue = false;
    depth = 0;
    return step;
  }

  function begin(): Step {
    const first = !inValue;
    inValue = true;
    return first ? "begins" : "goes-on";
  }

  function stepInString(byte: number): Step {
    if (escaped) escaped = false;
    else if (byte === BACKSLASH) escaped = true;
    else if (byte === QUOTE) inString = false;
    return "goes-on";
  }

  function open(byte: number): Step {
    if (byte === OPEN_ARRAY && !inValue && array === "not-seen") {
      array = "open";
      return "goes-on";
    }
    const step = begin();
    depth += 1;
    return step;
  }

  function close(byte: number): Step {
    if (depth > 0) {
      depth -= 1;
      return depth === 0 ? end("ends-here") : "goes-on";
    }
    if (byte !== CLOSE_ARRAY || array !== "open") return begin();
    array = "closed";
    return inValue ? end("ends-before") : "goes-on";
  }

  return {
    inValue: () => inValue,
    inArray: () => array === "open",
    step(byte: number): Step {
      if (inString) return stepInString(byte);
      if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) return open(byte);
      if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) return close(byte);
      if (byte === COMMA || isSpace(byte)) return inValue && depth === 0 ? end("ends-before") : "goes-on";
      if (byte === QUOTE) inString = true;
      return inValue ? "goes-on" : begin();
    },
  };
}
