import { randomBytes } from "node:crypto";
import { CHALLENGE_HOURS, challengeCode, type NewChallenge } from "../../domain/account-challenge.ts";
import { HOUR_MS, isoAfter } from "../../domain/durations.ts";
import { keyedDigest } from "../../domain/keyring.ts";
import { SYSTEM_SCOPE } from "../../domain/tenant-scope.ts";
import type { Ports } from "../../ports/ports.ts";
import type { NamedAccount } from "../account-named.ts";
import { accountText, type ChallengePorts } from "./challenges.ts";

/**
 * Begins a person's own request to be forgotten: it gives a code to place in the account's bio. It reads nothing that
 * is stored, so the answer cannot tell whether the system knows the account.
 * @throws AppError `invalid`, code `bad-account`.
 */
export async function requestOwnErasure(
  ports: ChallengePorts & Pick<Ports, "ids">,
  account: NamedAccount,
): Promise<NewChallenge> {
  const text = accountText(account);
  const now = ports.clock.now();
  const code = challengeCode(randomBytes(16));
  const { digest: account_digest, key_version } = keyedDigest(ports.keyring, "challenged-account", text);
  const set = {
    account_digest,
    code_digest: keyedDigest(ports.keyring, "challenge-code", code).digest,
    key_version,
    created_at: now.toISOString(),
    expires_at: isoAfter(now, CHALLENGE_HOURS * HOUR_MS),
    erasure_id: null,
  };
  const id = `ch_${ports.ids.random()}`;
  await ports.openDocuments(SYSTEM_SCOPE).upsertMany("account_challenges", [{ id, version: "1", set }]);
  return { id, status: "waiting", expires_at: set.expires_at, code };
}
