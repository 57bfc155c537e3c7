import { everyTenant } from "../access/tenants.ts";
import { eq } from "../domain/condition.ts";
import { idsOf } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { type EmbedPorts, embedCreators } from "./embed-creators.ts";

/** Creators whose vector is a draft, as the mark of the only index tells. */
export const IS_DRAFT = eq("index_mark.draft", "yes");

/**
 * Replaces the drafts of at most `most` creators, of all tenants together, by the vectors that the embedder makes when
 * nobody waits. Returns the number of creators taken; 0: there are no drafts. A crash leaves drafts as they are.
 */
export async function refineDrafts(ports: EmbedPorts, most: number): Promise<number> {
  let taken = 0;
  for (const tenantId of await everyTenant(ports)) {
    if (taken >= most) break;
    const documents = ports.openDocuments(ownScope(tenantId));
    const { items } = await documents.find("creators", { where: [IS_DRAFT], limit: most - taken });
    if (items.length > 0) await embedCreators(ports, { tenantId, creatorIds: idsOf(items), refines: true });
    taken += items.length;
  }
  return taken;
}
