import { type CodeLook, erasureIdOf, type VerifiedChallenge } from "../../domain/account-challenge.ts";
import { nameKey } from "../../domain/identity.ts";
import { accountNameOf, type NamedAccount } from "../account-named.ts";
import { type EraseEverywherePorts, eraseEverywhere } from "../erase-everywhere.ts";
import { type ChallengePorts, challengeOf, countLook, viewOf } from "./challenges.ts";
import { type LookForCodePorts, lookForCode } from "./look-for-code.ts";

export type VerifyOwnErasurePorts = EraseEverywherePorts & ChallengePorts & LookForCodePorts;

/** Who acted, in the audit: nobody with a key. */
const PERSON = "proof-of-control";

/**
 * Looks whether the account's page shows the code of a request; if so the account that shows it, by its platform's own
 * id, is forgotten in every tenant. The platform is asked at once; where it cannot be, what the system's own fetches
 * brought since the request counts, and then an account that is stored and one that is not are answered alike. Asked
 * again at whatever point it ended, it comes to the same erasure.
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
