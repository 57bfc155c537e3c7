import { open } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { AppError } from "../lib/domain/errors.ts";
import type { Io } from "./io.ts";

/** More than any command's input has. The largest is an event with a whole API body. */
const BYTES_MAX = 1_048_576;

/**
 * Reads JSON from a file, or from standard input for `-`. Messages quote none of it, since it may contain contacts.
 * @throws AppError `not-found`, code `no-such-file`; `invalid`, code `file-too-large` or `invalid-json`.
 */
export async function jsonFile(io: Io, path: string): Promise<unknown> {
  const content = path === "-" ? await text(io.stdin) : await contentOf(path);
  try {
    // `trim` removes a byte-order mark too.
    return JSON.parse(content.trim());
  } catch {
    throw new AppError("invalid", "invalid-json", `${path === "-" ? "Standard input" : path} is not JSON.`);
  }
}

async function contentOf(path: string): Promise<string> {
  try {
    await using handle = await open(path);
    const { size } = await handle.stat();
    if (size <= BYTES_MAX) return await handle.readFile("utf8");
  } catch (cause) {
    throw new AppError("not-found", "no-such-file", `${path} cannot be read.`, {}, cause);
  }
  throw new AppError("invalid", "file-too-large", `${path} is too large: a megabyte is the most.`);
}
