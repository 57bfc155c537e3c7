import { eq } from "../../domain/condition.ts";
import type { Ports } from "../../ports/ports.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";

/**
 * Takes back the claims of a process that is gone, so that its targets are due at once. The number of claims of each
 * target stays, because an attempt may have written something before it died. Returns how many claims there were.
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
