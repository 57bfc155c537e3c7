import { writeAudit } from "../audit/audit.ts";
import type { Erasure } from "../domain/records.ts";
import { CATALOGUE_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { changeErasure } from "../suppression/change-erasure.ts";
import {
  type ErasureSubject,
  newErasureId,
  type OpenErasurePorts,
  recordErasure,
} from "../suppression/open-erasure.ts";

/**
 * Proposes to the platform's administrator to erase creators of the common catalogue, as a tenant asked. The time for
 * an erasure runs from now. `decideErasure` carries it out or refuses it. Returns the tenant's own erasure with the
 * proposal's id.
 */
export async function proposeToCatalogue(
  ports: OpenErasurePorts & Pick<Ports, "documents">,
  erasure: Erasure,
  [first, ...others]: readonly ErasureSubject[],
  actor: string,
): Promise<Erasure> {
  if (!first || erasure.proposal_id !== undefined) return erasure;
  const catalogue = ports.openDocuments(CATALOGUE_SCOPE);
  const id = newErasureId(ports);
  const { scope, tenant_id: tenant } = erasure;
  await writeAudit(ports, catalogue, {
    ...{ actor, action: "propose-erasure", subject: first.id, outcome: "allowed" },
    detail: { erasure: id, scope, tenant },
  });
  await recordErasure(
    ports,
    catalogue,
    { id, subjects: [first, ...others], scope, origin: "caller" },
    "proposed",
  );
  return changeErasure(ports.documents, erasure.id, () => ({ proposal_id: id }));
}
