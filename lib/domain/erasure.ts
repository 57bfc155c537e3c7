import { z } from "zod";
import { DAY_MS, HOUR_MS } from "./durations.ts";
import { ERASURE_STORES, type Erasure, erasureSchema, type StoreEvidence } from "./records.ts";

/** The answer is due within a month of the request: GDPR Art. 12(3). Customers write the stricter "30 days". */
const LAW_DAYS = 30;

/**
 * Whether an erasure holds in every tenant, future ones too. A tenant's own request never does, since nobody could tell
 * it from a competitor's.
 */
export const holdsEverywhere = ({ origin }: Pick<Erasure, "origin">): boolean =>
  origin === "person" || origin === "administrator";

/** An erasure as the API shows it. */
export const erasureViewSchema = erasureSchema
  .pick({
    id: true,
    status: true,
    scope: true,
    received_at: true,
    due_by: true,
    stores: true,
    completed_at: true,
    closed_at: true,
    verified_at: true,
    proposal_id: true,
  })
  .extend({
    tenants: z
      .object({ all: z.number().int(), done: z.number().int() })
      .optional()
      .describe("If it reaches every tenant: how many there are, and in how many it is done."),
  });
export type ErasureView = z.infer<typeof erasureViewSchema>;

export function erasureView(erasure: Erasure): ErasureView {
  const { id, status, scope, received_at, due_by, completed_at, closed_at, verified_at, reach } = erasure;
  const view = { id, status, scope, received_at, due_by, completed_at, closed_at, verified_at };
  return {
    ...view,
    stores: evidenceOf(erasure),
    ...(reach && { tenants: { all: reach.tenants, done: reach.done } }),
    ...(erasure.proposal_id !== undefined && { proposal_id: erasure.proposal_id }),
  };
}

/** The evidence over all tenants that it reaches. */
export const evidenceOf = ({ stores, reach }: Pick<Erasure, "stores" | "reach">): StoreEvidence[] =>
  reach ? withEvidence(stores, reach.stores) : stores;

/** Identifies a row of the evidence: a store in one region. */
export type StorePlace = Pick<StoreEvidence, "store" | "region">;

const isAt =
  ({ store, region }: StorePlace) =>
  (row: StorePlace): boolean =>
    row.store === store && row.region === region;

/** Merges the evidence of two places. Counts add up, and a store has the worse of its two states. */
export const withEvidence = (
  own: readonly StoreEvidence[],
  others: readonly StoreEvidence[],
): StoreEvidence[] =>
  own.map((one) => {
    const other = others.find(isAt(one));
    if (!other) return one;
    const statuses = [one.status, other.status];
    return {
      ...placeOf(one),
      status: statuses.includes("failed") ? "failed" : statuses.includes("pending") ? "pending" : "done",
      removed: one.removed + other.removed,
      left: one.left === null || other.left === null ? null : one.left + other.left,
      checked_at: one.checked_at,
    };
  });

const placeOf = ({ store, region }: StorePlace): StorePlace => ({
  store,
  ...(region !== undefined && { region }),
});

/** Whether every tenant's part is done, if it reaches other tenants. */
export const isReached = ({ reach }: Pick<Erasure, "reach">): boolean =>
  !reach || (reach.from === null && reach.done === reach.tenants);

/** The earliest of 30 days, one calendar month and the platforms' own deadlines (in hours; null if there is none). */
export function dueBy(receivedAt: Date, deletionClockHours: readonly (number | null)[]): Date {
  const clocks = deletionClockHours.filter((hours) => hours !== null);
  const ends = [
    receivedAt.getTime() + LAW_DAYS * DAY_MS,
    monthAfter(receivedAt).getTime(),
    ...clocks.map((hours) => receivedAt.getTime() + hours * HOUR_MS),
  ];
  return new Date(Math.min(...ends));
}

/** The same day of the next month, or its last day if it is shorter: Regulation 1182/71 Art. 3(2)(c). */
function monthAfter(instant: Date): Date {
  const next = new Date(instant);
  next.setUTCMonth(next.getUTCMonth() + 1);
  if (next.getUTCDate() !== instant.getUTCDate()) next.setUTCDate(0);
  return next;
}

/** Whether some store has not been read back yet. */
export const isOpen = ({ status }: Pick<Erasure, "status">): boolean =>
  status === "accepted" || status === "running";

/** Whether somebody still has to do or decide something. */
export const isPending = (erasure: Pick<Erasure, "status">): boolean =>
  isOpen(erasure) || erasure.status === "proposed";

/** Whether half of the allowed time is gone. Then somebody should be told. */
export function isLate({ received_at, due_by }: Pick<Erasure, "received_at" | "due_by">, now: Date): boolean {
  const [received, due] = [Date.parse(received_at), Date.parse(due_by)];
  return now.getTime() > received + (due - received) / 2;
}

/** The evidence before any store was read. */
export const noEvidence = (): StoreEvidence[] =>
  ERASURE_STORES.map((store) => ({ store, status: "pending", removed: 0, left: null, checked_at: null }));

/**
 * Stores that may finish late: backups are rewritten on their own schedule, and the second pass waits for messages in
 * flight.
 */
const LATE_STORES: ReadonlySet<StoreEvidence["store"]> = new Set(["backups", "queues"]);

/** Whether every live store has been read back empty. */
export const isComplete = (stores: readonly StoreEvidence[]): boolean =>
  stores.every(({ store, status }) => status === "done" || LATE_STORES.has(store));

/** The evidence without rows of regions that the deployment no longer has: nobody can read those back. */
export const inRegions = (
  stores: readonly StoreEvidence[],
  regions: readonly { readonly name: string }[],
): StoreEvidence[] =>
  stores.filter(({ region }) => region === undefined || regions.some(({ name }) => name === region));

/** What one store held, and what reading it back still finds. */
export interface Finding extends Pick<StoreEvidence, "status" | "removed" | "left"> {
  /** Removals that the store itself shows, even if the process that made them died before it noted them. */
  readonly atLeast?: number;
}

/** The evidence with one more finding: counts add up, the state is that of the last look. */
export const withFinding = (
  stores: readonly StoreEvidence[],
  place: StorePlace,
  { status, removed, left, atLeast = 0 }: Finding,
  at: string,
): StoreEvidence[] => {
  const isIts = isAt(place);
  const before = stores.find(isIts)?.removed ?? 0;
  const counted = Math.max(before, atLeast) + removed;
  const found = { ...placeOf(place), status, removed: counted, left, checked_at: at };
  // An erasure that is older than the store or the region has no row for it yet.
  return stores.some(isIts) ? stores.map((one) => (isIts(one) ? found : one)) : [...stores, found];
};
