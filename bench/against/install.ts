import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

export const run = promisify(execFile);
/** For downloads and wheels of a hundred megabytes over a slow line. */
export const INSTALLING = { timeout: 900_000, maxBuffer: 2 ** 26 };

/**
 * Installs a peer's requirements once, in a folder outside the project, and starts the peer. @returns null if it
 * cannot be installed on this machine; then it prints the reason.
 */
export async function installed<T>(
  name: string,
  install: (cache: string) => Promise<unknown>,
  start: (cache: string) => T,
): Promise<T | null> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "increator-bench", name);
  try {
    await mkdir(cache, { recursive: true });
    await install(cache);
    return start(cache);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    process.stderr.write(`SKIPPED ${name}: it could not be installed (${reason})\n`);
    return null;
  }
}

/** The Python of a peer's own environment. */
export const pythonIn = (cache: string): string => join(cache, "bin/python");

export async function installPython(cache: string, packages: readonly string[]): Promise<void> {
  const python = pythonIn(cache);
  if (!existsSync(python)) await run("python3", ["-m", "venv", cache], INSTALLING);
  await run(python, ["-m", "pip", "install", "--quiet", ...packages], INSTALLING);
}
