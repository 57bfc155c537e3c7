import { chainTo } from "../../domain/backup/chain.ts";
import { type BackupManifest, type DeletionFile, requireSameModel } from "../../domain/backup/manifest.ts";
import type { BackupFile } from "../../domain/backup/records.ts";
import { AppError } from "../../domain/errors.ts";
import type { TenantId } from "../../domain/ids.ts";
import { partsOfNamespace } from "../keys.ts";
import { readManifest } from "../manifests.ts";
import { type BackupPorts, sourceOf } from "../ports.ts";

interface RestoreScope {
  /** All namespaces of the backup if not given. */
  readonly namespaces?: readonly string[] | undefined;
  readonly tenant?: TenantId | undefined;
}

export interface RestoreRequest extends RestoreScope {
  readonly backup: string;
  /** `auto` imports if the index can and its namespaces are empty. */
  readonly mode: "auto" | "import" | "upsert";
  /** Whether this index may receive vectors of another index. */
  readonly allowsOtherIndex: boolean;
}

/** One change to the index. The steps run in order, and a restore remembers its position in the list. */
export type RestoreStep =
  | { readonly kind: "import"; readonly file: BackupFile }
  | { readonly kind: "change"; readonly file: BackupFile }
  | { readonly kind: "delete"; readonly file: DeletionFile };

export interface RestorePlan {
  /** From the full backup to the requested one. */
  readonly chain: readonly BackupManifest[];
  readonly namespaces: readonly string[];
  /** Whether it restores every namespace of the backup. */
  readonly isWhole: boolean;
  readonly steps: readonly RestoreStep[];
  /** What was written after this instant may be missing from the backup, or be in it in an older version. */
  readonly coveredUntil: string;
}

/**
 * Plans a restore. Reads and checks only the manifests.
 * @throws AppError `not-found`: `no-such-backup`; `invalid`: `backup-signature`, `bad-manifest`, `broken-chain`,
 * `backup-of-another-model`, `backup-of-another-index`, `nothing-to-restore`.
 */
export async function planRestore(ports: BackupPorts, request: RestoreRequest): Promise<RestorePlan> {
  const chain = await chainOf(ports, request.backup);
  for (const manifest of chain) requireSameModel(manifest, sourceOf(ports));
  if (!request.allowsOtherIndex) requireSameIndex(ports, chain);
  const all = [
    ...new Set(chain.flatMap(({ files, changes }) => [...files, ...changes]).map((one) => one.namespace)),
  ];
  const namespaces = all.filter((namespace) => isWanted(namespace, request)).sort();
  requireSome(request, namespaces, all);
  const isIn = ({ namespace }: BackupFile) => namespaces.includes(namespace);
  const steps = chain.flatMap(({ files, changes, deletions }): RestoreStep[] => [
    ...files.filter(isIn).map((file) => ({ kind: "import" as const, file })),
    ...changes.filter(isIn).map((file) => ({ kind: "change" as const, file })),
    ...deletions.map((file) => ({ kind: "delete" as const, file })),
  ]);
  const last = chain.at(-1);
  return {
    chain,
    namespaces,
    isWhole: namespaces.length === all.length,
    steps,
    // A backup contains everything that was written before it began, but perhaps not what was written while it ran.
    coveredUntil: last?.started_at ?? "",
  };
}

async function chainOf(ports: BackupPorts, id: string): Promise<BackupManifest[]> {
  const manifests = new Map<string, BackupManifest>();
  for (let at: string | null = id; at !== null && !manifests.has(at); ) {
    const manifest: BackupManifest = await readManifest(ports, at);
    manifests.set(at, manifest);
    at = manifest.kind === "full" ? null : manifest.parent;
  }
  const chain = chainTo(manifests, id);
  if (chain) return chain;
  const message = `The chain of ${id} does not lead to a full backup.`;
  throw new AppError("invalid", "broken-chain", message, { backup: id });
}

function requireSameIndex({ backup }: BackupPorts, chain: readonly BackupManifest[]): void {
  const other = chain.find(({ source }) => source.index !== backup.indexName);
  if (!other) return;
  const message = `${other.id} was made of the index ${other.source.index}, and this is ${backup.indexName}. If that is meant, as after a loss, say --from-other-index.`;
  throw new AppError("invalid", "backup-of-another-index", message, { backup: other.id });
}

const isWanted = (namespace: string, { namespaces, tenant }: RestoreScope): boolean =>
  (namespaces === undefined || namespaces.includes(namespace)) &&
  (tenant === undefined || partsOfNamespace(namespace)?.tenantId === tenant);

function requireSome(request: RestoreRequest, wanted: readonly string[], all: readonly string[]): void {
  const missing = request.namespaces?.find((one) => !all.includes(one));
  if (missing === undefined && (wanted.length > 0 || all.length === 0)) return;
  const message = `The backup holds nothing of ${missing ?? request.tenant ?? "that"}. It holds ${all.join(", ") || "no namespace"}.`;
  throw new AppError("invalid", "nothing-to-restore", message, { backup: request.backup });
}
