import type { Creator } from "../domain/creator.ts";
import { accountsNamedBy } from "../domain/identity.ts";
import { isSettled, linkingProfile, saysTheSame } from "../domain/identity-graph.ts";
import { type CreatorId, idsOf } from "../domain/ids.ts";
import { readJustStored } from "./read-graph.ts";
import { type IdentityPorts, settleRead } from "./settle-identities.ts";

/**
 * Links creators that were just stored with those that point back at them, and separates those whose profiles no
 * longer do. It judges by what is stored on both sides after the write, so the later of two profiles finds the other.
 * It reads for the whole batch at once: first the accounts that the batch points at, then what is stored about the
 * linked ones. Most batches need no more.
 * @param before The creators before the write, if they existed: another worker that read these may have linked them
 * meanwhile.
 */
export async function linkMutualAccounts(
  ports: IdentityPorts,
  creators: readonly Creator[],
  before: ReadonlyMap<CreatorId, Creator>,
): Promise<void> {
  const relinked = new Set(creators.filter((creator) => hasNewLinks(creator, before.get(creator.id))));
  const pointing = creators.filter(
    (creator) => creator.identity_id !== null || accountsNamedBy(creator).length > 0 || relinked.has(creator),
  );
  if (pointing.length === 0) return;
  const graph = await readJustStored(ports.documents, pointing, (creator) => relinked.has(creator));
  const open = pointing.filter(({ id }) => {
    const profile = graph.profiles.get(id);
    return profile && !isSettled(graph, profile);
  });
  await settleRead(ports, graph, idsOf(open));
}

const hasNewLinks = (creator: Creator, before: Creator | undefined): boolean =>
  before !== undefined && !saysTheSame(linkingProfile(before), linkingProfile(creator));
