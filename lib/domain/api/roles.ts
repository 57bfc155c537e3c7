export const ROLES = ["viewer", "analyst", "privacy_officer", "operator", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** viewer < analyst < privacy_officer, operator < admin: the two in the middle do not include each other. */
const INCLUDES: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ["viewer"],
  analyst: ["analyst", "viewer"],
  privacy_officer: ["privacy_officer", "analyst", "viewer"],
  operator: ["operator", "analyst", "viewer"],
  admin: ["admin", "privacy_officer", "operator", "analyst", "viewer"],
};

/** Whether one of the caller's roles is `needed` or includes it. */
export const mayActAs = (roles: readonly Role[], needed: Role): boolean =>
  roles.some((role) => INCLUDES[role].includes(needed));
