import { type AccountChallenge, type CodeLook, codesIn } from "../../domain/account-challenge.ts";
import type { AccountName } from "../../domain/identity.ts";
import { everyDigest, type Keyring, keyedDigest } from "../../domain/keyring.ts";
import type { Platform } from "../../domain/platform.ts";
import { SYSTEM_SCOPE } from "../../domain/tenant-scope.ts";
import type { AccountPage, ShownProfile } from "../../ports/account-pages.ts";
import type { Ports } from "../../ports/ports.ts";

export type LookForCodePorts = Pick<Ports, "openDocuments" | "keyring" | "accountPages" | "proofReader">;

/** `profile`: the account whose page shows the code; null while none does. */
export interface FoundCode extends CodeLook {
  readonly profile: ShownProfile | null;
}

/**
 * Looks for a request's code on the account's page as it is now, and in what the system fetched of it since the
 * request. A page that is gone proves nothing: nobody can place a code there, and a free name may be anybody's.
 */
export async function lookForCode(
  ports: LookForCodePorts,
  name: AccountName,
  challenge: AccountChallenge,
): Promise<FoundCode> {
  const page = await ports.accountPages.fetch(name, "proof");
  const bound = await boundTo(ports, name.platform, challenge, page);
  const isShowing = (profile: ShownProfile): boolean =>
    isSameAccount(ports.keyring, name.platform, bound, profile) && showsCode(ports.keyring, profile, bound);
  if (page.kind === "shown" && isShowing(page)) return { at: "just-now", shown: "code", profile: page };
  const stored = await ports.proofReader.read(name, new Date(challenge.created_at));
  const profile = stored.find(isShowing);
  if (profile) return { at: "next-fetch", shown: "code", profile };
  if (page.kind === "shown") {
    const isSame = isSameAccount(ports.keyring, name.platform, bound, page);
    return { at: "just-now", shown: isSame ? "no-code" : "other-account", profile: null };
  }
  // Crawlers confirm an absence, and ask later for what could not be asked now.
  await ports.proofReader.fetchSoon(name);
  return page.kind === "absent"
    ? { at: "just-now", shown: "no-account", profile: null }
    : { at: "next-fetch", shown: "unknown", profile: null };
}

/**
 * The request, bound to the account that its name leads to: a handle can change its owner, a platform's id cannot.
 */
async function boundTo(
  { openDocuments, keyring }: LookForCodePorts,
  platform: Platform,
  challenge: AccountChallenge,
  page: AccountPage,
): Promise<AccountChallenge> {
  if (page.kind !== "shown" || challenge.account_id_digest !== undefined) return challenge;
  const { digest } = keyedDigest(keyring, "challenged-account", idText(platform, page));
  const { id } = challenge;
  const set = { account_id_digest: digest };
  await openDocuments(SYSTEM_SCOPE).update("account_challenges", { id, set });
  return { ...challenge, ...set };
}

/** No account's name has a line break, so nothing takes an id for a name. */
const idText = (platform: Platform, { platform_user_id }: ShownProfile): string =>
  `${platform}\n${platform_user_id}`;

const isSameAccount = (
  keyring: Keyring,
  platform: Platform,
  { account_id_digest: bound }: AccountChallenge,
  profile: ShownProfile,
): boolean =>
  bound === undefined ||
  everyDigest(keyring, "challenged-account", idText(platform, profile)).some(
    ({ digest }) => digest === bound,
  );

function showsCode(keyring: Keyring, { bio }: ShownProfile, { code_digest }: AccountChallenge): boolean {
  const digests = codesIn(bio).flatMap((code) => everyDigest(keyring, "challenge-code", code));
  return digests.some(({ digest }) => digest === code_digest);
}
