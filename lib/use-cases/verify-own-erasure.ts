import { type AccountChallenge, type ChallengeView, codesIn } from "../domain/account-challenge.ts";
import { nameKey } from "../domain/identity.ts";
import { everyDigest, type Keyring } from "../domain/keyring.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { ProofReader, ShownProfile } from "../ports/proof-reader.ts";
import { type EraseEverywherePorts, eraseEverywhere } from "./erase-everywhere.ts";
import { accountNameOf, type NamedAccount } from "./erasure/account-named.ts";
import { type ChallengePorts, challengeOf, countAsked, viewOf } from "./own-erasure/challenges.ts";

export type VerifyOwnErasurePorts = EraseEverywherePorts &
  ChallengePorts & { readonly proofReader: ProofReader };

/** Who acted, in the audit: nobody with a key. */
const PERSON = "proof-of-control";

/**
 * Looks whether the account's page shows the code of a request, as fetched after it was given out; if so the account is
 * forgotten in every tenant. An unknown account, one that was not fetched since and one without the code are answered
 * alike: `waiting`.
 * @throws AppError `not-found`, code `request-not-found`; `rate-limited`, code `account-asked-often`.
 */
export async function verifyOwnErasure(
  ports: VerifyOwnErasurePorts,
  { id, ...account }: NamedAccount & { readonly id: string },
): Promise<ChallengeView> {
  const name = accountNameOf(account);
  const challenge = await challengeOf(ports, id, nameKey(name));
  const view = await viewOf(ports, challenge);
  if (view.status !== "waiting") return view;
  await countAsked(ports, `${nameKey(name)}#${id}`);
  const shown = await ports.proofReader.read(name, new Date(challenge.created_at));
  if (!shown || !showsCode(ports.keyring, shown, challenge)) return view;
  const { platform } = name;
  const erasure = await eraseEverywhere(
    ports,
    { account: { platform, platform_user_id: shown.platform_user_id }, scope: "creator", origin: "person" },
    PERSON,
  );
  const set = { erasure_id: erasure.id };
  await ports.openDocuments(SYSTEM_SCOPE).update("account_challenges", { id, set });
  return { ...view, status: erasure.status };
}

function showsCode(keyring: Keyring, { bio }: ShownProfile, { code_digest }: AccountChallenge): boolean {
  const digests = codesIn(bio).flatMap((code) => everyDigest(keyring, "challenge-code", code));
  return digests.some(({ digest }) => digest === code_digest);
}
