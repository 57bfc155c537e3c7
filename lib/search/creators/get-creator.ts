import { noteDemand } from "../../demand/demand.ts";
import { type CreatorProvenance, provenanceOf } from "../../domain/creator-provenance.ts";
import { type CreatorView, creatorView } from "../../domain/creator-view.ts";
import type { SearchPorts } from "../ports.ts";
import { liveCreator } from "./live-creators.ts";

/**
 * The public facts about a creator of the caller's catalogue, and where each field comes from.
 * @throws AppError `not-found`, code `creator-not-found`, if it is unknown, erased or another tenant's.
 */
export async function getCreator(
  ports: Pick<SearchPorts, "documents" | "keyring" | "memory" | "cache" | "clock">,
  id: string,
): Promise<{ data: CreatorView; provenance: CreatorProvenance }> {
  const creator = await liveCreator(ports, id);
  await noteDemand(ports, [creator.id]);
  return { data: creatorView(creator), provenance: provenanceOf(creator) };
}
