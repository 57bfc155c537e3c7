import { createHash } from "node:crypto";
import { OVERLAP_MS } from "../domain/backup/chain.ts";
import type { Restore } from "../domain/backup/records.ts";
import { atLeast, eq } from "../domain/condition.ts";
import { idsOf } from "../domain/ids.ts";
import { markedAs } from "../domain/index-marks.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { everyPage } from "../stored/every-page.ts";
import { partsOfNamespace, stagingPrefix } from "./keys.ts";
import { checkedBytes } from "./manifests.ts";
import { type BackupPorts, systemDocuments } from "./ports.ts";
import { applySteps } from "./restore/apply.ts";
import { checkFiles, lastRows, siftFile } from "./restore/check.ts";
import { filledOf, importFull, requireImportable } from "./restore/import.ts";
import { planRestore, type RestorePlan, type RestoreRequest } from "./restore/plan.ts";
import { note, type RestoreProgress, type RestoreWork } from "./restore/progress.ts";
import { changesAfter, replacedRows } from "./restore/replaced.ts";

export type { RestoreRequest } from "./restore/plan.ts";

export interface RestoreOptions {
  readonly onProgress: (progress: RestoreProgress) => void;
  /** Ends the restore before its next file. The same request later continues there. */
  readonly signal: AbortSignal;
}

/**
 * Restores vectors from a backup and from the backups that it builds on: verifies signature and checksums of
 * everything, sends the vectors, replays deletions, and queues again what was indexed after the backup. An unfinished
 * restore of the same request continues.
 * @throws AppError as `planRestore` and `requireImportable`; `invalid`, code `backup-damaged`.
 */
export async function restoreVectors(
  ports: BackupPorts,
  request: RestoreRequest,
  { onProgress, signal }: RestoreOptions,
): Promise<Restore> {
  let plan = await planRestore(ports, request);
  let restore = await beginOrGoOn(ports, request, plan);
  if (restore.phase === "checking") {
    restore = await checkFiles({ ports, plan, onProgress, signal }, restore);
    // The check may have removed erased creators from files, which then have other names.
    plan = await planRestore(ports, request);
  }
  const work: RestoreWork = { ports, plan, onProgress, signal };
  if (restore.mode === "import" && ["checking", "importing"].includes(restore.phase)) {
    const isStarted = restore.import_id !== null;
    const bulkImport = isStarted ? ports.backup.bulkImport : await requireImportable(ports, plan);
    restore = await note(work, restore, { phase: "importing" });
    if (bulkImport) restore = await importFull(work, restore, bulkImport);
  }
  restore = await applySteps(work, await note(work, restore, { phase: "upserting" }));
  restore = await note(work, restore, { phase: "queueing" });
  const requeued = await queueNewer(ports, plan);
  await ports.objects.deletePrefix(stagingPrefix(restore.id));
  return note(work, restore, { phase: "complete", requeued, finished_at: ports.clock.now().toISOString() });
}

async function beginOrGoOn(ports: BackupPorts, request: RestoreRequest, plan: RestorePlan): Promise<Restore> {
  const documents = systemDocuments(ports);
  const { items } = await documents.find("restores", { where: [eq("backup", request.backup)], limit: 1_000 });
  const open = items.find(
    (one) =>
      one.phase !== "complete" &&
      one.namespaces.join() === plan.namespaces.join() &&
      (request.mode === "auto" || one.mode === request.mode),
  );
  if (open) return open.steps === plan.steps.length ? open : startOver(ports, open, plan);
  const mode = await chosenMode(ports, request, plan);
  if (mode === "import") await requireImportable(ports, plan);
  const started_at = ports.clock.now().toISOString();
  const digest = createHash("sha256").update(`${request.backup} ${plan.namespaces.join()} ${started_at}`);
  const id = `r-${digest.digest("hex").slice(0, 16)}`;
  const set = {
    ...{ backup: request.backup, mode, namespaces: [...plan.namespaces], started_at },
    ...{ phase: "checking" as const, finished_at: null, import_id: null },
    ...{ steps: plan.steps.length, checked: 0, applied: 0 },
    ...{ restored: 0, replaced: 0, suppressed: 0, orphans: 0, deleted: 0, requeued: 0 },
  };
  await documents.upsertMany("restores", [{ id, version: "1", set }]);
  return (await documents.get("restores", id)) ?? beginOrGoOn(ports, request, plan);
}

