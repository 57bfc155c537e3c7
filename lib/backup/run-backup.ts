import type { BackupMessage } from "./backup-message.ts";
import type { BackupPorts } from "./ports.ts";
import { publishBackup } from "./publish.ts";
import { rewriteBackups } from "./rewrite/rewrite-backups.ts";
import { runShard, type ShardOptions } from "./run-shard.ts";

export { type BackupMessage, backupMessageSchema } from "./backup-message.ts";

/** The worker of the queue `backup`. Handles a shard of a run, the end of a run, or the removal of erased creators. */
export async function runBackup(
  ports: BackupPorts,
  message: BackupMessage,
  options: ShardOptions,
): Promise<void> {
  switch (message.work) {
    case "shard":
      return runShard(ports, { backupId: message.backup, shardId: message.shard }, options);
    case "publish":
      return publishBackup(ports, message.backup);
    case "rewrite":
      return rewriteBackups(ports, options);
  }
}
