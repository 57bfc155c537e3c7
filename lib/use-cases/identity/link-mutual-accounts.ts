import type { Creator } from "../../domain/creator.ts";
import { accountsNamedBy, pointsAt } from "../../domain/identity.ts";
import { creatorsNamed } from "./creators-named.ts";
import { type IdentityPorts, settleIdentities } from "./settle-identities.ts";

/**
 * Links creators that were just stored with those that point back at them, and parts those whose profiles no longer
 * do. Reads of whom the whole batch points at once; most batches end there. Since it judges by what is stored on
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
  const concerned = pointing.filter(
    ({ creator, names }) =>
      creator.identity_id !== null || targets.of(names).some((target) => pointsAt(target, creator)),
  );
  for (const { creator } of concerned) await settleIdentities(ports, creator.id);
}
