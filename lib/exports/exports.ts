import type { z } from "zod";
import type * as operations from "../domain/api/export-operations.ts";
import type { InputOf } from "../domain/api/operation.ts";
import { HOUR_MS, isoAfter } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import { EXPORT_HOURS, type Export, type ExportId, type ExportSource } from "../domain/export.ts";
import { SHARED_TENANT } from "../domain/ids.ts";
import { startJob } from "../domain/job-message.ts";
import { storedSearchSchema } from "../domain/search-request.ts";
import type { Ports } from "../ports/ports.ts";
import { requireList } from "../workspace/lists.ts";
import { type ExportStore, exportDocuments, fileKey } from "./store.ts";

type ExportView = z.infer<typeof operations.exportViewSchema>;

export type ExportPorts = ExportStore & Pick<Ports, "documents" | "queues" | "clock" | "ids">;

const EXPORT_JOB = "run-exports";
const LINK_SECONDS = 900;

const own = (ports: ExportPorts) => exportDocuments(ports, ports.documents.scope.tenantId);

/**
 * Records a request for an export and has the job make it.
 * @throws AppError `not-found`, code `list-not-found`.
 */
export async function requestExport(
  ports: ExportPorts,
  input: z.infer<typeof operations.createExport.input>,
): Promise<{ data: ExportView }> {
  if (input.list_id !== undefined) await requireList(ports, input.list_id);
  const now = ports.clock.now();
  const at = now.toISOString();
  const { tenantId, reads } = ports.documents.scope;
  const subscribes_shared = reads.includes(SHARED_TENANT);
  const id: ExportId = `ex_${ports.ids.random()}`;
  const source: ExportSource =
    input.list_id === undefined
      ? { search: storedSearchSchema.parse(input.search) }
      : { list_id: input.list_id };
  const set = {
    ...({ status: "queued", format: input.format, source, limit: input.limit } as const),
    ...{ rows: 0, total: null, created_at: at, ready_at: null, failure: null },
    expires_at: isoAfter(now, EXPORT_HOURS * HOUR_MS),
    ...{ subscribes_shared, parts: 0, cursor: null, is_read: false, attempts: 0 },
  };
  await own(ports).upsertMany("exports", [{ id, version: "1", set }]);
  // The time after the write: a run that began later sees the record.
  await ports.queues.send("jobs", [startJob(EXPORT_JOB, tenantId, ports.clock.now())]);
  return { data: viewOf({ id, ...set }, null) };
}

/** The tenant's exports, newest first. */
export async function listExports(
  ports: ExportPorts,
  { limit, cursor }: InputOf<typeof operations.listExports>,
): Promise<{ data: ExportView[]; next_cursor: string | null }> {
  const page = await own(ports).find("exports", {
    where: [],
    sort: { field: "created_at", direction: "descending" },
    limit,
    cursor,
  });
  // The job removes expired exports. This is no condition of the query, because a cursor would not stay valid as time
  // moves on.
  const items = page.items.filter((one) => leftMsOf(ports, one) > 0);
  return { data: items.map((one) => viewOf(one, null)), next_cursor: page.cursor };
}

/** @throws AppError `not-found`, code `export-not-found`, also if the export has expired. */
export async function getExport(ports: ExportPorts, id: ExportId): Promise<{ data: ExportView }> {
  const one = await own(ports).get("exports", id);
  const leftMs = one ? leftMsOf(ports, one) : 0;
  if (!one || leftMs <= 0)
    throw new AppError(
      "not-found",
      "export-not-found",
      "There is no export with this id, or its day is over.",
      { id },
    );
  const seconds = Math.min(LINK_SECONDS, Math.ceil(leftMs / 1_000));
  const link = one.status === "ready" ? await ports.objects.signedLink(fileKey(one), seconds) : null;
  return { data: viewOf(one, link) };
}

const leftMsOf = (
  { clock }: Pick<ExportPorts, "clock">,
  { expires_at }: Pick<Export, "expires_at">,
): number => Date.parse(expires_at) - clock.now().getTime();

const viewOf = (
  one: Omit<ExportView, "link"> & Pick<Partial<Export>, "tenant_id">,
  link: string | null,
): ExportView => ({
  ...{ id: one.id, status: one.status, format: one.format, source: one.source, limit: one.limit },
  ...{ rows: one.rows, total: one.total, created_at: one.created_at, ready_at: one.ready_at },
  ...{ expires_at: one.expires_at, failure: one.failure, link },
});
