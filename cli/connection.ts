import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { embeddedSettingsFrom, logLevelFrom, servicesIn } from "../lib/config.ts";
import { AppError } from "../lib/domain/errors.ts";
import { isAnswering, remoteCommands } from "../local/command-client.ts";
import type { Commands } from "../local/commands.ts";
import { folderOwner } from "../local/folder-lock.ts";
import { jsonLinesLog } from "../local/json-lines-log.ts";
import type { Io } from "./io.ts";

export interface ConnectionOptions {
  readonly dataDir?: string | undefined;
  /** Whether the command may create a data folder. */
  readonly creates?: boolean;
  /** Whether to work off the queues meanwhile. */
  readonly works?: boolean;
  /** The backup that the folder is opened to restore. */
  readonly restores?: string | undefined;
}

/** A starting system answers within 3 s. An ending one first finishes its current message. */
const ATTEMPTS = 100;
const ATTEMPT_MS = 100;

/**
 * Runs a command through the process that has the data folder open, or opens the folder for it. `run` is told whether
 * that process lives on afterwards, and so keeps what it has in memory.
 */
export async function withCommands<T>(
  io: Io,
  options: ConnectionOptions,
  run: (commands: Commands, livesOn: boolean) => Promise<T>,
): Promise<T> {
  const dataDir = resolve(options.dataDir ?? embeddedSettingsFrom(io.environment).dataDir);
  // With documents in a service, an operator's machine needs no folder of its own beforehand.
  const isHere = servicesIn(io.environment).mongo === false;
  if (isHere && !options.creates && !existsSync(dataDir)) throw noFolder(dataDir);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const owner = await folderOwner(dataDir);
    if (owner && (await isAnswering(owner))) return run(remoteCommands(owner), true);
    // Loaded late: most commands go through a running system and need none of it.
    const { openSystem } = await import("../local/system.ts");
    const system = await openSystem({ dataDir, log: logOf(io), restores: options.restores });
    if (system) {
      try {
        if (options.works) await system.startWork();
        return await run(system.commands, false);
      } finally {
        await system.close();
      }
    }
    await sleep(ATTEMPT_MS);
  }
  const message = `Another process has ${dataDir} open and does not answer, as while it moves or restores the folder. Wait for it, or end it, and try again.`;
  throw new AppError("conflict", "folder-in-use", message);
}

export const noFolder = (dataDir: string): AppError =>
  new AppError(
    "not-found",
    "no-data-folder",
    `There is no data folder ${dataDir}. Name one with --data-dir, or make it: npm start, or increator ingest.`,
  );

/** Logs only errors, unless the environment asks for more. */
export function logOf({ environment, err }: Io) {
  const level = environment.INCREATOR_LOG_LEVEL ? logLevelFrom(environment) : "ERROR";
  return jsonLinesLog({ write: err }, { level });
}
