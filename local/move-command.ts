import { migrateDatabase } from "../lib/compose/migrate.ts";
import { type MoveRequest, openMove } from "../lib/compose/open-move.ts";
import type { Environment } from "../lib/config.ts";
import { AppError } from "../lib/domain/errors.ts";
import type { MovePreview, MoveReport } from "../lib/domain/move.ts";
import type { Log } from "../lib/lambda/log.ts";
import { moveSystem } from "../lib/move/move-system.ts";
import type { MoveOptions } from "../lib/move/ports.ts";
import { previewMove } from "../lib/move/preview-move.ts";
import { lockFolder } from "./folder-lock.ts";

/**
 * Moves a data folder's system to the services in the environment. The folder is locked meanwhile, so that nothing
 * writes to it.
 * @throws AppError `conflict`, code `folder-in-use`, while a system runs over it; as `openMove` and `moveSystem`.
 */
export async function moveFolder(
  environment: Environment,
  request: MoveRequest & { readonly isDryRun: boolean },
  options: MoveOptions & { readonly log: Log },
): Promise<MovePreview | MoveReport> {
  const lock = await lockFolder(request.dataDir);
  if (!lock) {
    const message = `A system has ${request.dataDir} open, and what it writes meanwhile would stay behind. End it (Ctrl-C where npm start runs), and move again.`;
    throw new AppError("conflict", "folder-in-use", message);
  }
  try {
    return await moveLocked(environment, request, options);
  } finally {
    await lock.release();
  }
}

async function moveLocked(
  environment: Environment,
  request: MoveRequest & { readonly isDryRun: boolean },
  options: MoveOptions & { readonly log: Log },
): Promise<MovePreview | MoveReport> {
  const { ports, close } = await openMove(environment, request, options.log);
  try {
    if (request.isDryRun) return await previewMove(ports);
    if (ports.parts.includes("documents") && !request.isBack) {
      await migrateDatabase(environment, (what) => options.onProgress({ what, done: 0 }));
    }
    return await moveSystem(ports, options);
  } finally {
    await close();
  }
}
