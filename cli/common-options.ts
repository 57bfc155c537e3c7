import type { Command } from "commander";

/** Options of every command. */
export interface CommonOptions {
  readonly dataDir?: string;
  readonly json?: boolean | undefined;
}

export const addCommonOptions = (program: Command): Command =>
  program
    .option("--data-dir <folder>", "data folder (default: INCREATOR_DATA_DIR, else ./data)")
    .option("--json", "write the result as JSON to standard output, and nothing else there");
