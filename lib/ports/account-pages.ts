import type { AccountName } from "../domain/identity.ts";

/** What an account shows of itself. */
export interface ShownProfile {
  readonly platform_user_id: string;
  readonly bio: string;
}

/** What a platform answered about one name, just now. */
export type AccountPage =
  | ({ readonly kind: "shown" } & ShownProfile)
  /** The platform says that it shows nobody under this name. */
  | { readonly kind: "absent" }
  /** Nobody could be asked: no credential, no quota left, no answer. The reason is for logs, and names no account. */
  | { readonly kind: "not-asked"; readonly reason: string };

/** Why nobody is asked where no credential of the platform is set: the normal state of a system that does not crawl. */
export const NO_CREDENTIAL = "no-credential";

/** Whose looks are counted apart, so that many of one kind leave the other its own. */
export type LookPurpose = "proof" | "naming";

/**
 * Asks a platform for one account at once, within its quotas, and keeps nothing of what it answers. Never rejects for a
 * platform's sake: what cannot be asked is `not-asked`.
 */
export interface AccountPages {
  look(name: AccountName, purpose: LookPurpose): Promise<AccountPage>;
}
