import { z } from "zod";
import { type AuditPorts, writeAudit } from "../audit/audit.ts";
import { DEFAULT_PLAN, type PlanName, planNameSchema } from "../domain/api/plans.ts";
import { ROLES, type Role } from "../domain/api/roles.ts";
import { HOUR_MS } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import { SHARED_TENANT, SYSTEM_TENANT, tenantIdSchema } from "../domain/ids.ts";
import type { ApiKey } from "../domain/records.ts";
import { ownScope, SYSTEM_SCOPE, tenantScope } from "../domain/tenant-scope.ts";
import { actsFor, isLive, issueApiKey, type KeyOwner, type KeyStore, publicIdOf } from "./api-keys.ts";
import { registerTenant } from "./tenants.ts";

type AccessPorts = KeyStore & AuditPorts;

const DAY_HOURS = 24;
const NAME_MAX = 100;
/** Ten years. A key that never expires has no expiry instead. */
const EXPIRY_MAX_DAYS = 3_650;
/** How long an old key may stay valid beside its replacement. */
const GRACE_MAX_HOURS = 30 * DAY_HOURS;

const keyIdSchema = z.string().regex(/^[0-9a-z]{26}$/, "a key's public id is 26 letters and digits");

/** What an operator can do with keys and tenants. */
export const accessRequestSchema = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("create-key"),
    tenant: tenantIdSchema,
    name: z.string().trim().min(1).max(NAME_MAX),
    roles: z.array(z.enum(ROLES)).min(1),
    subscribes_shared: z.boolean(),
    expires_days: z.number().positive().max(EXPIRY_MAX_DAYS).nullable(),
  }),
  z.strictObject({ action: z.literal("list-keys"), tenant: tenantIdSchema.nullable() }),
  z.strictObject({
    action: z.literal("rotate-key"),
    id: keyIdSchema,
    grace_hours: z.number().min(0).max(GRACE_MAX_HOURS),
  }),
  z.strictObject({ action: z.literal("revoke-key"), id: keyIdSchema }),
  z.strictObject({ action: z.literal("list-tenants") }),
  z.strictObject({ action: z.literal("set-plan"), tenant: tenantIdSchema, plan: planNameSchema }),
]);
export type AccessRequest = z.infer<typeof accessRequestSchema>;

/** A key as it may be shown: without anything that gives access. */
export interface ApiKeyView {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly roles: Role[];
  readonly subscribes_shared: boolean;
  readonly status: "live" | "expired" | "revoked";
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  readonly last_used_at: string | null;
}

export interface TenantView {
  readonly id: string;
  readonly plan: PlanName;
  readonly created_at: string;
}

export interface AccessAnswer {
  readonly keys: ApiKeyView[];
  /** A key that was made just now, in clear. It is shown once and never again. */
  readonly secret: string | null;
  readonly tenants: TenantView[];
}

const NOTHING: AccessAnswer = { keys: [], secret: null, tenants: [] };

/**
 * Carries out an operator's request about keys and tenants. Every change is audited before it takes effect, in the chain
 * of the tenant that it is about. `actor`: who asked, as the audit names it.
 * @throws AppError `not-found`, code `key-not-found`; `conflict`, code `key-not-live`; `invalid`, code `reserved-tenant`.
 */
export async function manageAccess(
  ports: AccessPorts,
  request: AccessRequest,
  actor: string,
): Promise<AccessAnswer> {
  switch (request.action) {
    case "create-key":
      return createKey(ports, request, actor);
    case "list-keys":
      return { ...NOTHING, keys: await listKeys(ports, request.tenant) };
    case "rotate-key":
      return rotateKey(ports, request, actor);
    case "revoke-key":
      return revokeKey(ports, request.id, actor);
    case "list-tenants":
      return { ...NOTHING, tenants: await listTenants(ports) };
    case "set-plan":
      return setPlan(ports, request, actor);
  }
}

type RequestOf<A extends AccessRequest["action"]> = Extract<AccessRequest, { action: A }>;

async function createKey(
  ports: AccessPorts,
  request: RequestOf<"create-key">,
  actor: string,
): Promise<AccessAnswer> {
  refuseReserved(request.tenant, true);
  const { tenant: tenantId, name, roles, subscribes_shared: subscribesShared, expires_days: days } = request;
  const expiresAt = days === null ? null : hoursFromNow(ports, days * DAY_HOURS);
  const owner = { tenantId, name, roles, subscribesShared, ...(expiresAt && { expiresAt }) };
  return newKey(ports, owner, actor);
}

async function newKey(ports: AccessPorts, owner: KeyOwner, actor: string): Promise<AccessAnswer> {
  const detail = { roles: owner.roles.join(","), expires_at: owner.expiresAt?.toISOString() ?? null };
  const secret = await issueApiKey(ports, owner, (id) =>
    audit(ports, { id, owner: owner.tenantId }, "create-key", actor, detail),
  );
  const stored = await storedKey(ports, publicIdOf(secret) ?? "");
  return { ...NOTHING, keys: [viewOf(ports, stored)], secret };
}

