import type { z } from "zod";
import type { identityAnswerSchema } from "../../domain/api/creator-operations.ts";
import { creatorView } from "../../domain/creator-view.ts";
import { AppError } from "../../domain/errors.ts";
import type { SearchPorts } from "../ports.ts";
import { visibleById } from "./live-creators.ts";

/**
 * The accounts that are known to belong to one person or brand, as far as the caller may see them, and why.
 * @throws AppError `not-found`, code `identity-not-found`.
 */
export async function getIdentity(
  ports: Pick<SearchPorts, "documents" | "keyring" | "memory" | "clock">,
  id: string,
): Promise<z.infer<typeof identityAnswerSchema>> {
  const identity = await ports.documents.get("identities", id);
  const creators = [...(await visibleById(ports, identity?.members ?? [])).values()];
  if (!identity || creators.length === 0)
    throw new AppError("not-found", "identity-not-found", "There is no identity with this id.", { id });
  const shown = new Set<string>(creators.map((creator) => creator.id));
  return {
    data: {
      id,
      creators: creators.map(creatorView),
      links: identity.links.filter(({ a, b }) => shown.has(a) && shown.has(b)),
    },
  };
}
