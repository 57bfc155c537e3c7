import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { TargetAccount } from "../lib/domain/crawl/target.ts";
import { type BadLine, targetLineReader } from "../lib/domain/crawl/target-lines.ts";
import { AppError } from "../lib/domain/errors.ts";
import type { Platform } from "../lib/domain/platform.ts";

/** The accounts in some lines of a list, and the lines that name none. */
export interface TargetBatch {
  readonly accounts: readonly TargetAccount[];
  readonly bad: readonly BadLine[];
  /** Lines read so far. */
  readonly lines: number;
}

/**
 * Reads a list of accounts, CSV or NDJSON, batch by batch.
 * @throws AppError `not-found`, code `no-such-file`.
 */
export async function* readTargets(
  path: string,
  stdin: Readable,
  options: { readonly platform: Platform | null; readonly batch: number },
): AsyncGenerator<TargetBatch> {
  const read = targetLineReader(options.platform);
  let [accounts, bad, lines]: [TargetAccount[], BadLine[], number] = [[], [], 0];
  for await (const text of createInterface({ input: await opened(path, stdin), crlfDelay: Infinity })) {
    lines += 1;
    const line = read(text);
    if (line === null) continue;
    if ("account" in line) accounts.push(line.account);
    else bad.push(line);
    if (accounts.length + bad.length < options.batch) continue;
    yield { accounts, bad, lines };
    [accounts, bad] = [[], []];
  }
  if (accounts.length + bad.length > 0) yield { accounts, bad, lines };
}

async function opened(path: string, stdin: Readable): Promise<Readable> {
  if (path === "-") return stdin;
  const about = await stat(path).catch(() => null);
  if (!about?.isFile()) {
    throw new AppError("not-found", "no-such-file", `${path} is no file that can be read.`);
  }
  return createReadStream(path);
}
