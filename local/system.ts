import { resolve } from "node:path";
import { composeEmbedded } from "../lib/compose/embedded.ts";
import { madeOnce } from "../lib/domain/made-once.ts";
import type { Log } from "../lib/lambda/log.ts";
import type { Queues } from "../lib/ports/queues.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import { notifyOfPut } from "./inbox-notifications.ts";
import type { OpenSystem } from "./serving.ts";

export type { OpenSystem } from "./serving.ts";

/** Opens a data folder; null when another process has it open. */
export async function openSystem(options: {
  readonly dataDir: string;
  readonly log: Log;
  readonly restores?: string | undefined;
}): Promise<OpenSystem | null> {
  const dataDir = resolve(options.dataDir);
  const lock = await lockFolder(dataDir);
  if (!lock) return null;
  try {
    return await openLocked(dataDir, lock, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function openLocked(
  dataDir: string,
  lock: FolderLock,
  { log, restores }: Pick<Parameters<typeof openSystem>[0], "log" | "restores">,
): Promise<OpenSystem> {
  const queuesOpened = Promise.withResolvers<Queues>();
  // Loaded while the vectors open on their thread: this takes this one a second, and that one longer.
  const loadServing = madeOnce(() => import("./serving.ts"));
  const composition = await composeEmbedded({
    ...{ dataDir, log, restores },
    onObjectPut: async (object) => notifyOfPut(await queuesOpened.promise)(object),
    whileOpening: loadServing,
  });
  queuesOpened.resolve(composition.services.queues);
  const { serveFolder } = await loadServing();
  return serveFolder({ dataDir, composition, lock, log });
}
