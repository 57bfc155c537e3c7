import { ensureTenant } from "../access/tenants.ts";
import { ERASED_SET_TTL_SECONDS, erasedSetKey } from "../cache/cache-keys.ts";
import { eq, oneOf } from "../domain/condition.ts";
import { TOMBSTONE_VERSION } from "../domain/creator.ts";
import { DAY_MS, isoAfter } from "../domain/durations.ts";
import { dueBy, holdsEverywhere, isOpen, noEvidence } from "../domain/erasure.ts";
import { type CreatorId, idsOf, type TenantId } from "../domain/ids.ts";
import { PLATFORMS, type Platform } from "../domain/platform.ts";
import type { Erasure } from "../domain/records.ts";
import { PLATFORM_TERMS } from "../platforms/terms.ts";
import { type Cache, ignoreCacheOut } from "../ports/cache.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { changeErasure } from "./change-erasure.ts";
import { callOf, PATIENCE_MS, renewed, sendTurn } from "./erasure-turns.ts";
import { anotherRound, newReach, type Whom } from "./reach.ts";
import { type Subject, suppress, suppressInTenant } from "./suppression.ts";

export type OpenErasurePorts = Pick<
  Ports,
  "openDocuments" | "cache" | "queues" | "clock" | "ids" | "keyring"
>;

export interface ErasureSubject extends Subject {
  /** Null if nothing is stored under the id and nobody named the account. */
  readonly platform: Platform | null;
  /** Whether a record stands under the id, live or as a tombstone. */
  readonly isStored: boolean;
}

export interface ErasureRequest {
  /** All belong to the tenant of `documents`. The first is the one that the request named. */
  readonly subjects: readonly [ErasureSubject, ...ErasureSubject[]];
  readonly scope: Erasure["scope"];
  readonly origin: Erasure["origin"];
  /**
   * The erasure's id, if it follows from the request. Then the request joins no other erasure, and an erasure with
   * this id stays as it is.
   */
  readonly id?: string | undefined;
  /**
   * For a request that holds for the whole platform: the account that the worker looks for in every tenant, and who
   * asked.
   */
  readonly everywhere?: { readonly whom: Whom; readonly actor: string };
  /** Writes the audit before anything of the erasure takes effect: nothing happens that cannot be put on record. */
  readonly audit: (erasureId: string) => Promise<void>;
}

/**
 * SQS keeps a message for four days by default (MessageRetentionPeriod), so no event from before the request can come
 * later.
 */
const LONGEST_MESSAGE_AGE_MS = 4 * DAY_MS;

/**
 * Begins to forget. Once this returns, this tenant shows none of the creators, and no write that is under way brings
 * them back. The order matters: the audit; the record, so that the sweep can go on after a crash; suppression,
 * tombstone and the cache's set of the erased; then the worker's message. If an open erasure does the same already,
 * the request joins it.
 */
export async function openErasure(
  ports: OpenErasurePorts,
  documents: TenantDocuments,
  request: ErasureRequest,
): Promise<Erasure> {
  const joined = await joinOpenErasure(documents, request);
  const id = joined?.id ?? request.id ?? newErasureId(ports);
  await request.audit(id);
  const erasure = joined ?? (await recordErasure(ports, documents, { ...request, id }));
  await suppressSubjects(ports, documents, erasure, request.subjects);
  // After the creators are hidden, since nothing may delay that.
  await ensureTenant(ports, documents.scope.tenantId);
  await callWorker(ports, erasure);
  return erasure;
}

/**
 * Finds an open erasure that does all that is asked for. A pass may be under way that has gone past what is there now,
 * so the erasure learns that this pass is not its last.
 */
async function joinOpenErasure(documents: TenantDocuments, request: ErasureRequest): Promise<Erasure | null> {
  if (request.id !== undefined) return null;
  const open = await latestErasure(documents, request.subjects[0].id, ["accepted", "running"]);
  if (!open || !covers(open, request)) return null;
  const joined = await changeErasure(documents, open.id, ({ status, asked, reach }) =>
    isOpen({ status })
      ? { asked: asked + 1, ...(reach && request.everywhere && { reach: anotherRound(reach) }) }
      : null,
  );
  return isOpen(joined) ? joined : null;
}

/** Whether an open erasure does all that is asked for. */
const covers = (open: Erasure, { scope, origin, subjects, everywhere }: ErasureRequest): boolean =>
  open.scope === scope &&
  (holdsEverywhere(open) || !holdsEverywhere({ origin })) &&
  (open.reach !== undefined || everywhere === undefined) &&
  subjects.every(({ id }) => open.creator_ids.includes(id));

/**
 * Calls the worker, once the creators are hidden. It may be called again: while an erasure's message is on its way, no
 * other is sent. The worker also hides what is not hidden yet.
 */
