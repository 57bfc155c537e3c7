import { eq } from "../domain/condition.ts";
import { DAY_MS, isoAfter } from "../domain/durations.ts";
import { isLate, isPending } from "../domain/erasure.ts";
import { type ErasureReport, FIGURE_DAYS, figuresOf } from "../domain/erasure-report.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Erasure, ErasurePart } from "../domain/records.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage } from "../stored/every-page.ts";
import { changeErasure } from "../suppression/change-erasure.ts";
import { callOf, nextTurn, sendTurn } from "../suppression/erasure-turns.ts";
import { anotherRound } from "../suppression/reach.ts";
import { readBack } from "./read-back.ts";
import { ownRemovalOf, type ReadBackPorts, removalOf } from "./stores.ts";

export type VerifyErasuresPorts = ReadBackPorts & Pick<Ports, "queues" | "clock">;

/** What a person has to look at; it holds no personal data. */
export interface ErasureAlarm {
  readonly erasure: string;
  readonly reason: "came-back" | "half-time-gone" | "overdue";
  readonly due_by: string;
  /** Where it was found, for one that came back. */
  readonly stores: readonly string[];
}

/**
 * Erasures read back in one run, of each tenant: those that were looked at longest ago, so that all have their turn.
 */
const SAMPLE = 200;
/** Of one that reaches every tenant, parts that are read back in one run, likewise. */
const PARTS = 20;
const PAGE = 500;

/**
 * Runs daily: reads a sample of a tenant's completed erasures back from every store, gives what came back to the
 * worker again, warns of open ones from half of their time on, and keeps the figures of the day as a report.
 */
export async function verifyErasures(
  ports: VerifyErasuresPorts,
  { tenantId }: { readonly tenantId: TenantId },
): Promise<{ readonly report: ErasureReport; readonly alarms: readonly ErasureAlarm[] }> {
  const documents = ports.openDocuments(ownScope(tenantId));
  const now = ports.clock.now();
  const { figures, completed, warnings, sample } = await readAll(documents, now);
  const found = await verifySample(ports, documents, sample);
  const at = now.toISOString();
  const report = {
    id: reportId(tenantId, now),
    tenant_id: tenantId,
    version: at,
    at,
    figures,
    verification: { at, sample: sample.length, completed, ...found.verification },
  };
  const { id, version, tenant_id: _tenant, ...set } = report;
  await documents.upsertMany("erasure_reports", [{ id, version, set }]);
  return { report, alarms: [...found.alarms, ...warnings] };
}

/** One report a day and tenant. */
export const reportId = (tenantId: TenantId, day: Date): string =>
  `${tenantId}/${day.toISOString().slice(0, "2026-11-20".length)}`;

/** One walk over the tenant's erasures: figures of the last days, warnings, and which erasures to look at. */
async function readAll(documents: TenantDocuments, now: Date) {
  const since = isoAfter(now, -FIGURE_DAYS * DAY_MS);
  const figures = figuresOf(now);
  const warnings: ErasureAlarm[] = [];
  let sample: Erasure[] = [];
  let completed = 0;
  for await (const page of ownErasures(documents)) {
    for (const erasure of page) {
      if (erasure.received_at >= since) figures.add(erasure);
      if (isPending(erasure)) warnings.push(...warningsOf(erasure, now));
      else if (isCarriedOut(erasure)) completed += 1;
    }
    sample = longestUnseen([...sample, ...page.filter(isCarriedOut)]);
  }
  return { figures: figures.result(), completed, warnings, sample };
}

const longestUnseen = (erasures: readonly Erasure[]): Erasure[] =>
  erasures.toSorted((a, b) => ((a.verified_at ?? "") < (b.verified_at ?? "") ? -1 : 1)).slice(0, SAMPLE);

const isCarriedOut = ({ status }: Erasure): boolean => status === "completed" || status === "closed";

/** A caller may read the common catalogue's too; they are reported there. */
export async function* ownErasures(documents: TenantDocuments): AsyncGenerator<Erasure[]> {
  for await (const page of everyPage(documents, "erasures", { where: [], limit: PAGE }))
    yield page.filter(({ tenant_id }) => tenant_id === documents.scope.tenantId);
}

function warningsOf({ id, due_by, received_at }: Erasure, now: Date): ErasureAlarm[] {
  if (!isLate({ received_at, due_by }, now)) return [];
  const isOverdue = Date.parse(due_by) <= now.getTime();
  return [{ erasure: id, reason: isOverdue ? "overdue" : "half-time-gone", due_by, stores: [] }];
}

async function verifySample(
  ports: VerifyErasuresPorts,
  documents: TenantDocuments,
  sample: readonly Erasure[],
) {
  const came_back: ErasureReport["verification"]["came_back"] = [];
  const alarms: ErasureAlarm[] = [];
  let unanswered = 0;
  for (const erasure of sample) {
    const parts = await partsToLookAt(documents, erasure);
    const own = ownRemovalOf(ports, erasure);
    const elsewhere = parts.map(({ of: tenantId, creator_ids: creatorIds }) =>
      removalOf(ports, erasure, { tenantId, creatorIds }),
    );
    const found = await readBack(ports, [own, ...elsewhere]);
    unanswered += found.unanswered;
    if (found.holding.length > 0) {
      came_back.push({ erasure: erasure.id, stores: found.holding });
      alarms.push({
        erasure: erasure.id,
        reason: "came-back",
        due_by: erasure.due_by,
        stores: found.holding,
      });
      await reopen(ports, documents, erasure);
    } else if (found.unanswered === 0) {
      const verified_at = ports.clock.now().toISOString();
      await changeErasure(documents, erasure.id, () => ({ verified_at }));
      const seen = parts.map(({ id }) => ({ id, set: { verified_at } }));
      await documents.updateMany("erasure_parts", seen);
    }
  }
  return { verification: { came_back, unanswered }, alarms };
}

async function partsToLookAt(documents: TenantDocuments, { id, reach }: Erasure): Promise<ErasurePart[]> {
  if (!reach) return [];
  const where = [eq("erasure_id", id)];
  const sort = { field: "verified_at", direction: "ascending" } as const;
  return (await documents.find("erasure_parts", { where, sort, limit: PARTS })).items;
}

/** What came back is removed as if it had been asked for again; the request and its date stay. */
async function reopen(
  ports: VerifyErasuresPorts,
  documents: TenantDocuments,
  { id }: Erasure,
): Promise<void> {
  const reopened = await changeErasure(documents, id, (current) => ({
    status: "running",
    came_back: current.came_back + 1,
    call: nextTurn(callOf(current), ports.clock.now()),
    ...(current.reach && { reach: anotherRound(current.reach) }),
  }));
  await sendTurn(ports, reopened);
}
