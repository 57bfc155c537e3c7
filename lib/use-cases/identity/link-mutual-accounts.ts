import type { Creator } from "../../domain/creator.ts";
import { accountsNamedBy } from "../../domain/identity.ts";
import type { CreatorId } from "../../domain/ids.ts";
import { creatorsNamed } from "./creators-named.ts";
import { type IdentityPorts, settleIdentities } from "./settle-identities.ts";
import { unsettled } from "./unsettled.ts";

/**
 * Links creators that were just stored with those that point back at them, and parts those whose profiles no longer
 * do. Reads of whom the whole batch points at once, and what is stored of those that are linked; most batches end there. Since it judges by what is stored on
 * both sides after the write, whichever of two profiles comes last finds the other.
 */
export async function linkMutualAccounts(ports: IdentityPorts, creators: readonly Creator[]): Promise<void> {
  const pointing = creators.flatMap((creator) => {
    const names = accountsNamedBy(creator);
    return names.length > 0 || creator.identity_id !== null ? [{ creator, names }] : [];
  });
  const targets = await creatorsNamed(
    ports.documents,
    pointing.flatMap(({ names }) => names),
  );
  const open = await unsettled(
    ports.documents,
    pointing.map(({ creator, names }) => ({ creator, targets: targets.of(names) })),
  );
  const settled = new Set<CreatorId>();
  for (const { id } of open) {
    if (settled.has(id)) continue;
    for (const member of await settleIdentities(ports, id)) settled.add(member);
  }
}
