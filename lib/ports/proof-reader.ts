import type { AccountName } from "../domain/identity.ts";
import type { ShownProfile } from "./account-pages.ts";

/**
 * What the system's own fetches say about an account's page, as proof that the writer controls it. Only fetches that
 * the platform's operator made or allowed count; a file that a customer dropped proves nothing.
 * Errors: `unavailable`.
 */
export interface ProofReader {
  /** The profiles fetched under this name after `since`; several if a handle changed its owner. */
  read(name: AccountName, since: Date): Promise<readonly ShownProfile[]>;
  /** Makes the next fetch of the account due now, if the system knows the account. */
  fetchSoon(name: AccountName): Promise<void>;
}
