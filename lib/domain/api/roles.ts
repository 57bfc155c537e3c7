import { AppError } from "../errors.ts";
import { SHARED_TENANT, type TenantId } from "../ids.ts";

export const ROLES = ["viewer", "analyst", "privacy_officer", "operator", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** viewer < analyst < privacy_officer, operator < admin. Neither of the two in the middle includes the other. */
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

/** Whether the actor may call an operation. `requireRole` of the router refuses exactly the others. */
export const mayCall = (
  actor: Actor,
  { role, isPlatforms }: { readonly role: Role | null; readonly isPlatforms: boolean },
): boolean =>
  role === null || (mayActAs(actor.roles, role) && (!isPlatforms || actor.tenantId === SHARED_TENANT));

/**
 * The common catalogue and the machinery belong to the platform, so anyone who acts for them needs a key of the tenant
 * `system`.
 * @throws AppError `forbidden`, code `platform-admin-needed`.
 */
export function requirePlatform(actor: Actor, needed: Role): void {
  if (mayCall(actor, { role: needed, isPlatforms: true })) return;
  const message = `What concerns every tenant needs a key of the platform: \`increator keys create --tenant system --role ${needed}\`.`;
  throw new AppError("forbidden", "platform-admin-needed", message, { role: needed });
}
