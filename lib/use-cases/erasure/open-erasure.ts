import { TOMBSTONE_VERSION } from "../../domain/creator.ts";
import { dueBy, noEvidence } from "../../domain/erasure.ts";
import { isAppError } from "../../domain/errors.ts";
import type { CreatorId, TenantId } from "../../domain/ids.ts";
import type { Keyring } from "../../domain/keyring.ts";
import { PLATFORMS, type Platform } from "../../domain/platform.ts";
import type { Erasure } from "../../domain/records.ts";
import { PLATFORM_TERMS } from "../../platforms/terms.ts";
import type { Cache } from "../../ports/cache.ts";
import type { Clock, Ids } from "../../ports/clock.ts";
import type { Queues } from "../../ports/queues.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../../ports/tenant-documents.ts";
import { ERASED_SET_TTL_SECONDS, erasedSetKey } from "../search/cache-keys.ts";
import { type Subject, suppress } from "../suppression.ts";
import { eraseMessage } from "./erase-message.ts";

export interface OpenErasurePorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly cache: Cache;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keyring: Keyring;
}

export interface ErasureSubject extends Subject {
  /** Null when nothing is stored under the id and nobody said. */
  readonly platform: Platform | null;
  /** Whether a record stands under the id, live or a tombstone. */
  readonly isStored: boolean;
}

export interface ErasureRequest {
  /** Of one tenant, the one whose `documents` are given; the first is the one that was asked for. */
  readonly subjects: readonly [ErasureSubject, ...ErasureSubject[]];
  readonly scope: Erasure["scope"];
}

/**
 * SQS keeps a message four days unless told otherwise (MessageRetentionPeriod); no event that was under way at the
 * request can come later.
 */
const LONGEST_MESSAGE_AGE_MS = 4 * 86_400_000;

/**
 * Begins to forget: from its return on nothing shows the creators and no write in flight brings them back. The
 * record comes first, so that a crash after it is taken up by the sweep; then suppression, tombstone and the
 * cache's set of the erased, in that order; then the worker is called. An open erasure of the same is taken up.
 */
export async function openErasure(
  ports: OpenErasurePorts,
  documents: TenantDocuments,
  request: ErasureRequest,
): Promise<Erasure> {
  const [first] = request.subjects;
  const wanted = request.subjects.map(({ id }) => id);
  const open = await latestErasure(documents, first.id, ["accepted", "running"]);
  const covers = open?.scope === request.scope && wanted.every((id) => open.creator_ids.includes(id));
  const erasure = open && covers ? open : await recordErasure(ports, documents, request);
  const hidden = await hide(ports, documents, erasure.id, request.subjects);
  const shown = { ...erasure, stores: withRemoved(erasure.stores, hidden) };
  // Once a worker has begun, the evidence is the worker's.
  const when = [{ field: "status", op: "eq", value: "accepted" }] as const;
  if (hidden > 0) await documents.update("erasures", { id: erasure.id, set: { stores: shown.stores }, when });
  await callWorker(ports, erasure);
  return shown;
}

/** What follows once the creators are hidden; harmless again. The worker also hides what is left to hide. */
export async function callWorker(
  { cache, queues }: Pick<OpenErasurePorts, "cache" | "queues">,
  { id, tenant_id, creator_ids }: Erasure,
): Promise<void> {
  await announceErased(cache, tenant_id, creator_ids).catch(ignoreUnavailable);
  await queues.send("erase", [eraseMessage({ tenant_id, erasure_id: id })]);
}

/** The newest erasure that covers the creator, of any status unless told. */
export async function latestErasure(
  documents: TenantDocuments,
  id: CreatorId,
  statuses: readonly Erasure["status"][] = [],
): Promise<Erasure | null> {
  const ofStatus = statuses.length > 0 ? [{ field: "status", op: "in", values: statuses } as const] : [];
  const { items } = await documents.find("erasures", {
    where: [...ofStatus, { field: "creator_ids", op: "eq", value: id }],
    sort: { field: "received_at", direction: "descending" },
    limit: 1,
  });
  return items[0] ?? null;
}

/** Documents are gone before the worker begins, and count all the same. */
const withRemoved = (stores: Erasure["stores"], hidden: number): Erasure["stores"] =>
  stores.map((one) => (one.store === "documents" ? { ...one, removed: one.removed + hidden } : one));

/**
 * Suppression first, then the tombstone, which also wipes the account's name: it must be suppressed by then. How
 * many live documents became tombstones.
 */
export async function hide(
  ports: Pick<OpenErasurePorts, "openDocuments" | "keyring" | "clock">,
  documents: TenantDocuments,
  erasureId: string,
  subjects: readonly ErasureSubject[],
): Promise<number> {
  const at = ports.clock.now().toISOString();
  await suppress(ports, documents, subjects, { erasureId, at });
  const stored = subjects.flatMap(({ id, platform, isStored }) =>
    isStored && platform ? [{ id, platform }] : [],
  );
  const outcomes = await documents.upsertMany(
    "creators",
    stored.map(({ id, platform }) => ({
      id,
      version: TOMBSTONE_VERSION,
      replace: true,
      set: { erased: true, platform, updated_at: at },
    })),
  );
  return outcomes.filter((outcome) => outcome === "updated").length;
}

/** Takes the creators out of every page that the cache holds. */
export const announceErased = (cache: Cache, tenantId: TenantId, ids: readonly CreatorId[]): Promise<void> =>
  cache.addMembers(erasedSetKey(tenantId), ids, { ttlSeconds: ERASED_SET_TTL_SECONDS });

async function recordErasure(
  ports: OpenErasurePorts,
  documents: TenantDocuments,
  { subjects, scope }: ErasureRequest,
): Promise<Erasure> {
  const now = ports.clock.now();
  const { tenantId } = documents.scope;
  const receivedAt = now.toISOString();
  const set = {
    status: "accepted" as const,
    scope,
    received_at: receivedAt,
    due_by: dueBy(now, subjects.flatMap(clocksOf)).toISOString(),
    stores: noEvidence(),
    creator_ids: subjects.map(({ id }) => id),
    platform: subjects[0].platform,
    close_after: new Date(now.getTime() + LONGEST_MESSAGE_AGE_MS).toISOString(),
    attempts: 0,
  };
  const key = { id: `er_${ports.ids.random()}`, version: receivedAt };
  await documents.upsertMany("erasures", [{ ...key, set }]);
  return { ...key, tenant_id: tenantId, ...set };
}

/** What cannot be told counts as the strictest. */
const clocksOf = ({ platform }: ErasureSubject): (number | null)[] =>
  (platform === null ? PLATFORMS : [platform]).map((one) => PLATFORM_TERMS[one].deletionClockHours);

/** A cache that is down serves no page either, and the worker announces again. */
function ignoreUnavailable(error: unknown): void {
  if (!isAppError(error) || error.kind !== "unavailable") throw error;
}
