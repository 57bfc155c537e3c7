import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** As `npm start` runs (package.json): a heap that grows slowly keeps the whole system near 700 MB. */
export const NODE_FLAGS = ["--max-semi-space-size=8", "--heap-growing-percent=30"] as const;

/** What every phase is told. */
export interface PhaseSettings {
  readonly dataDir: string;
  readonly creators: number;
  readonly seed: number;
  /** Requests per kind of search. */
  readonly queries: number;
}

/**
 * Runs a phase in a process of its own, so that its memory is its own, and gives back what it found.
 * @throws Error when it ends without a result.
 */
export function runPhase<T>(file: string, settings: PhaseSettings): Promise<T> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(settings)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // What this process was given, an --eval for one, is not for its children.
    execArgv: [...NODE_FLAGS],
  });
  return new Promise((resolve, reject) => {
    child.on("message", (result) => resolve(result as T));
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${file} ended with ${code} and without a result.`)));
  });
}

/** For the file of a phase: runs it with the settings given and hands the result over. */
export async function answerPhase<T>(phase: (settings: PhaseSettings) => Promise<T>): Promise<void> {
  const result = await phase(JSON.parse(process.argv[2] ?? "{}"));
  process.send?.(result, () => process.disconnect());
}
