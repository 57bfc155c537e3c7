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

interface Actor {
  readonly tenantId: TenantId;
  readonly roles: readonly Role[];
}

/** Whether an operation answers the actor: what `requireRole` of the router refuses, and nothing else. */
export const mayCall = (
  actor: Actor,
  { role, isPlatforms }: { readonly role: Role | null; readonly isPlatforms: boolean },
): boolean =>
  role === null || (mayActAs(actor.roles, role) && (!isPlatforms || actor.tenantId === SHARED_TENANT));

/**
 * The common catalogue and the machinery are the platform's own, so who acts for it has a key of the tenant `system`.
 * @throws AppError `forbidden`, code `platform-admin-needed`.
 */
export function requirePlatform(actor: Actor, needed: Role): void {
  if (mayCall(actor, { role: needed, isPlatforms: true })) return;
  const message = `What concerns every tenant needs a key of the platform: \`increator keys create --tenant system --role ${needed}\`.`;
  throw new AppError("forbidden", "platform-admin-needed", message, { role: needed });
}