/** Starts again at the first file, but does not repeat an import, since what it brought is there. */
async function startOver(ports: BackupPorts, open: Restore, plan: RestorePlan): Promise<Restore> {
  const set = { steps: plan.steps.length, checked: 0, applied: 0 };
  await systemDocuments(ports).update("restores", { id: open.id, set });
  return { ...open, ...set };
}

async function chosenMode(
  ports: BackupPorts,
  { mode }: RestoreRequest,
  { namespaces }: RestorePlan,
): Promise<Restore["mode"]> {
  if (mode !== "auto") return mode;
  const canImport = ports.backup.bulkImport !== null;
  return canImport && (await filledOf(ports, namespaces)).length === 0 ? "import" : "upsert";
}

const PAGE = 500;

/**
 * Creators that were indexed after the backup have marks for vectors that the backup lacks or holds in an older
 * version. Clears these marks, so that the vectors are made again. Returns their number.
 */
async function queueNewer(ports: BackupPorts, { namespaces, coveredUntil }: RestorePlan): Promise<number> {
  const since = new Date(Date.parse(coveredUntil) - OVERLAP_MS).toISOString();
  const marked = `${ports.marks.own}.at`;
  let requeued = 0;
  for (const namespace of namespaces) {
    const parts = partsOfNamespace(namespace);
    if (!parts) continue;
    const documents = ports.openDocuments(ownScope(parts.tenantId));
    const newer = everyPage(documents, "creators", {
      where: [eq("platform", parts.platform), atLeast(marked, since)],
      sort: { field: marked, direction: "ascending" },
      limit: PAGE,
    });
    for await (const page of newer) {
      const live = page.flatMap((record) => (record.erased ? [] : [record.id]));
      const set = { ...markedAs(ports.marks.own, null), index_pending: true, index_urgent: false };
      await documents.updateMany(
        "creators",
        live.map((id) => ({ id, set })),
      );
      requeued += live.length;
    }
  }
  return requeued;
}

export interface RestorePreview {
  readonly chain: readonly string[];
  readonly mode: Restore["mode"];
  readonly namespaces: readonly string[];
  readonly files: number;
  /** Number of distinct vectors, however many files hold them. */
  readonly rows: number;
  readonly bytes: number;
  readonly deletions: number;
  /** Vectors that would not be sent, because their creators are erased or suppressed, or have no document. */
  readonly suppressed: number;
  readonly orphans: number;
}

/** What a restore would do. Everything is read and verified; nothing is written or sent. */
export async function previewRestore(
  ports: BackupPorts,
  request: RestoreRequest,
  { onProgress, signal }: RestoreOptions,
): Promise<RestorePreview> {
  const plan = await planRestore(ports, request);
  const mode = await chosenMode(ports, request, plan);
  if (mode === "import") await requireImportable(ports, plan);
  const found = { rows: 0, bytes: 0, deletions: 0, suppressed: 0, orphans: 0 };
  const replaced = replacedRows(ports);
  for (const [at, { kind, file }] of plan.steps.entries()) {
    signal.throwIfAborted();
    const body = await checkedBytes(ports, file);
    found.bytes += body.length;
    if (kind === "delete") found.deletions += file.rows;
    else {
      const again = await replaced(file, changesAfter(plan.steps, at));
      const { wanted, forbidden, orphans } = lastRows(await siftFile(ports, file, body), again);
      found.rows += wanted.length + forbidden.length + orphans.length;
      found.suppressed += forbidden.length;
      found.orphans += orphans.length;
    }
    onProgress({ phase: "checking", done: at + 1, of: plan.steps.length, restored: 0 });
  }
  const { chain, namespaces, steps } = plan;
  return { chain: idsOf(chain), mode, namespaces, files: steps.length, ...found };
}
