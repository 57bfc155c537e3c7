import type { AccountName } from "../domain/identity.ts";

/** What an account shows about itself. */
export interface ShownProfile {
  readonly platform_user_id: string;
  readonly bio: string;
}

/** A platform's current answer about one name. */
export type AccountPage =
  | ({ readonly kind: "shown" } & ShownProfile)
  /** The platform says that it shows no account under this name. */
  | { readonly kind: "absent" }
  /**
   * The platform could not be asked: no credential, no quota left, no answer. The reason is for logs and names no
   * account.
   */
  | { readonly kind: "not-asked"; readonly reason: string };

/** The reason if the platform has no credential. This is the normal state of a system that does not crawl. */
export const NO_CREDENTIAL = "no-credential";

/** Fetches are counted by purpose, so that many of one kind leave the other its own quota. */
export type FetchPurpose = "proof" | "naming";

/**
 * Asks a platform for one account at once, within its quotas, and keeps nothing of the answer. Never rejects because
 * of a platform: if it cannot be asked, the answer is `not-asked`.
 */
export interface AccountPages {
  fetch(name: AccountName, purpose: FetchPurpose): Promise<AccountPage>;
}
