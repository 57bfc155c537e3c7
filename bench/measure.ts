import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export interface Percentiles {
  readonly samples: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** By nearest rank. NaN without samples. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
  return { samples: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** The milliseconds that `work` took, and its result. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

/** Milliseconds of processor time of all threads of the process. A busy machine hardly changes it. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

export interface MemoryWatch {
  /** The peak of main memory that the process used so far, in megabytes (of 1,000,000 bytes). */
  peakMb(): number;
  stop(): void;
}

const LOOK_EVERY_MS = 200;

export function watchMemory(): MemoryWatch {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
    return peak / 1e6;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return { peakMb: look, stop: () => clearInterval(timer) };
}

/** Megabytes of a folder's files, for each file and folder directly in it. */
export async function folderMb(folder: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const first = path.slice(folder.length + 1).split("/")[0] ?? "";
    sizes[first] = (sizes[first] ?? 0) + (await stat(path)).size / 1e6;
  }
  return sizes;
}
