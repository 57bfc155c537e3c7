import { type ErasureView, erasureView } from "../domain/erasure.ts";
import type { Ports } from "../ports/ports.ts";
import { requireErasure } from "../suppression/change-erasure.ts";

/**
 * How far an erasure is, store by store.
 * @throws AppError `not-found`, code `erasure-not-found`.
 */
export async function getErasure(
  { documents }: Pick<Ports, "documents">,
  { erasureId }: { readonly erasureId: string },
): Promise<ErasureView> {
  return erasureView(await requireErasure(documents, erasureId));
}
