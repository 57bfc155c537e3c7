import { eq } from "../../domain/condition.ts";
import {
  absentHours,
  CONFIRMED_FAILURES,
  hoursAfter,
  refreshHours,
  retryHours,
} from "../../domain/crawl/refresh.ts";
import { type CrawlTarget, FETCHED_BY_ID, TARGET_VERSION } from "../../domain/crawl/target.ts";
import { idsOf } from "../../domain/ids.ts";
import type { AbsenceReason } from "../../platforms/platform-client.ts";
import type { Ports } from "../../ports/ports.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import type { FoundProfile } from "../prepare-outcomes.ts";

const DAY_MS = 86_400_000;

export type SettlePorts = Pick<Ports, "clock" | "documents">;

type Changes = Partial<Omit<CrawlTarget, "id" | "tenant_id" | "version">>;

/** What every settlement does: it releases the target, and those who asked for it have their answer. */
const ANSWERED = { claim: "", claims: 0, awaited: false } as const;

/** Changes a target only while it is held by this claim: who was overtaken changes nothing. */
const update = ({ id, claim }: CrawlTarget, set: Changes) => ({ id, set, when: [eq("claim", claim)] });

/**
 * Found accounts: when they are due next, what they are called now. A target that was known by handle alone moves to
 * the record of its platform id. Where a handle led to another account than before, the handle changed its owner: the
 * earlier account is absent under it.
 */
export async function settleFound(
  { clock, documents }: SettlePorts,
  profiles: readonly FoundProfile[],
  changed: ReadonlySet<FoundProfile>,
): Promise<void> {
  const now = clock.now();
  const fields = profiles.map((profile) => foundFields(profile, changed.has(profile), now));
  const staying = profiles.filter(isStaying);
  await documents.updateMany(
    "targets",
    staying.map((profile) => update(profile.target, fields[profiles.indexOf(profile)] ?? {})),
  );
  const moving = profiles.filter((profile) => !isStaying(profile));
  await moveTargets(documents, moving, (profile) => fields[profiles.indexOf(profile)] ?? {});
  await leaveOwners({ clock, documents }, moving.filter(isReassigned));
}

const isStaying = ({ target, targetId }: FoundProfile): boolean => target.id === targetId;

/** The target knew another id, so the handle is somebody else's now. */
const isReassigned = ({ target, found }: FoundProfile): boolean =>
  target.platform_user_id !== null && target.platform_user_id !== found.platform_user_id;

function foundFields({ target, prepared, hash }: FoundProfile, isChanged: boolean, now: Date): Changes {
  const { profile, platformModule, id } = prepared;
  const signs = {
    lastPostDay: profile.last_post_day,
    changed: isChanged,
    previousHours: target.interval_hours,
  };
  const hours = refreshHours(signs, Math.floor(now.getTime() / DAY_MS), platformModule.terms);
  return {
    ...ANSWERED,
    handle: profile.handle.toLowerCase(),
    platform_user_id: profile.platform_user_id,
    creator_id: id,
    priority: "low",
    status: "active",
    reason: null,
    due_at: hoursAfter(now, hours),
    failures: 0,
    interval_hours: hours,
    last_seen_at: prepared.fetchedAt,
    absent_since: null,
    content_hash: hash,
  };
}

/** The record of the platform id comes first, so that a death in between leaves two records and loses none. */
async function moveTargets(
  documents: TenantDocuments,
  moving: readonly FoundProfile[],
  fieldsOf: (profile: FoundProfile) => Changes,
): Promise<void> {
  const writes = moving.map((profile) => {
    const { platform, source, synthetic, added_at } = profile.target;
    const set = { platform, source, synthetic, added_at, ...fieldsOf(profile) };
    return { id: profile.targetId, version: TARGET_VERSION, set };
  });
  const outcomes = await documents.upsertMany("targets", writes);
  await documents.updateMany(
    "targets",
    writes.filter((_, at) => outcomes[at] === "superseded").map(({ id, set }) => ({ id, set })),
  );
  const left = moving.filter((profile) => !isReassigned(profile)).map(({ target }) => target.id);
  await documents.delete("targets", left);
}

/** Accounts that lost their handle: looked for by id where the platform can, else not to be found any more. */
async function leaveOwners(ports: SettlePorts, profiles: readonly FoundProfile[]): Promise<void> {
  const targets = profiles.map(({ target }) => target);
  const lost = targets.filter(({ platform }) => !FETCHED_BY_ID.has(platform));
  await ports.documents.delete("targets", idsOf(lost));
  const findable = targets.filter(({ platform }) => FETCHED_BY_ID.has(platform));
  const set = { ...ANSWERED, handle: null, due_at: ports.clock.now().toISOString() };
  await ports.documents.updateMany(
    "targets",
    findable.map((target) => update(target, set)),
  );
}

/**
 * Accounts that their platform shows nothing of: marked, looked for ever more seldom, then given up. Claims are counted
 * on: what an attempt wrote that died before this one is still there when the account is back.
 */
export async function settleAbsent(
  { clock, documents }: SettlePorts,
  absent: readonly { readonly target: CrawlTarget; readonly reason: AbsenceReason }[],
): Promise<void> {
  const now = clock.now();
  const changes = absent.map(({ target, reason }) => ({ target, set: absentFields(target, reason, now) }));
  await documents.updateMany(
    "targets",
    changes.flatMap(({ target, set }) => (set === null ? [] : [update(target, set)])),
  );
  await documents.delete(
    "targets",
    changes.filter(({ set }) => set === null).map(({ target }) => target.id),
  );
}

function absentFields(target: CrawlTarget, reason: AbsenceReason, now: Date): Changes | null {
  const failures = target.failures + 1;
  const wasSeen = target.last_seen_at !== null;
  const hours = absentHours(failures, wasSeen);
  if (hours === null) return null;
  const isConfirmed = !wasSeen || failures >= CONFIRMED_FAILURES;
  return {
    claim: "",
    awaited: isConfirmed ? false : target.awaited,
    status: isConfirmed ? "absent" : target.status,
    reason,
    due_at: hoursAfter(now, hours),
    failures,
    absent_since: target.absent_since ?? now.toISOString(),
  };
}

/** Accounts whose attempt failed for no fault of theirs: back to the frontier, to come again later each time. */
export async function settleFailed(
  { clock, documents }: SettlePorts,
  targets: readonly CrawlTarget[],
  reason: string,
): Promise<void> {
  const now = clock.now();
  await documents.updateMany(
    "targets",
    targets.map((target) =>
      update(target, { claim: "", reason, due_at: hoursAfter(now, retryHours(target.claims)) }),
    ),
  );
}

/**
 * Accounts that nobody could be asked for before `until`: back to the frontier as they were before this claim. What an
 * earlier claim may have written is still remembered.
 */
export async function handBack(
  { documents }: SettlePorts,
  targets: readonly CrawlTarget[],
  until: number,
): Promise<void> {
  const due_at = new Date(until).toISOString();
  await documents.updateMany(
    "targets",
    targets.map((target) => update(target, { claim: "", claims: Math.max(0, target.claims - 1), due_at })),
  );
}
