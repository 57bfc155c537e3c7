import { AppError } from "../errors.ts";
import { SHARED_TENANT, type TenantId } from "../ids.ts";

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

/**
 * The common catalogue is the platform's own, so its administrator is the platform's: a key of the tenant `system`.
 * @throws AppError `forbidden`, code `platform-admin-needed`.
 */
export function requirePlatformAdmin({
  tenantId,
  roles,
}: {
  readonly tenantId: TenantId;
  readonly roles: readonly Role[];
}): void {
  if (tenantId === SHARED_TENANT && mayActAs(roles, "admin")) return;
  const message =
    "Only the platform's administrator, an admin of the tenant system, may decide for every tenant.";
  throw new AppError("forbidden", "platform-admin-needed", message);
}
