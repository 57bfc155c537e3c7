import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueApiKey, publicIdOf } from "../../lib/access/api-keys.ts";
import { type AccessRequest, manageAccess } from "../../lib/access/manage-access.ts";
import type { EmbeddedComposition } from "../../lib/compose/embedded.ts";
import { giveConsent } from "../../lib/consent/give-consent.ts";
import { withdrawConsent } from "../../lib/consent/withdraw-consent.ts";
import { type CreatorId, creatorIdOf } from "../../lib/domain/ids.ts";
import { SYSTEM_SCOPE, tenantScope } from "../../lib/domain/tenant-scope.ts";
import type { WebhookId } from "../../lib/domain/webhook.ts";
import { linkIdentity, unlinkIdentity } from "../../lib/identity/link-identity.ts";
import { ingestRaw } from "../../lib/ingest/ingest-raw.ts";
import { rotateKeyring } from "../../lib/keyring/rotate-keyring.ts";
import type { CollectionName } from "../../lib/ports/documents.ts";
import { changeWebhook, createWebhook, deleteWebhook, rotateSecret } from "../../lib/webhooks/webhooks.ts";
import { withChaos } from "../doubles/chaos.ts";
import { temporaryComposition } from "../doubles/temporary-composition.ts";
import { ACME } from "../integration/access/tenant-worlds.ts";
import { ndjson, xEnvelope } from "../integration/pipeline/envelopes.ts";

/* An act that is refused because it cannot be put on record has changed nothing. */

const OWN = tenantScope(ACME, { subscribesShared: false });
const idOf = (user: string): CreatorId => creatorIdOf(ACME, "x", user);
const PLAIN = idOf("1");
const CONSENTED = idOf("2");
const LINKED = { a: CONSENTED, b: idOf("3") };
const CONSENT = { purpose: "outreach", source: "form", evidence: "Form of Jane Doe" };
const HOOK = { url: "https://hooks.example.com/", events: ["export.ready"] as const };
const CONTACTS = [{ kind: "email" as const, value: "jane@example.com" }];

let composition: EmbeddedComposition;
let keyId: string;
let webhookId: WebhookId;
let keysAdded = 0;

function portsOf(isAuditBroken: boolean) {
  const { services, search } = composition;
  const openDocuments: typeof services.openDocuments = (scope) => {
    const documents = services.openDocuments(scope);
    return isAuditBroken ? withChaos(documents, { upsertMany: { of: "audit" } }) : documents;
  };
  const keyringStore = {
    async add() {
      keysAdded += 1;
      return { version: 2, since: new Date() };
    },
    async remove() {
      keysAdded -= 1;
    },
  };
  return { ...services, openDocuments, documents: openDocuments(OWN), memory: search.memory, keyringStore };
}
type Ports = ReturnType<typeof portsOf>;

beforeAll(async () => {
  composition = await temporaryComposition();
  const { services } = composition;
  const key = `inbox/${ACME}/some.ndjson`;
  const lines = ["1", "2", "3"].map((id) => xEnvelope({ id, fetched_at: new Date().toISOString() }));
  await services.objects.put(key, Buffer.from(ndjson(...lines)));
  await ingestRaw(services, { key }, { remainingMs: () => Number.POSITIVE_INFINITY });
  const owner = { tenantId: ACME, roles: ["admin"], subscribesShared: false, name: "test" } as const;
  keyId = publicIdOf(await issueApiKey(services, owner)) ?? "";
  await giveConsent(portsOf(false), { id: CONSENTED, ...CONSENT, contacts: CONTACTS }, "key-1");
  await linkIdentity(portsOf(false), LINKED, "key-1");
  webhookId = (await createWebhook(portsOf(false), "key-1", HOOK)).data.id;
});
afterAll(() => composition?.close());

const manage = (request: AccessRequest) => (ports: Ports) => manageAccess(ports, request, "key-1");
const newKey = {
  ...{ action: "create-key", tenant: ACME, name: "page", roles: ["analyst"] },
  ...{ subscribes_shared: false, expires_days: 1 },
} satisfies AccessRequest;

/** What an operator may do to people, keys and tenants. Later ones go on from what those before them left. */
const ACTS: [string, (ports: Ports) => Promise<unknown>][] = [
  ["give-consent", (ports) => giveConsent(ports, { id: PLAIN, ...CONSENT, contacts: CONTACTS }, "key-1")],
  ["withdraw-consent", (ports) => withdrawConsent(ports, { id: CONSENTED }, "key-1")],
  ["link-identity", (ports) => linkIdentity(ports, { a: PLAIN, b: CONSENTED }, "key-1")],
  ["unlink-identity", (ports) => unlinkIdentity(ports, LINKED, "key-1")],
  ["create-key", manage(newKey)],
  ["rotate-key", (ports) => manage({ action: "rotate-key", id: keyId, grace_hours: 1 })(ports)],
  ["revoke-key", (ports) => manage({ action: "revoke-key", id: keyId })(ports)],
  ["set-plan", manage({ action: "set-plan", tenant: ACME, plan: "free" })],
  ["create-webhook", (ports) => createWebhook(ports, "key-1", HOOK)],
  ["change-webhook", (ports) => changeWebhook(ports, "key-1", { id: webhookId, is_active: false })],
  ["rotate-webhook-secret", (ports) => rotateSecret(ports, "key-1", webhookId)],
  ["delete-webhook", (ports) => deleteWebhook(ports, "key-1", webhookId)],
  ["rotate-keyring", (ports) => rotateKeyring(ports, "key-1")],
];

/** Everything that the acts could change. */
async function world(): Promise<string> {
  const read = async (
    documents: ReturnType<Ports["openDocuments"]>,
    collections: readonly CollectionName[],
  ) => {
    const found: unknown[] = [];
    for (const collection of collections)
      for await (const page of documents.scan(collection, "")) found.push(...page);
    return found;
  };
  const { openDocuments } = composition.services;
  const own = await read(openDocuments(OWN), ["creators", "identities", "references", "webhooks", "audit"]);
  const system = await read(openDocuments(SYSTEM_SCOPE), ["api_keys", "tenants", "audit"]);
  return JSON.stringify([own, system, keysAdded]);
}

describe("an act that cannot be put on record", () => {
  it.each(ACTS)("has changed nothing, and asked again it does: %s", async (action, act) => {
    const before = await world();
    await expect(act(portsOf(true))).rejects.toMatchObject({ kind: "unavailable" });
    expect(await world()).toBe(before);
    await act(portsOf(false));
    const entriesIn = (text: string) => text.split(`"action":"${action}"`).length;
    expect(entriesIn(await world())).toBe(entriesIn(before) + 1);
  });
});
