import type { AccountName } from "../domain/identity.ts";

/** What an account shows of itself. */
export interface ShownProfile {
  readonly platform_user_id: string;
  readonly bio: string;
}

/**
 * Reads what an account's page says now, as proof that whoever wrote there controls it. Only fetches that the platform's
 * operator made or let make count: what a customer dropped proves nothing.
 * Errors: `unavailable`.
 */
export interface ProofReader {
  /** The profile as it was fetched after `since`; null when there is no such fetch yet, and then one is asked for. */
  read(name: AccountName, since: Date): Promise<ShownProfile | null>;
}
