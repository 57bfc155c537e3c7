import type { Creator } from "../domain/creator.ts";
import type { AccountName } from "../domain/identity.ts";
import { creatorsNamed } from "../identity/creators-named.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

/**
 * The accounts that are stored under a name, the one that was seen last under it first: a handle that was given up is
 * its next holder's. One record an account, in an order that is the same each time.
 */
export async function bearersOf(documents: TenantDocuments, name: AccountName): Promise<Creator[]> {
  const named = (await creatorsNamed(documents, [name])).of([name]);
  const latestFirst = named.sort(
    (a, b) => Date.parse(b.fetched_at) - Date.parse(a.fetched_at) || (a.id < b.id ? -1 : 1),
  );
  const byAccount = new Map<string, Creator>();
  for (const creator of latestFirst) {
    if (!byAccount.has(creator.platform_user_id)) byAccount.set(creator.platform_user_id, creator);
  }
  return [...byAccount.values()];
}
