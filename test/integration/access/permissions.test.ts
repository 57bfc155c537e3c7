import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { issueApiKey } from "../../../lib/access/api-keys.ts";
import { manageAccess } from "../../../lib/access/manage-access.ts";
import type { EmbeddedComposition } from "../../../lib/compose/embedded.ts";
import { OPERATIONS } from "../../../lib/domain/api/operations.ts";
import { mayActAs, ROLES, type Role } from "../../../lib/domain/api/roles.ts";
import { tenantIdSchema } from "../../../lib/domain/ids.ts";
import { localFunctions } from "../../../local/functions.ts";
import { createGateway, type Gateway } from "../../../local/gateway.ts";
import { grantedHosts } from "../../doubles/granted-ports.ts";
import { temporaryComposition } from "../../doubles/temporary-composition.ts";
import { requestFor } from "./requests.ts";

const ACME = tenantIdSchema.parse("acme");
const ROUTES = OPERATIONS.map((operation) => [`${operation.method} ${operation.path}`, operation] as const);

let composition: EmbeddedComposition;
let gateway: Gateway;
const keys = new Map<Role, string>();

const keyOf = (role: Role): string => keys.get(role) ?? "";
const issue = (role: Role, expiresAt?: Date): Promise<string> =>
  issueApiKey(composition.services, {
    ...{ tenantId: ACME, roles: [role], subscribesShared: true, name: role },
    ...(expiresAt && { expiresAt }),
  });

beforeAll(async () => {
  composition = await temporaryComposition();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const functions = localFunctions(grantedHosts(composition, log));
  gateway = createGateway({ functions: functions.http, authorise: functions.authorise, log });
  for (const role of ROLES) keys.set(role, await issue(role));
});
afterAll(() => composition?.close());

async function statusOf(
  operation: (typeof OPERATIONS)[number],
  headers: Record<string, string>,
): Promise<number> {
  const { statusCode } = await gateway.handle(requestFor(operation, operation.example, headers));
  return statusCode;
}

describe.each(ROUTES)("%s", (_name, operation) => {
  test.each(ROLES)("does for %s what the table of permissions says, and nothing else", async (role) => {
    const status = await statusOf(operation, { "x-api-key": keyOf(role) });
    const isAllowed = operation.role === null || (!operation.isPlatforms && mayActAs([role], operation.role));
    if (isAllowed) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
    expect(status).toBeLessThan(500);
  });

  test("does nothing for a key that is missing, expired, revoked or tampered with", async () => {
    const expired = await issue("admin", new Date(0));
    const revoked = await issue("admin");
    await manageAccess(
      composition.services,
      { action: "revoke-key", id: revoked.split("_")[1] ?? "" },
      "test",
    );
    const good = keyOf("admin");
    const [prefix, id, secret = ""] = good.split("_");
    const another = secret.startsWith("0") ? "1" : "0";
    const tampered = [
      `${prefix}_${id}_${another}${secret.slice(1)}`,
      `${prefix}_${keyOf("viewer").split("_")[1]}_${secret}`,
      good.slice(0, -1),
      good.toUpperCase(),
      `${good}x`,
      `${good}, ${good}`,
    ];
    const sent = [...[expired, revoked, ...tampered].map((key) => ({ "x-api-key": key })), {}];
    for (const headers of sent) {
      const status = await statusOf(operation, headers);
      if (operation.role === null) expect(status).not.toBe(401);
      else expect(status).toBe(401);
    }
  });
});
