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
 * The platform administrator's decision on what a tenant proposed for the common catalogue. Granted, it is an erasure
 * everywhere from then on, of the same id and date. Deciding again as before changes nothing. `actor` is the public id
 * of the administrator's key.
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
  // Somebody else's word took it out of the catalogue meanwhile: what is left is to read the stores back.
  const granted = await changeErasure(documents, id, ({ status }) =>
    status === "proposed" ? { status: "accepted", origin: "administrator" } : null,
  );
  await callWorker(ports, granted);
  return erasureView(granted);
}
