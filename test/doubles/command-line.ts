import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe } from "vitest";
import { runProgram } from "../../cli/program.ts";
import type { Environment } from "../../lib/config.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { IS_DEEP } from "../deep.ts";
import { start } from "../e2e/running-system.ts";

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface CommandLine {
  /** A folder for the test's files. It is removed at the end. */
  readonly folder: string;
  /** The data folder of the commands. It does not exist until one of them makes it. */
  readonly dataDir: string;
  /** Runs one command line in this process, without a terminal. */
  readonly run: (args: readonly string[], stdin?: string) => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

/** The command line over a new data folder, with settings of its environment. */
export async function openCommandLine(settings: Environment = {}): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), "increator-cli-"));
  const dataDir = join(folder, "data");
  return {
    folder,
    dataDir,
    async run(args, stdin = "") {
      const written = { out: "", err: "" };
      const code = await runProgram(args, {
        out: (text) => {
          written.out += text;
        },
        err: (text) => {
          written.err += text;
        },
        stdin: Readable.from([stdin]),
        environment: { ...settings, INCREATOR_DATA_DIR: dataDir },
        columns: 100,
        isWatched: false,
        signal: new AbortController().signal,
      });
      return { code, ...written };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Tests of commands that must give the same result whether a system runs over the folder or not. A quick run asks a running
 * one alone. The system lives for all of them, or where `line` changes from test to test for `each`.
 */
export function inBothWays(
  what: string,
  line: () => CommandLine,
  tests: () => void,
  lifetime: "all" | "each" = "all",
): void {
  const [before, after] = lifetime === "all" ? [beforeAll, afterAll] : [beforeEach, afterEach];
  describe.each(IS_DEEP ? [false, true] : [true])(`${what}, through a running system: %s,`, (isRunning) => {
    let system: LocalSystem | null = null;
    before(async () => {
      system = isRunning ? await start(line().dataDir) : null;
    });
    after(() => system?.close());
    tests();
  });
}
