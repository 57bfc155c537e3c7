import { everyTenant } from "../access/tenants.ts";
import { eq } from "../domain/condition.ts";
import { isAppError } from "../domain/errors.ts";
import type { FeedPosition } from "../domain/feed-position.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import { type ChangeFeed, type Changes, type CreatorChange, isTokenLost } from "../ports/change-feed.ts";
import type { Clock } from "../ports/clock.ts";
import { pause } from "../ports/deadline.ts";
import type { Ports } from "../ports/ports.ts";
import { type DropPagesPorts, dropPages } from "./drop-pages.ts";
import { sendToEmbed } from "./embed-message.ts";
import { type SweepIndexPorts, sweepIndex } from "./sweep-index.ts";

export interface FollowPorts extends DropPagesPorts, SweepIndexPorts {
  readonly changeFeed: ChangeFeed;
  /** Most changes in one batch. */
  readonly recordsPerCall: number;
}

export interface FollowOptions {
  /**
   * The follower's name. A process with the same name takes over at once, for example after a crash on one machine.
   */
  readonly holder: string;
  /** Ends it after the current batch. */
  readonly signal: AbortSignal;
  readonly onBatch: (batch: FollowedBatch) => void;
  /** Gets each error. Following continues after a pause. */
  readonly onTrouble: (error: unknown) => void;
}

export interface FollowedBatch {
  readonly changes: number;
  /**
   * `none`: the first start. `lost`: the feed no longer keeps the stored position. In both cases all pending creators
   * were sent.
   */
  readonly place: "known" | "none" | "lost";
}

const ID = "creators";
/** An idle follower stores its position this often, so that the feed still keeps it. */
const WAIT_MS = 10_000;
/** Several waits long. After it another process takes over. */
const LEASE_MS = 60_000;
/** The pause before looking again at a lease that another process holds. */
const HELD_MS = 5_000;
/** After errors the pauses double, from one second to a minute. */
const TROUBLE_MS = 1_000;
const TROUBLE_MAX_MS = 60_000;

/**
 * Follows the changes of all creators. It has them embedded, and drops cached pages that show their old state. The
 * process that holds the record's lease follows. The position is stored after the work, so a crash repeats a batch and
 * loses none. Two followers at once do the work twice. Ends with the signal.
 */
export async function followChanges(ports: FollowPorts, options: FollowOptions): Promise<void> {
  const { holder, signal, onBatch, onTrouble } = options;
  let position: FeedPosition | null = null;
  let troubleMs = TROUBLE_MS;
  while (!signal.aborted) {
    try {
      position ??= await takePosition(ports, holder);
      if (position === null) {
        await pause(HELD_MS, signal);
        continue;
      }
      const followed = await followOnce(ports, position, { waitMs: WAIT_MS, signal });
      position = followed.position;
      troubleMs = TROUBLE_MS;
      onBatch(followed);
    } catch (error) {
      if (!signal.aborted) onTrouble(error);
      await pause(troubleMs, signal);
      troubleMs = Math.min(2 * troubleMs, TROUBLE_MAX_MS);
    }
  }
  if (position) await changePosition(ports, position, { held_until: "" }).catch(onTrouble);
}

const positions = ({ openDocuments }: Pick<Ports, "openDocuments">) => openDocuments(SYSTEM_SCOPE);

/** Takes the lease. Null if another process holds it. */
export async function takePosition(ports: FollowPorts, holder: string): Promise<FeedPosition | null> {
  const documents = positions(ports);
  const known = await documents.get("feed_positions", ID);
  if (known && known.holder !== holder && known.held_until > ports.clock.now().toISOString()) return null;
  if (known) return changePosition(ports, known, { holder });
  const fresh = { token: "", holder, held_until: leaseFrom(ports.clock) };
  await documents.upsertMany("feed_positions", [{ id: ID, version: "1", set: fresh }]);
  const stored = await documents.get("feed_positions", ID);
  return stored?.holder === holder ? stored : null;
}

