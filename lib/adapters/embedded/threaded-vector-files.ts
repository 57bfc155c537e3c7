import { Worker } from "node:worker_threads";
import { AppError } from "../../domain/errors.ts";
import type { VectorFiles } from "../../ports/vector-files.ts";
import type { VectorRecord } from "../../ports/vector-index.ts";
import { threadCalls } from "./thread-calls.ts";

/** A thread's work on one file: it writes or reads it group by group. */
export type FileCall =
  | { readonly name: "append"; readonly records: readonly VectorRecord[] }
  | { readonly name: "finish" }
  /** Returns the first group, and `next` returns each later one; null at the end. */
  | { readonly name: "open"; readonly file: Uint8Array }
  | { readonly name: "next" };

export interface ThreadedOptions {
  /** A file whose first group has fewer rows is written on this thread. */
  readonly leastRows?: number;
  /** A smaller file is read on this thread. */
  readonly leastBytes?: number;
}

/** A group of 500 rows takes a tenth of a second. Fewer rows than this take less time than starting a thread. */
const LEAST_ROWS = 100;
/** The same for reading: a row has about 2 kB. */
const LEAST_BYTES = 200_000;

/**
 * Gives each file a thread of its own, so that a backup delays no request and leaves no memory behind. Small files are
 * done by `here`, on this thread.
 */
export const threadedVectorFiles = (
  here: VectorFiles,
  { leastRows = LEAST_ROWS, leastBytes = LEAST_BYTES }: ThreadedOptions = {},
): VectorFiles => ({
  async write(groups) {
    const rest = groups[Symbol.asyncIterator]();
    const first = await rest.next();
    if (first.done || first.value.length < leastRows) return here.write(followedBy(first, rest));
    const { call, end } = await startThread();
    try {
      for await (const records of followedBy(first, rest)) await call({ name: "append", records });
      return (await call({ name: "finish" })) as Uint8Array;
    } finally {
      await end();
    }
  },
  read: (file) => (file.length < leastBytes ? here.read(file) : readOnThread(file)),
});

async function* followedBy<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* readOnThread(file: Uint8Array): AsyncGenerator<VectorRecord[]> {
  const { call, end } = await startThread();
  try {
    let next: FileCall = { name: "open", file };
    for (;;) {
      const group = (await call(next)) as VectorRecord[] | null;
      if (group === null) return;
      yield group;
      next = { name: "next" };
    }
  } finally {
    await end();
  }
}

async function startThread() {
  // The thread must not inherit the caller's flags: with --input-type, for example, no thread starts.
  const worker = new Worker(new URL("./vector-files-worker.ts", import.meta.url), { execArgv: [] });
  const { call } = await threadCalls<FileCall>(worker, stopped);
  return { call, end: () => worker.terminate() };
}

const stopped = (cause?: unknown): AppError =>
  new AppError("unavailable", "vector-files-failed", "The thread that writes backups ended.", {}, cause);
