import { eq, oneOf } from "../domain/condition.ts";
import { AppError } from "../domain/errors.ts";
import { emptyGraph, type IdentityGraph, linkingProfile, saysTheSame } from "../domain/identity-graph.ts";
import {
  type IdentityPlan,
  type IdentityWrite,
  isNothing,
  type PointerWrite,
  planIdentities,
} from "../domain/identity-plan.ts";
import { type CreatorId, idsOf } from "../domain/ids.ts";
import type { Identity } from "../domain/records.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { everyPage, whole } from "../stored/every-page.ts";
import { readSurvey } from "./read-graph.ts";

/** `documents`: of the tenant whose creators are linked, and of no other. */
export type IdentityPorts = Pick<Ports, "clock" | "documents">;

/** A round fails only because another worker wrote in the meantime, and that worker is then done. */
const ROUNDS_MAX = 20;

/**
 * How an interrupted run is found again: by the creators themselves, or by identities that name a forgotten creator.
 */
type Lead = "creators" | "identities";

/**
 * Updates the identities of creators, and of all that they were or will be linked with, to what profiles and operators
 * say now. It takes any number of creators in a few calls. The result depends only on what is stored: any order of
 * events ends the same, the next run corrects an interrupted one, and of two runs at once one starts again.
 * @throws AppError `unavailable`, code `identities-contended`, to be tried again.
 */
export const settleIdentities = (ports: IdentityPorts, starts: readonly CreatorId[]): Promise<void> =>
  settleRead(ports, emptyGraph(), starts);

/** The same, starting from what was already read. */
export async function settleRead(
  ports: IdentityPorts,
  graph: IdentityGraph,
  starts: readonly CreatorId[],
  lead: Lead = "creators",
): Promise<void> {
  if (starts.length === 0) return;
  const leads = new Set(lead === "creators" ? starts : []);
  const concerned = new Set(starts);
  let read = graph;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const found = await readSurvey(ports.documents, read, [...concerned]);
    const plan = planIdentities(found, leads, ports.clock.now().toISOString());
    if (isNothing(plan)) return;
    const isDone = await carriedOut(ports.documents, plan);
    const stillHolds = await holdsTrue(ports, plan);
    if (isDone && stillHolds) return;
    // Another worker may have stored identities that name these creators since we planned.
    for (const { profile } of plan.touched) concerned.add(profile.creator.id);
    read = emptyGraph();
  }
  const message = "Others settled the same identities all the while.";
  throw new AppError("unavailable", "identities-contended", message);
}

/** False as soon as something is not as it was read. The next reading finds what was written before that. */
async function carriedOut(documents: TenantDocuments, plan: IdentityPlan): Promise<boolean> {
  const { early, parting, late, obsolete, last } = plan;
  // If nothing has to come between, both go in one call.
  const [first, second] = parting.length === 0 ? [[...early, ...late], []] : [early, late];
  return (
    (await written(documents, first)) &&
    (await pointed(documents, parting)) &&
    (await written(documents, second)) &&
    (await documents.deleteUnchanged("identities", obsolete)) === obsolete.length &&
    (await pointed(documents, last))
  );
}

async function written(documents: TenantDocuments, writes: readonly IdentityWrite[]): Promise<boolean> {
  const outcomes = await documents.upsertMany(
    "identities",
    writes.map(({ id, version, set }) => ({ id, version, set, replace: true })),
  );
  return writes.every(({ isNew }, at) => outcomes[at] === (isNew ? "inserted" : "updated"));
}

async function pointed(documents: TenantDocuments, pointers: readonly PointerWrite[]): Promise<boolean> {
  const done = await documents.updateMany(
    "creators",
    pointers.map(({ id, from, to }) => ({
      id,
      set: { identity_id: to },
      when: [
        eq("erased", false),
        from === null ? { field: "identity_id", op: "absent" } : eq("identity_id", from),
      ],
    })),
  );
  return done.every(Boolean);
}

/**
 * Whether all that were linked or separated still say what they said when they were read. A creator may be erased
 * since. Then the erasure looked for identities before this one was written, or removed it before the remaining
 * creators pointed at it. The tombstone is stored by then, so one of the two finds the other.
 */
async function holdsTrue({ documents, ...ports }: IdentityPorts, plan: IdentityPlan): Promise<boolean> {
  const { touched, leaves } = plan;
  const [now, left] = await Promise.all([
    documents.getMany(
      "creators",
      touched.map(({ profile }) => profile.creator.id),
    ),
    documents.getMany("identities", [...leaves.keys()]),
  ]);
  const forgotten: CreatorId[] = [];
  let hasChanged = [...leaves].some(([id, version]) => (left.get(id)?.version ?? null) !== version);
  for (const { profile, to } of touched) {
    const record = now.get(profile.creator.id);
    if (record?.erased !== false) forgotten.push(profile.creator.id);
    else hasChanged ||= record.identity_id !== to || !saysTheSame(profile, linkingProfile(record));
  }
  if (forgotten.length > 0) await forgetIdentities({ ...ports, documents }, forgotten);
  return !hasChanged && forgotten.length === 0;
}

/**
 * Separates creators that are being forgotten from all they were linked with. Returns how many identities named one of
 * them.
 */
export async function forgetIdentities(ports: IdentityPorts, ids: readonly CreatorId[]): Promise<number> {
  const { documents } = ports;
  const forgotten = new Set(ids);
  const naming = await identitiesNaming(documents, ids);
  const others = naming.flatMap(({ members }) => members).filter((id) => !forgotten.has(id));
  await settleRead(ports, emptyGraph(), [...new Set(others)], "identities");
  const left = await documents.getMany("identities", idsOf(naming));
  const stale = [...left.values()].filter(({ members }) => members.some((id) => forgotten.has(id)));
  await documents.deleteUnchanged("identities", stale);
  return naming.length;
}

const PAGE = 1_000;

async function identitiesNaming(documents: TenantDocuments, ids: readonly CreatorId[]): Promise<Identity[]> {
  if (ids.length === 0) return [];
  return whole(everyPage(documents, "identities", { where: [oneOf("members", ids)], limit: PAGE }));
}
