import { z } from "zod";
import type { Caller } from "../domain/api/caller.ts";
import { DEFAULT_PLAN } from "../domain/api/plans.ts";
import { ROLES, type Role } from "../domain/api/roles.ts";
import { SHARED_TENANT, SYSTEM_TENANT, tenantIdSchema } from "../domain/ids.ts";
import { keyedDigest } from "../domain/keyring.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { TokenVerifier } from "../ports/token-verifier.ts";

/** Which claims say what a caller may do. */
export interface ClaimMapping {
  /** Claim with the tenant's id. A dot leads into an object. */
  readonly tenantClaim: string;
  /** If set, the tenant of every token, instead of a claim. */
  readonly tenant: string | null;
  /** Claim with a list of roles, or with one text separated by spaces. */
  readonly rolesClaim: string;
  /** The issuer's names for our roles. A name that is neither here nor one of our roles is ignored. */
  readonly roleNames: Readonly<Record<string, Role>>;
  readonly subscribesShared: boolean;
}

export interface TokenAccess {
  readonly verifier: TokenVerifier;
  readonly mapping: ClaimMapping;
}

type TokenPorts = Pick<Ports, "openDocuments" | "keyring">;

/** The three parts of a signed token in compact form: RFC 7515, 7.1. No key looks like it. */
export const isToken = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text);

/** Length of a key id made from a digest: enough to tell callers apart in a log. */
const CALLER_ID_CHARACTERS = 26;

/**
 * Who a token belongs to, and until when. Null: it is not valid, names no role, or names a tenant that is not
 * registered. An issuer can speak for existing customers but cannot make new ones.
 */
export async function callerOfToken(
  ports: TokenPorts,
  { verifier, mapping }: TokenAccess,
  token: string,
): Promise<{ readonly caller: Caller; readonly expiresAt: Date } | null> {
  const verified = await verifier.verify(token);
  if (!verified) return null;
  const tenantId = tenantIdSchema.safeParse(
    mapping.tenant ?? claimAt(verified.claims, mapping.tenantClaim),
  ).data;
  const roles = rolesIn(claimAt(verified.claims, mapping.rolesClaim), mapping.roleNames);
  if (!tenantId || tenantId === SYSTEM_TENANT || tenantId === SHARED_TENANT || roles.length === 0)
    return null;
  const tenant = await ports.openDocuments(SYSTEM_SCOPE).get("tenants", tenantId);
  if (!tenant) return null;
  const subject = `${verifier.issuer}\0${verified.subject}`;
  const { digest } = keyedDigest(ports.keyring, "token-subject", subject);
  return {
    caller: {
      tenantId,
      roles,
      subscribesShared: mapping.subscribesShared,
      plan: tenant.plan ?? DEFAULT_PLAN,
      keyId: `oidc-${digest.slice(0, CALLER_ID_CHARACTERS)}`,
    },
    expiresAt: verified.expiresAt,
  };
}

const recordSchema = z.record(z.string(), z.unknown());

/** A claim by its full name (`https://example.com/tenant`) or by its path (`realm_access.roles`). */
function claimAt(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  return name.split(".").reduce<unknown>((inner, part) => {
    const object = recordSchema.safeParse(inner).data;
    return object && Object.hasOwn(object, part) ? object[part] : undefined;
  }, claims);
}

function rolesIn(claim: unknown, names: Readonly<Record<string, Role>>): Role[] {
  const given = z
    .union([z.array(z.string()), z.string().transform((text) => text.split(/\s+/))])
    .safeParse(claim);
  const own: Readonly<Record<string, Role>> = Object.fromEntries(ROLES.map((role) => [role, role]));
  const roles = (given.data ?? []).flatMap((name) =>
    Object.hasOwn(names, name) ? (names[name] ?? []) : Object.hasOwn(own, name) ? (own[name] ?? []) : [],
  );
  return [...new Set(roles)];
}
