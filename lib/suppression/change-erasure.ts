import { eq } from "../domain/condition.ts";
import { type Finding, type StorePlace, withFinding } from "../domain/erasure.ts";
import { AppError } from "../domain/errors.ts";
import type { Erasure } from "../domain/records.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

export type ErasureChange = Partial<Omit<Erasure, "id" | "tenant_id" | "version" | "revision">>;

/** @throws AppError `not-found`, code `erasure-not-found`. */
export async function requireErasure(documents: TenantDocuments, id: string): Promise<Erasure> {
  const erasure = await documents.get("erasures", id);
  if (erasure) return erasure;
  throw new AppError("not-found", "erasure-not-found", "There is no such erasure.", { id });
}

/** At most two workers and the sweep meet at one erasure. */
const ATTEMPTS = 20;

/**
 * Changes an erasure as it stands now, so that workers that meet at it add to each other's evidence and overwrite none
 * of it. It may call `changeOf` several times; null means that there is nothing to change.
 * @throws AppError `not-found`; `unavailable`, code `erasure-contended`.
 */
export async function changeErasure(
  documents: TenantDocuments,
  id: string,
  changeOf: (current: Erasure) => ErasureChange | null,
): Promise<Erasure> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const current = await requireErasure(documents, id);
    const change = changeOf(current);
    if (!change) return current;
    const revision = current.revision + 1;
    const when = [eq("revision", current.revision)];
    if (await documents.update("erasures", { id, set: { ...change, revision }, when }))
      return { ...current, ...change, revision };
  }
  throw new AppError("unavailable", "erasure-contended", "Others keep changing this erasure.", { id });
}

/** Adds to the evidence what one store's reading found. */
export const noteFinding = (
  documents: TenantDocuments,
  id: string,
  place: StorePlace,
  finding: Finding,
  at: string,
): Promise<Erasure> =>
  changeErasure(documents, id, ({ stores }) => ({ stores: withFinding(stores, place, finding, at) }));
