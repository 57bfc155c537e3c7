import type { Readable } from "node:stream";
import type { Environment } from "../lib/config.ts";

/** A command's surroundings. Results go to `out`, everything else to `err`. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly stdin: Readable;
  readonly environment: Environment;
  /** Columns of the terminal that shows results. */
  readonly columns: number;
  /** Whether someone watches `err` on a terminal. */
  readonly isWatched: boolean;
  /** Aborted at the first Ctrl-C. */
  readonly signal: AbortSignal;
}

export const EXIT = { ok: 0, failure: 1, someQuarantined: 2, interrupted: 130 } as const;

export const printJson = (io: Io, value: unknown): void => io.out(`${JSON.stringify(value, null, 2)}\n`);
