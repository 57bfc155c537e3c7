import type { ChallengeView } from "../../domain/account-challenge.ts";
import { type ChallengePorts, challengeOf, viewOf } from "./challenges.ts";

/**
 * How far a person's own request is.
 * @throws AppError `not-found`, code `request-not-found`.
 */
export async function getOwnErasure(
  ports: Pick<ChallengePorts, "openDocuments" | "clock" | "keyring">,
  { id }: { readonly id: string },
): Promise<ChallengeView> {
  return viewOf(ports, await challengeOf(ports, id, null));
}
