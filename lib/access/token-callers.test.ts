import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { tenantIdSchema } from "../domain/ids.ts";
import { registerTenant } from "./tenants.ts";
import { type ClaimMapping, callerOfToken } from "./token-callers.ts";

let composition: EmbeddedComposition;

beforeAll(async () => {
  composition = await temporaryComposition();
  await registerTenant(composition.services, tenantIdSchema.parse("acme"), "enterprise");
});
afterAll(() => composition?.close());

const MAPPING: ClaimMapping = {
  tenantClaim: "org.tenant",
  tenant: null,
  rolesClaim: "roles",
  roleNames: { "creators-dpo": "privacy_officer" },
  subscribesShared: false,
};
const expiresAt = new Date("2026-11-20T10:05:00Z");

const callerWith = (claims: Record<string, unknown>, mapping: ClaimMapping = MAPPING) =>
  callerOfToken(
    composition.services,
    {
      verifier: {
        issuer: "https://issuer.example",
        verify: async () => ({ subject: "jane@example.com", claims, expiresAt }),
      },
      mapping,
    },
    "a.b.c",
  );

test("claims say tenant and roles; the tenant's record says its plan; nobody is named", async () => {
  const found = await callerWith({ org: { tenant: "acme" }, roles: ["creators-dpo", "viewer", "unknown"] });
  expect(found).toMatchObject({
    caller: {
      tenantId: "acme",
      roles: ["privacy_officer", "viewer"],
      subscribesShared: false,
      plan: "enterprise",
    },
    expiresAt,
  });
  expect(found?.caller.keyId).toMatch(/^oidc-[0-9a-f]{26}$/);
});

test("a whole claim name wins over a path, and roles may be one text", async () => {
  const mapping = { ...MAPPING, tenantClaim: "https://acme.example/tenant", rolesClaim: "scope" };
  const found = await callerWith({ "https://acme.example/tenant": "acme", scope: "openid analyst" }, mapping);
  expect(found?.caller.roles).toEqual(["analyst"]);
});

test.each([
  ["no tenant", { roles: ["viewer"] }],
  ["a tenant that is not registered", { org: { tenant: "nobody" }, roles: ["viewer"] }],
  ["the system's tenant", { org: { tenant: "system" }, roles: ["admin"] }],
  ["the common catalogue's tenant", { org: { tenant: "shared" }, roles: ["admin"] }],
  ["no role that is known", { org: { tenant: "acme" }, roles: ["constructor", "__proto__"] }],
  ["no roles", { org: { tenant: "acme" } }],
  ["roles of another shape", { org: { tenant: "acme" }, roles: { admin: true } }],
])("a token with %s opens nothing", async (_what, claims) => {
  expect(await callerWith(claims)).toBeNull();
});

test("with a fixed tenant a claim cannot name another", async () => {
  const mapping = { ...MAPPING, tenant: "acme" };
  const found = await callerWith({ org: { tenant: "rival" }, roles: ["viewer"] }, mapping);
  expect(found?.caller.tenantId).toBe("acme");
});
