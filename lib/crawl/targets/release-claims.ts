import { eq } from "../../domain/condition.ts";
import type { Ports } from "../../ports/ports.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";

/**
 * Takes back the claims that a process held which is gone, so that its targets are due at once. How often each was
 * claimed stays: an attempt may have written something before it died. Returns how many there were.
 */
export async function releaseClaims(
  { clock }: Pick<Ports, "clock">,
  documents: TenantDocuments,
  { synthetic }: { readonly synthetic: boolean },
): Promise<number> {
  const due_at = clock.now().toISOString();
  let released = 0;
  for await (const page of documents.scan("targets", "")) {
    const held = page.filter((target) => target.synthetic === synthetic && target.claim !== "");
    const updates = held.map(({ id, claim }) => ({
      id,
      set: { claim: "", due_at },
      when: [eq("claim", claim)],
    }));
    released += (await documents.updateMany("targets", updates)).filter(Boolean).length;
  }
  return released;
}
