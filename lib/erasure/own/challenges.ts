import { type AccountChallenge, type ChallengeView, erasureIdOf } from "../../domain/account-challenge.ts";
import { DAY_SECONDS } from "../../domain/durations.ts";
import { AppError } from "../../domain/errors.ts";
import { nameKey } from "../../domain/identity.ts";
import { everyDigest } from "../../domain/keyring.ts";
import { CATALOGUE_SCOPE, SYSTEM_SCOPE } from "../../domain/tenant-scope.ts";
import type { Ports } from "../../ports/ports.ts";
import { accountNameOf, type NamedAccount } from "../account-named.ts";

export type ChallengePorts = Pick<Ports, "openDocuments" | "cache" | "clock" | "keyring">;

/** The account as a text that is always the same, no matter how the caller named it. */
export const accountText = (account: NamedAccount): string => nameKey(accountNameOf(account));

const LOOKS_MAX = 10;

/**
 * Counts how often somebody looks for the proof of one request; only the requester knows its id. It never counts by
 * account, or strangers could ask for an account and so keep its owner from asking. New requests count by the address
 * they come from.
 * @throws AppError `rate-limited`; `unavailable` when the counters do not answer: then nobody may ask.
 */
export async function countLook({ cache }: Pick<ChallengePorts, "cache">, id: string): Promise<void> {
  const looks = await cache.increment(`own-erasure:${id}`, 1, { ttlSeconds: DAY_SECONDS });
  if (looks <= LOOKS_MAX) return;
  const message = "This request was looked at too often today. Make a new one, or come back tomorrow.";
  throw new AppError("rate-limited", "request-asked-often", message, { retryAfterSeconds: DAY_SECONDS });
}

/** @throws AppError `not-found`, code `request-not-found`, also when the request is about another account. */
export async function challengeOf(
  { openDocuments, keyring }: Pick<ChallengePorts, "openDocuments" | "keyring">,
  id: string,
  account: string | null,
): Promise<AccountChallenge> {
  const challenge = await openDocuments(SYSTEM_SCOPE).get("account_challenges", id);
  const digests = account === null ? null : everyDigest(keyring, "challenged-account", account);
  const isTheirs = digests?.some(({ digest }) => digest === challenge?.account_digest) ?? true;
  if (challenge && isTheirs) return challenge;
  throw new AppError("not-found", "request-not-found", "There is no such request for this account.", { id });
}

/** How far a request is, for anyone who has its id. */
export async function viewOf(
  { openDocuments, clock }: Pick<ChallengePorts, "openDocuments" | "clock">,
  { id, expires_at, erasure_id }: AccountChallenge,
): Promise<ChallengeView> {
  const erasure = await openDocuments(CATALOGUE_SCOPE).get("erasures", erasure_id ?? erasureIdOf({ id }));
  if (erasure) return { id, status: erasure.status, expires_at };
  const isOver = Date.parse(expires_at) <= clock.now().getTime();
  return { id, status: isOver ? "expired" : "waiting", expires_at };
}
