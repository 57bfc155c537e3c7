import { type CodeLook, erasureIdOf, type VerifiedChallenge } from "../../domain/account-challenge.ts";
import { nameKey } from "../../domain/identity.ts";
import { accountNameOf, type NamedAccount } from "../account-named.ts";
import { type EraseEverywherePorts, eraseEverywhere } from "../erase-everywhere.ts";
import { type ChallengePorts, challengeOf, countLook, viewOf } from "./challenges.ts";
import { type LookForCodePorts, lookForCode } from "./look-for-code.ts";

export type VerifyOwnErasurePorts = EraseEverywherePorts & ChallengePorts & LookForCodePorts;

/** The actor in the audit: a person who has no key. */
const PERSON = "proof-of-control";

/**
 * Looks whether the account's page shows the request's code. If it does, it forgets that account in every tenant, by
 * the platform's own id. It asks the platform at once. If it cannot, it uses what the system fetched since the
 * request, and answers alike whether the account is stored or not. It may be called again after any step and comes to
 * the same erasure.
 * @throws AppError `not-found`, code `request-not-found`; `rate-limited`, code `request-asked-often`.
 */
export async function verifyOwnErasure(
  ports: VerifyOwnErasurePorts,
  { id, ...account }: NamedAccount & { readonly id: string },
): Promise<VerifiedChallenge> {
  const name = accountNameOf(account);
  const challenge = await challengeOf(ports, id, nameKey(name));
  const view = await viewOf(ports, challenge);
  if (view.status !== "waiting") return { ...view, look: null };
  await countLook(ports, id);
  const { at, shown, profile } = await lookForCode(ports, name, challenge);
  const look: CodeLook = { at, shown };
  if (profile === null) return { ...view, look };
  const { status } = await eraseEverywhere(
    ports,
    {
      account: { platform: name.platform, platform_user_id: profile.platform_user_id },
      scope: "creator",
      origin: "person",
      erasureId: erasureIdOf(challenge),
    },
    PERSON,
  );
  return { ...view, status, look };
}
