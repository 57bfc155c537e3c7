import { afterAll, beforeAll, expect, test } from "vitest";
import { issueApiKey } from "../../../lib/access/api-keys.ts";
import type { EmbeddedComposition } from "../../../lib/compose/embedded.ts";
import { OPERATIONS } from "../../../lib/domain/api/operations.ts";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../../lib/domain/tenant-scope.ts";
import { contextOf } from "../../../lib/lambda/authoriser-context.ts";
import { localFunctions } from "../../../local/functions.ts";
import { createGateway, type Gateway } from "../../../local/gateway.ts";
import { grantedHosts, grantedPorts, refusedRights, usedRights } from "../../doubles/granted-ports.ts";
import { temporaryComposition } from "../../doubles/temporary-composition.ts";
import { requestFor } from "./requests.ts";

const SEARCHING = OPERATIONS.filter(({ function: stem }) => stem === "search-creators");
const caller = { tenantId: LOCAL_TENANT, keyId: "test", subscribesShared: true, plan: "unlimited" } as const;

let composition: EmbeddedComposition;
let gateway: Gateway;
beforeAll(async () => {
  composition = await temporaryComposition();
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const functions = localFunctions(grantedHosts(composition, log));
  gateway = createGateway({ functions: functions.http, authorise: functions.authorise, log });
});
afterAll(() => composition?.close());

const usedBy = (role: string): string[] => [...usedRights].filter((one) => one.startsWith(`${role} `)).sort();

test("search puts refusals on record and writes nothing else", async () => {
  for (const operation of SEARCHING) {
    const request = requestFor(operation, operation.example);
    const answered = await gateway.handle(request, contextOf({ ...caller, roles: ["viewer"] }));
    expect([200, 404], operation.id).toContain(answered.statusCode);
    const refused = await gateway.handle(request, contextOf({ ...caller, roles: [] }));
    expect(refused.statusCode, operation.id).toBe(403);
  }
  expect(usedBy("search")).toEqual(["search puts audit", "search puts audit_heads"]);
  expect(refusedRights).toEqual([]);
});

test("the authoriser notes when a key was used and writes nothing else", async () => {
  const owner = { tenantId: LOCAL_TENANT, roles: ["viewer"], subscribesShared: true, name: "test" } as const;
  const key = await issueApiKey(composition.services, owner);
  const [operation] = SEARCHING;
  if (!operation) throw new Error("search-creators has routes.");
  await gateway.handle(requestFor(operation, operation.example, { "x-api-key": key }));
  expect(usedBy("authorise")).toEqual(["authorise changes api_keys"]);
  expect(refusedRights).toEqual([]);
});

test("what a role lacks is refused, whatever the route", async () => {
  const { openDocuments } = grantedPorts(composition.services, "search-creators");
  const documents = openDocuments(LOCAL_SCOPE);
  const acts = [
    documents.update("creators", { id: "c_1", set: {} }),
    documents.delete("suppressions", ["digest"]),
    documents.upsertMany("api_keys", [{ id: "key", version: "1", set: {} }]),
  ];
  for (const act of acts) await expect(act).rejects.toMatchObject({ code: "not-granted" });
  // Taken off the list, which other files read in the same process.
  expect(refusedRights.splice(0)).toHaveLength(acts.length);
});
