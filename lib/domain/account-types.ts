/** What an account is run as, if its platform says so. */
export const ACCOUNT_TYPES = ["person", "business", "organisation", "media"] as const;
