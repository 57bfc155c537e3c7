import { type BackupManifest, sha256, withCounts } from "../../domain/backup/manifest.ts";
import type { BackupErasure, BackupFile } from "../../domain/backup/records.ts";
import { atLeast, type Condition, eq } from "../../domain/condition.ts";
import { AppError } from "../../domain/errors.ts";
import type { TenantId } from "../../domain/ids.ts";
import type { VectorRecord } from "../../ports/vector-index.ts";
import { everyPage, whole } from "../../stored/every-page.ts";
import { partsOfNamespace } from "../keys.ts";
import { checkedBytes } from "../manifests.ts";
import { type BackupPorts, systemDocuments } from "../ports.ts";

export interface Erased {
  readonly owner: TenantId;
  readonly creator_id: string;
}

export interface Rewritten {
  readonly manifest: BackupManifest;
  /** Keys of files that the manifest no longer names, to delete once it is in place. */
  readonly replaced: readonly string[];
  /** Removed rows by creator. */
  readonly removed: ReadonlyMap<string, number>;
}

/**
 * The same backup without some creators. Each file that contains one is written again under another key and read back.
 * The old files stay until the caller has replaced the manifest.
 */
export async function withoutErased(
  ports: BackupPorts,
  manifest: BackupManifest,
  erased: readonly Erased[],
): Promise<Rewritten> {
  const removed = new Map<string, number>();
  const replaced: string[] = [];
  const rewriteAll = async (files: readonly BackupFile[]) => {
    const kept: BackupFile[] = [];
    for (const file of files) {
      const wanted = idsIn(file, erased);
      const fresh = wanted.size === 0 ? file : await rewriteFile(ports, file, wanted, removed);
      if (fresh !== file) replaced.push(file.key);
      if (fresh) kept.push(fresh);
    }
    return kept;
  };
  const files = await rewriteAll(manifest.files);
  const changes = await rewriteAll(manifest.changes);
  if (replaced.length === 0) return { manifest, replaced, removed };
  const rewritten_at = ports.clock.now().toISOString();
  return { manifest: withCounts({ ...manifest, files, changes, rewritten_at }), replaced, removed };
}

/** The erased creators whose ids the file may contain. */
function idsIn({ namespace, first, last }: BackupFile, erased: readonly Erased[]): ReadonlySet<string> {
  const owner = partsOfNamespace(namespace)?.tenantId;
  return new Set(
    erased.flatMap(({ owner: tenant, creator_id: id }) =>
      tenant === owner && id >= first && id <= last ? [id] : [],
    ),
  );
}

/** Returns the file unchanged if it contains none of them, and null if no rows are left. */
async function rewriteFile(
  ports: BackupPorts,
  file: BackupFile,
  wanted: ReadonlySet<string>,
  removed: Map<string, number>,
): Promise<BackupFile | null> {
  const { files } = ports.backup;
  const found: string[] = [];
  let [first, last, rows] = ["", "", 0];
  async function* kept(): AsyncGenerator<VectorRecord[]> {
    for await (const group of files.read(await checkedBytes(ports, file))) {
      const left = group.filter(({ id }) => !wanted.has(id));
      found.push(...group.flatMap(({ id }) => (wanted.has(id) ? [id] : [])));
      if (left.length === 0) continue;
      rows += left.length;
      first ||= left[0]?.id ?? "";
      last = left.at(-1)?.id ?? "";
      yield left;
    }
  }
  const body = await files.write(kept());
  if (found.length === 0) return file;
  for (const id of found) removed.set(id, (removed.get(id) ?? 0) + 1);
  if (rows === 0) return null;
  const key = file.key.replace(/(?:\.r-[0-9a-z]+)?\.parquet$/, `.r-${ports.ids.random().slice(-8)}.parquet`);
  await ports.objects.put(key, body, { contentType: "application/vnd.apache.parquet" });
  const fresh = { ...file, key, rows, bytes: body.length, sha256: sha256(body), first, last };
  await requireGone(ports, fresh, wanted);
  return fresh;
}

async function requireGone(ports: BackupPorts, file: BackupFile, ids: ReadonlySet<string>): Promise<void> {
  for await (const group of ports.backup.files.read(await checkedBytes(ports, file))) {
    if (group.some(({ id }) => ids.has(id))) {
      const message = "A rewritten file of a backup still holds an erased creator.";
      throw new AppError("unavailable", "backup-not-rewritten", message, { key: file.key });
    }
  }
}

const PAGE = 1_000;

/** Creators whose removal from backups was requested since an instant, done or not. */
export const erasedSince = (
  ports: Pick<BackupPorts, "openDocuments">,
  since: string,
): Promise<BackupErasure[]> => erasures(ports, [atLeast("at", since)]);

export const pendingErasures = (ports: Pick<BackupPorts, "openDocuments">): Promise<BackupErasure[]> =>
  erasures(ports, [eq("status", "pending")]);

const erasures = (
  ports: Pick<BackupPorts, "openDocuments">,
  where: readonly Condition[],
): Promise<BackupErasure[]> =>
  whole(everyPage(systemDocuments(ports), "backup_erasures", { where, limit: PAGE }));
