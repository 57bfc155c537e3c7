import type { Creator } from "../domain/creator.ts";
import { AppError } from "../domain/errors.ts";
import type { CreatorId } from "../domain/ids.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

/**
 * A live creator that the caller's tenant may change: one of its own, not of the common catalogue.
 * @throws AppError `not-found`, code `creator-not-found`.
 */
export async function ownCreator(documents: TenantDocuments, id: CreatorId): Promise<Creator> {
  const record = await documents.get("creators", id);
  if (!record || record.erased || record.tenant_id !== documents.scope.tenantId) {
    throw new AppError("not-found", "creator-not-found", "There is no such creator of this tenant.", { id });
  }
  return record;
}
