import { type ErasureView, erasureView } from "../domain/erasure.ts";
import { AppError } from "../domain/errors.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * How far an erasure is, store by store.
 * @throws AppError `not-found`, code `erasure-not-found`.
 */
export async function getErasure(
  { documents }: Pick<Ports, "documents">,
  { erasureId }: { readonly erasureId: string },
): Promise<ErasureView> {
  const erasure = await documents.get("erasures", erasureId);
  if (!erasure)
    throw new AppError("not-found", "erasure-not-found", "There is no such erasure.", { id: erasureId });
  return erasureView(erasure);
}
