import type { Creator } from "../../domain/creator.ts";
import { pointsAt } from "../../domain/identity.ts";
import type { CreatorId } from "../../domain/ids.ts";
import type { Identity } from "../../domain/records.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import { type Decisions, readDecisionsOf } from "./decisions.ts";

/** A creator as it is stored now, and the live creators that it points at. */
export interface Pointing {
  readonly creator: Creator;
  readonly targets: readonly Creator[];
}

/**
 * Those whose identity does not say what their profiles and operators say now. Two reads for all of them together,
 * since of profiles that come again hardly any has other links than before.
 */
export async function unsettled(
  documents: TenantDocuments,
  pointing: readonly Pointing[],
): Promise<Creator[]> {
  const concerned = pointing.filter(
    ({ creator, targets }) =>
      creator.identity_id !== null || targets.some((target) => pointsAt(target, creator)),
  );
  if (concerned.length === 0) return [];
  const identities = await identitiesOf(documents, concerned);
  const decisions = await readDecisionsOf(
    documents,
    concerned.map(({ creator }) => creator.id),
  );
  return concerned
    .filter((one) => !isSettled(one, identities, decisions.get(one.creator.id)))
    .map(({ creator }) => creator);
}

async function identitiesOf(
  documents: TenantDocuments,
  concerned: readonly Pointing[],
): Promise<ReadonlyMap<string, Identity>> {
  const ids = concerned.flatMap(({ creator }) => (creator.identity_id === null ? [] : [creator.identity_id]));
  return documents.getMany("identities", [...new Set(ids)]);
}

/** Whether the stored identity links a creator with exactly those that it should be linked with. */
function isSettled(
  { creator, targets }: Pointing,
  identities: ReadonlyMap<string, Identity>,
  { linked, denied }: Decisions = { linked: [], denied: new Set() },
): boolean {
  const mutual = targets.filter(
    (target) =>
      target.id !== creator.id &&
      target.tenant_id === creator.tenant_id &&
      !denied.has(target.id) &&
      pointsAt(target, creator),
  );
  const expected = [
    ...mutual.map(({ id }) => `${id}/mutual-links`),
    ...linked.map((id) => `${id}/operator`),
  ].sort();
  const identity = creator.identity_id === null ? undefined : identities.get(creator.identity_id);
  if (!identity) return creator.identity_id === null && expected.length === 0;
  const stored = identity.links.flatMap((link) => partnerIn(link, creator.id)).sort();
  return (
    identity.members.includes(creator.id) &&
    mutual.every(({ identity_id }) => identity_id === creator.identity_id) &&
    JSON.stringify(stored) === JSON.stringify(expected)
  );
}

const partnerIn = ({ a, b, evidence }: Identity["links"][number], id: CreatorId): string[] => {
  if (a === id) return [`${b}/${evidence}`];
  return b === id ? [`${a}/${evidence}`] : [];
};
