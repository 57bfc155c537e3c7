import type { AccountName } from "../domain/identity.ts";
import type { ShownProfile } from "./account-pages.ts";

/**
 * What the system's own fetches say of an account's page, as proof that its writer controls it. Only fetches
 * that the platform's operator made or let make count: what a customer dropped proves nothing.
 * Errors: `unavailable`.
 */
export interface ProofReader {
  /** The profiles that were fetched under this name after `since`; several where a handle changed hands. */
  read(name: AccountName, since: Date): Promise<readonly ShownProfile[]>;
  /** Makes the next fetch of the account due now, where the system knows one. */
  fetchSoon(name: AccountName): Promise<void>;
}