const leaseFrom = (clock: Clock): string => new Date(clock.now().getTime() + LEASE_MS).toISOString();

/** Changes the record and renews the lease. Null if another process has changed the record since it was read. */
async function changePosition(
  ports: Pick<FollowPorts, "openDocuments" | "clock">,
  position: FeedPosition,
  change: Partial<Pick<FeedPosition, "token" | "holder" | "held_until">>,
): Promise<FeedPosition | null> {
  const set = { held_until: leaseFrom(ports.clock), ...change };
  const when = (["token", "holder", "held_until"] as const).map((field) => eq(field, position[field]));
  const isOurs = await positions(ports).update("feed_positions", { id: ID, set, when });
  return isOurs ? { ...position, ...set } : null;
}

/** Handles one batch. `position`: where the next batch continues; null if another process follows now. */
export async function followOnce(
  ports: FollowPorts,
  position: FeedPosition,
  wait: { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<FollowedBatch & { readonly position: FeedPosition | null }> {
  const read = await readOn(ports, position, wait);
  if (read === null) {
    const place = position.token === "" ? "none" : "lost";
    return { changes: 0, place, position: await startAnew(ports, position) };
  }
  for (const [tenantId, ofTenant] of Map.groupBy(read.changes, (change) => change.tenantId)) {
    // Pages are dropped first, so that a page made after the vector exists stays cached.
    await dropPages(ports, tenantId, ofTenant);
    const [high, low] = [ofTenant.filter(isUrgent), ofTenant.filter((change) => !isUrgent(change))];
    await sendToEmbed(ports.queues, "embed-high", tenantId, high.map(idOf));
    await sendToEmbed(ports.queues, "embed-low", tenantId, low.map(idOf));
  }
  const changes = read.changes.length;
  return {
    changes,
    place: "known",
    position: await changePosition(ports, position, { token: read.token }),
  };
}

const idOf = ({ id }: CreatorChange) => id;
/** The vector of an erased creator is removed before anything is embedded that nobody waits for. */
const isUrgent = ({ urgent, erased }: CreatorChange): boolean => urgent || erased;

/** Null if the feed has no position to continue from. */
async function readOn(
  { changeFeed, recordsPerCall }: FollowPorts,
  { token }: FeedPosition,
  wait: { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<Changes | null> {
  if (token === "") return null;
  try {
    return await changeFeed.read(token, { max: recordsPerCall, ...wait });
  } catch (error) {
    if (isTokenLost(error)) return null;
    throw error;
  }
}

/** Takes the token before the sweep, so that the feed tells of changes during the sweep. */
async function startAnew(ports: FollowPorts, begun: FeedPosition): Promise<FeedPosition | null> {
  const token = await ports.changeFeed.now();
  let position: FeedPosition | null = begun;
  for (const tenantId of await everyTenant(ports)) {
    let from: string | null = null;
    do {
      const page = { tenantId, from, ofAnyAge: true, remainingMs: () => 0 };
      ({ next: from } = await sweepIndex(ports, page));
      position = await changePosition(ports, position, {});
      if (position === null) return null;
    } while (from !== null);
  }
  return changePosition(ports, position, { token });
}

/**
 * Whether everything written so far was sent to the embedder. True without a change feed, because then only the sweep
 * can tell.
 */
export async function isCaughtUp(ports: Pick<FollowPorts, "openDocuments" | "changeFeed">): Promise<boolean> {
  const position = await positions(ports).get("feed_positions", ID);
  const once = { max: 1, waitMs: 0, signal: new AbortController().signal };
  try {
    const token = position?.token || (await ports.changeFeed.now());
    const { changes } = await ports.changeFeed.read(token, once);
    return Boolean(position?.token) && changes.length === 0;
  } catch (error) {
    if (isTokenLost(error)) return false;
    if (isAppError(error) && error.code === "no-change-feed") return true;
    throw error;
  }
}
