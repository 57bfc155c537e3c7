import type { CreatorId, TenantId } from "../../domain/ids.ts";
import { tenantScope } from "../../domain/tenant-scope.ts";
import type { Clock } from "../../ports/clock.ts";
import type { ProofReader } from "../../ports/proof-reader.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../../ports/tenant-documents.ts";
import { creatorsNamed } from "../identity/creators-named.ts";

/**
 * Proof by what the crawlers fetch: the newest profile of the account in the tenants whose profiles the operator itself
 * brings in. Where that is older than asked for, the account's next crawl is made due now, so that the workers that
 * hold the platforms' credentials fetch it afresh; without crawlers whatever is ingested next counts.
 */
export const createStoredProofReader = (
  { openDocuments, clock }: { readonly openDocuments: OpenTenantDocuments; readonly clock: Clock },
  trusted: readonly TenantId[],
): ProofReader => ({
  async read(name, since) {
    for (const tenantId of trusted) {
      const documents = openDocuments(tenantScope(tenantId, { subscribesShared: false }));
      const named = (await creatorsNamed(documents, [name])).of([name]);
      const fresh = named.find(({ fetched_at }) => Date.parse(fetched_at) > since.getTime());
      if (fresh) return { platform_user_id: fresh.platform_user_id, bio: fresh.bio };
      for (const { id } of named) await fetchSoon(documents, id, clock.now());
    }
    return null;
  },
});

async function fetchSoon(documents: TenantDocuments, creatorId: CreatorId, now: Date): Promise<void> {
  const { items } = await documents.find("targets", {
    where: [{ field: "creator_id", op: "eq", value: creatorId }],
    limit: 10,
  });
  const set = { due_at: now.toISOString(), priority: "high" as const };
  // Whoever holds the target at this moment fetches it anyway.
  const when = [{ field: "claim", op: "eq", value: "" }] as const;
  await documents.updateMany(
    "targets",
    items.map(({ id }) => ({ id, set, when })),
  );
}
