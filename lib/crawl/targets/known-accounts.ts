import { type CrawlTarget, creatorOf, platformIdOf, type TargetAccount } from "../../domain/crawl/target.ts";
import type { AccountName } from "../../domain/identity.ts";
import { creatorsNamed } from "../../identity/creators-named.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";

/**
 * Adds the platform's own id to accounts whose handle a stored creator has. So an account is one target however it was
 * named, and an erasure finds it.
 */
export async function withKnownIds<A extends TargetAccount>(
  documents: TenantDocuments,
  accounts: readonly A[],
): Promise<A[]> {
  const nameless = accounts.flatMap((account) => nameOf(account) ?? []);
  if (nameless.length === 0) return [...accounts];
  const creators = await creatorsNamed(documents, nameless);
  return accounts.map((account) => {
    const name = nameOf(account);
    const creator = name && creators.of([name]).find(({ platform }) => platform === account.platform);
    return creator ? { ...account, platform_user_id: creator.platform_user_id } : account;
  });
}

/** The name to look an account up by; null: its id is known. */
function nameOf(account: TargetAccount): AccountName | null {
  if (platformIdOf(account) !== null || account.handle === null) return null;
  return { platform: account.platform, name: account.handle };
}

/** Adds the ids of creators that were stored meanwhile to targets known by handle alone, and saves them. */
export async function nameKnownTargets(
  documents: TenantDocuments,
  targets: readonly CrawlTarget[],
): Promise<CrawlTarget[]> {
  const named = await withKnownIds(documents, targets);
  const learnt = named
    .filter((target, at) => target.platform_user_id !== targets[at]?.platform_user_id)
    .map((target) => ({ ...target, creator_id: creatorOf(target.tenant_id, target) }));
  await documents.updateMany(
    "targets",
    learnt.map(({ id, platform_user_id, creator_id }) => ({ id, set: { platform_user_id, creator_id } })),
  );
  const byId = new Map(learnt.map((target) => [target.id, target]));
  return targets.map((target) => byId.get(target.id) ?? target);
}