export async function callWorker(
  ports: Pick<OpenErasurePorts, "cache" | "queues" | "openDocuments">,
  erasure: Erasure,
): Promise<void> {
  await removeFromPagesIfReachable(ports.cache, erasure.tenant_id, erasure.creator_ids);
  const { sent, turn } = callOf(erasure);
  if (sent < turn) await sendTurn(ports, erasure);
}

const CARRIED_OUT = ["accepted", "running", "completed", "closed"] as const satisfies Erasure["status"][];

/**
 * The tenant's own newest erasure that covers the creator and that is, or was, carried out. `statuses` narrows it.
 */
export async function latestErasure(
  documents: TenantDocuments,
  id: CreatorId,
  statuses: readonly Erasure["status"][] = CARRIED_OUT,
): Promise<Erasure | null> {
  const { items } = await documents.find("erasures", {
    where: [eq("tenant_id", documents.scope.tenantId), oneOf("status", statuses), eq("creator_ids", id)],
    sort: { field: "received_at", direction: "descending" },
    limit: 1,
  });
  return items[0] ?? null;
}

/**
 * Suppression comes first. The tombstone wipes the account's name, so the account must be suppressed by then. It
 * suppresses the account in every tenant only if the erasure holds there.
 */
export async function suppressSubjects(
  ports: Pick<OpenErasurePorts, "openDocuments" | "keyring" | "clock">,
  documents: TenantDocuments,
  erasure: Pick<Erasure, "id" | "origin">,
  subjects: readonly ErasureSubject[],
): Promise<void> {
  const at = ports.clock.now().toISOString();
  const cause = { erasureId: erasure.id, at };
  if (holdsEverywhere(erasure)) await suppress(ports, documents, subjects, cause);
  else await suppressInTenant(ports, documents, subjects, cause);
  const stored = subjects.flatMap(({ id, platform, isStored }) =>
    isStored && platform ? [{ id, platform }] : [],
  );
  await documents.upsertMany(
    "creators",
    stored.map(({ id, platform }) => ({
      id,
      version: TOMBSTONE_VERSION,
      replace: true,
      set: { erased: true, platform, updated_at: at },
    })),
  );
}

/** Takes the creators out of every page that the cache holds. */
export const removeFromPages = (cache: Cache, tenantId: TenantId, ids: readonly CreatorId[]): Promise<void> =>
  cache.addMembers(erasedSetKey(tenantId), ids, { ttlSeconds: ERASED_SET_TTL_SECONDS });

/** A cache that is down serves no pages either, and the worker asks it again. */
export const removeFromPagesIfReachable = (
  cache: Cache,
  tenantId: TenantId,
  ids: readonly CreatorId[],
): Promise<void> => removeFromPages(cache, tenantId, ids).catch(ignoreCacheOut);

/** Writes the erasure's record: `accepted`, or `proposed`, which nobody carries out before it is decided. */
export async function recordErasure(
  ports: OpenErasurePorts,
  documents: TenantDocuments,
  { id, subjects, scope, origin, everywhere }: Omit<ErasureRequest, "audit"> & { readonly id: string },
  status: "accepted" | "proposed" = "accepted",
): Promise<Erasure> {
  const now = ports.clock.now();
  const { tenantId } = documents.scope;
  const receivedAt = now.toISOString();
  const set = {
    status,
    scope,
    received_at: receivedAt,
    due_by: dueBy(now, subjects.flatMap(clocksOf)).toISOString(),
    stores: noEvidence(),
    creator_ids: idsOf(subjects),
    platform: subjects[0].platform,
    close_after: isoAfter(now, LONGEST_MESSAGE_AGE_MS),
    attempts: 0,
    asked: 1,
    call: renewed({ turn: 1, sent: 0, at: receivedAt, expected_by: receivedAt }, now, PATIENCE_MS / 3),
    ...(everywhere && { reach: newReach(ports.keyring, id, everywhere.whom, everywhere.actor) }),
    origin,
    completed_at: null,
    closed_at: null,
    verified_at: null,
    came_back: 0,
    revision: 0,
  };
  const key = { id, version: RECORD_VERSION };
  await documents.upsertMany("erasures", [{ ...key, set }]);
  return { ...key, tenant_id: tenantId, ...set };
}

/** Always the same, so that a second record of it loses. */
const RECORD_VERSION = "1";

export const newErasureId = ({ ids }: Pick<OpenErasurePorts, "ids">): string => `er_${ids.random()}`;

/** If the date cannot be told, the strictest one counts. */
const clocksOf = ({ platform }: ErasureSubject): (number | null)[] =>
  (platform === null ? PLATFORMS : [platform]).map((one) => PLATFORM_TERMS[one].deletionClockHours);
