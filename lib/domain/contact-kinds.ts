export const CONTACT_KINDS = ["email", "phone"] as const;
