import { eq } from "../../domain/condition.ts";
import {
  absentHours,
  CONFIRMED_FAILURES,
  hoursAfter,
  refreshHours,
  retryHours,
} from "../../domain/crawl/refresh.ts";
import { type CrawlTarget, FETCHED_BY_ID, TARGET_VERSION } from "../../domain/crawl/target.ts";
import { DAY_MS } from "../../domain/durations.ts";
import { idsOf } from "../../domain/ids.ts";
import type { AbsenceReason } from "../../platforms/platform-client.ts";
import { PLATFORM_TERMS } from "../../platforms/terms.ts";
import type { Ports } from "../../ports/ports.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import type { FoundProfile } from "../prepare-outcomes.ts";

export type SettlePorts = Pick<Ports, "clock" | "documents">;

type Changes = Partial<Omit<CrawlTarget, "id" | "tenant_id" | "version">>;

/** What every settlement does: it releases the target and answers those who asked for it. */
const ANSWERED = { claim: "", claims: 0, awaited: false } as const;

/** Changes a target only while it carries this claim. A worker that was overtaken changes nothing. */
const update = ({ id, claim }: CrawlTarget, set: Changes) => ({ id, set, when: [eq("claim", claim)] });

/**
 * Settles found accounts: sets when each is due next and its current handle. A target that was known by handle alone
 * moves to the record of its platform id. If a handle led to another account than before, the handle has a new owner,
 * and the earlier account no longer has it.
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

/** The target had another id, so the handle belongs to somebody else now. */
const isReassigned = ({ target, found }: FoundProfile): boolean =>
  target.platform_user_id !== null && target.platform_user_id !== found.platform_user_id;

function foundFields({ target, prepared, hash }: FoundProfile, isChanged: boolean, now: Date): Changes {
  const { profile, id } = prepared;
  const signs = {
    lastPostDay: profile.last_post_day,
    changed: isChanged,
    previousHours: target.interval_hours,
  };
  const hours = refreshHours(signs, Math.floor(now.getTime() / DAY_MS), PLATFORM_TERMS[profile.platform]);
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

/** Writes the record of the platform id first. A process that dies in between leaves two records and loses none. */
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

/**
 * Accounts that lost their handle. If the platform can look up ids, they are looked up by id; otherwise they cannot be
 * found any more and are deleted.
 */
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
 * Settles accounts that their platform does not show: marks them, looks for them at longer and longer intervals, and
 * gives up in the end. The number of claims stays, because an attempt that died may have written something; it is
 * still there when the account is back.
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

/**
 * Settles accounts whose attempt failed through no fault of theirs. They go back to the frontier and wait longer each
 * time.
 */
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
 * Puts back accounts that could not be requested before `until`, as they were before this claim. Only this claim is
 * taken off the count, because an earlier attempt may have written something.
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
