import { writeAudit } from "../audit/audit.ts";
import { type ErasureView, erasureView } from "../domain/erasure.ts";
import { AppError } from "../domain/errors.ts";
import { CATALOGUE_SCOPE } from "../domain/tenant-scope.ts";
import { changeErasure, requireErasure } from "../suppression/change-erasure.ts";
import { callWorker } from "../suppression/open-erasure.ts";
import { type EraseEverywherePorts, eraseEverywhere } from "./erase-everywhere.ts";

export interface DecideErasureInput {
  readonly id: string;
  readonly decision: "grant" | "refuse";
}

/**
 * Carries out the platform administrator's decision on what a tenant proposed for the common catalogue. A granted
 * proposal becomes an erasure everywhere, with the same id and date. The same decision again changes nothing. `actor`
 * is the public id of the administrator's key.
 * @throws AppError `not-found`, code `erasure-not-found`; `conflict`, code `already-decided`.
 */
export async function decideErasure(
  ports: EraseEverywherePorts,
  { id, decision }: DecideErasureInput,
  actor: string,
): Promise<ErasureView> {
  const documents = ports.openDocuments(CATALOGUE_SCOPE);
  const proposal = await requireErasure(documents, id);
  const [first] = proposal.creator_ids;
  if (!first) throw new Error("An erasure names no creator.");
  const isGranted = proposal.origin === "administrator";
  if (proposal.status !== "proposed" && isGranted !== (decision === "grant"))
    throw new AppError("conflict", "already-decided", `This erasure is ${proposal.status}.`, { id });
  await writeAudit(ports, documents, {
    ...{ actor, action: `${decision}-erasure`, subject: first, outcome: "allowed" },
    detail: { erasure: id },
  });
  if (decision === "refuse") {
    const refused = await changeErasure(documents, id, ({ status }) =>
      status === "proposed" ? { status: "refused" } : null,
    );
    return erasureView(refused);
  }
  const record = await documents.get("creators", first);
  if (record && !record.erased) {
    const { platform, platform_user_id } = record;
    const request = { account: { platform, platform_user_id }, scope: proposal.scope, erasureId: id };
    return eraseEverywhere(ports, { ...request, origin: "administrator" }, actor);
  }
  // Another request took it out of the catalogue meanwhile, so the stores only have to be read back.
  const granted = await changeErasure(documents, id, ({ status }) =>
    status === "proposed" ? { status: "accepted", origin: "administrator" } : null,
  );
  await callWorker(ports, granted);
  return erasureView(granted);
}
