/** What an account is run as, as far as its platform says so. */
export const ACCOUNT_TYPES = ["person", "business", "organisation", "media"] as const;
