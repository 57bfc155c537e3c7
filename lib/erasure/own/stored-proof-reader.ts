import { eq } from "../../domain/condition.ts";
import type { AccountName } from "../../domain/identity.ts";
import type { CreatorId, TenantId } from "../../domain/ids.ts";
import { ownScope } from "../../domain/tenant-scope.ts";
import { creatorsNamed } from "../../identity/creators-named.ts";
import type { ShownProfile } from "../../ports/account-pages.ts";
import type { Ports } from "../../ports/ports.ts";
import type { ProofReader } from "../../ports/proof-reader.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";

/**
 * Finds the proof in what the crawlers fetch: in the account's profiles in those tenants whose profiles the operator
 * itself brings in. `fetchSoon` makes the account's next crawl due at once, since only the crawlers have the
 * platforms' credentials. Without crawlers, the next ingest of the profile counts.
 */
export function createStoredProofReader(
  { openDocuments, clock }: Pick<Ports, "openDocuments" | "clock">,
  trusted: readonly TenantId[],
): ProofReader {
  const named = async (name: AccountName) => {
    const found = trusted.map(async (tenantId) => {
      const documents = openDocuments(ownScope(tenantId));
      return { documents, creators: (await creatorsNamed(documents, [name])).of([name]) };
    });
    return Promise.all(found);
  };
  return {
    async read(name, since) {
      const creators = (await named(name)).flatMap((one) => one.creators);
      return creators
        .filter(({ fetched_at }) => Date.parse(fetched_at) > since.getTime())
        .map(({ platform_user_id, bio }): ShownProfile => ({ platform_user_id, bio }));
    },
    async fetchSoon(name) {
      for (const { documents, creators } of await named(name)) {
        for (const { id } of creators) await makeDue(documents, id, clock.now());
      }
    },
  };
}

async function makeDue(documents: TenantDocuments, creatorId: CreatorId, now: Date): Promise<void> {
  const { items } = await documents.find("targets", { where: [eq("creator_id", creatorId)], limit: 10 });
  const set = { due_at: now.toISOString(), priority: "high" as const };
  // The worker that holds the target now fetches it anyway.
  const when = [eq("claim", "")];
  await documents.updateMany(
    "targets",
    items.map(({ id }) => ({ id, set, when })),
  );
}
