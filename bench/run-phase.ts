import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** As in `npm start` (package.json): a heap that grows slowly, and compiled code that is kept, keep memory low. */
export const NODE_FLAGS = [
  "--v8-pool-size=2",
  "--max-semi-space-size=8",
  "--heap-growing-percent=30",
  `--import=${new URL("../local/keep-compiled.js", import.meta.url)}`,
] as const;

/** The settings of every phase. */
export interface PhaseSettings {
  readonly dataDir: string;
  readonly creators: number;
  readonly seed: number;
  /** Requests per kind of search. */
  readonly queries: number;
}

/**
 * Runs a phase in its own process, so that its memory is measured alone, and returns its findings.
 * @throws Error if it ends without a result.
 */
export function runPhase<T>(file: string, settings: PhaseSettings): Promise<T> {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(settings)], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    // Children must not inherit this process's flags, such as --eval.
    execArgv: [...NODE_FLAGS],
  });
  return new Promise((resolve, reject) => {
    child.on("message", (result) => resolve(result as T));
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${file} ended with ${code} and without a result.`)));
  });
}

/** Called by a phase's file. Runs the phase with the given settings and sends the result. */
export async function answerPhase<T>(phase: (settings: PhaseSettings) => Promise<T>): Promise<void> {
  const result = await phase(JSON.parse(process.argv[2] ?? "{}"));
  process.send?.(result, () => process.disconnect());
}