async function listKeys(ports: AccessPorts, tenant: string | null): Promise<ApiKeyView[]> {
  const keys: ApiKeyView[] = [];
  for await (const page of ports.openDocuments(SYSTEM_SCOPE).scan("api_keys", "")) {
    for (const key of page) if (tenant === null || key.owner === tenant) keys.push(viewOf(ports, key));
  }
  return keys.sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
}

/** Makes a new key with the same rights. The old key stays valid while its users change over. */
async function rotateKey(
  ports: AccessPorts,
  { id, grace_hours: hours }: RequestOf<"rotate-key">,
  actor: string,
): Promise<AccessAnswer> {
  const old = await storedKey(ports, id);
  if (!isLive(old, ports.clock.now())) {
    throw new AppError("conflict", "key-not-live", "The key is revoked or expired: create another.", { id });
  }
  const end = hoursFromNow(ports, hours);
  const sooner =
    old.expires_at !== null && new Date(old.expires_at) < end ? old.expires_at : end.toISOString();
  await audit(ports, old, "rotate-key", actor, { expires_at: sooner });
  const owner = {
    tenantId: old.owner,
    name: old.name,
    roles: old.roles,
    subscribesShared: old.subscribes_shared,
    ...(old.expires_at !== null && { expiresAt: sameLifeFromNow(ports, old, old.expires_at) }),
  };
  const answer = await newKey(ports, owner, actor);
  await ports.openDocuments(SYSTEM_SCOPE).update("api_keys", { id, set: { expires_at: sooner } });
  return answer;
}

async function revokeKey(ports: AccessPorts, id: string, actor: string): Promise<AccessAnswer> {
  const stored = await storedKey(ports, id);
  if (stored.revoked_at === null) {
    await audit(ports, stored, "revoke-key", actor, {});
    const set = { revoked_at: ports.clock.now().toISOString() };
    await ports.openDocuments(SYSTEM_SCOPE).update("api_keys", { id, set });
  }
  return { ...NOTHING, keys: [viewOf(ports, await storedKey(ports, id))] };
}

async function listTenants(ports: AccessPorts): Promise<TenantView[]> {
  const tenants: TenantView[] = [];
  for await (const page of ports.openDocuments(SYSTEM_SCOPE).scan("tenants", "")) {
    for (const { id, plan, created_at } of page) tenants.push({ id, plan: plan ?? DEFAULT_PLAN, created_at });
  }
  return tenants;
}

async function setPlan(
  ports: AccessPorts,
  { tenant, plan }: RequestOf<"set-plan">,
  actor: string,
): Promise<AccessAnswer> {
  refuseReserved(tenant);
  const documents = ports.openDocuments(ownScope(tenant));
  const act = { actor, action: "set-plan", subject: tenant, outcome: "allowed", detail: { plan } } as const;
  await writeAudit(ports, documents, act);
  await registerTenant(ports, tenant);
  await ports.openDocuments(SYSTEM_SCOPE).update("tenants", { id: tenant, set: { plan } });
  const tenants = (await listTenants(ports)).filter(({ id }) => id === tenant);
  return { ...NOTHING, tenants };
}

function refuseReserved(tenant: string, isKey = false): void {
  if (tenant !== SHARED_TENANT && (isKey || tenant !== SYSTEM_TENANT)) return;
  const message = isKey
    ? `${tenant} is reserved: the platform's administrator has a key of the tenant ${SYSTEM_TENANT}.`
    : `${tenant} is reserved: a plan belongs to a customer's own tenant.`;
  throw new AppError("invalid", "reserved-tenant", message, { field: "tenant" });
}

async function storedKey({ openDocuments }: AccessPorts, id: string): Promise<ApiKey> {
  const stored = await openDocuments(SYSTEM_SCOPE).get("api_keys", id);
  if (stored) return stored;
  throw new AppError("not-found", "key-not-found", "There is no key with this public id.", { id });
}

const hoursFromNow = ({ clock }: AccessPorts, hours: number): Date =>
  new Date(clock.now().getTime() + hours * HOUR_MS);

const sameLifeFromNow = ({ clock }: AccessPorts, { created_at: from }: ApiKey, until: string): Date =>
  new Date(clock.now().getTime() + Date.parse(until) - Date.parse(from));

const audit = (
  ports: AccessPorts,
  key: Pick<ApiKey, "id" | "owner">,
  action: string,
  actor: string,
  detail: Parameters<typeof writeAudit>[2]["detail"],
): Promise<void> =>
  writeAudit(ports, ports.openDocuments(tenantScope(actsFor(key.owner), { subscribesShared: false })), {
    ...{ actor, action, outcome: "allowed", detail },
    subject: key.id,
  });

const viewOf = ({ clock }: AccessPorts, key: ApiKey): ApiKeyView => ({
  id: key.id,
  tenant: key.owner,
  name: key.name,
  roles: key.roles,
  subscribes_shared: key.subscribes_shared,
  status: key.revoked_at !== null ? "revoked" : isLive(key, clock.now()) ? "live" : "expired",
  created_at: key.created_at,
  expires_at: key.expires_at,
  revoked_at: key.revoked_at,
  last_used_at: key.last_used_at ?? null,
});
