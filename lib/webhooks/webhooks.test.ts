import { Webhook as Verifier } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grantedPorts } from "../../test/doubles/granted-ports.ts";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import { holdersOf, registerTenant } from "../access/tenants.ts";
import { listAudit } from "../audit/list-audit.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { createWebhook as operation } from "../domain/api/webhook-operations.ts";
import { AppError } from "../domain/errors.ts";
import { creatorIdOf, SHARED_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { WebhookId } from "../domain/webhook.ts";
import { keyringStatus } from "../keyring/keyring-status.ts";
import type { OutboundPost } from "../ports/outbound-posts.ts";
import { countRecordsOf, removeRecordsOf } from "../stored/records-of-creators.ts";
import { deliverWebhooks } from "./deliver.ts";
import { emit } from "./emit.ts";
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  redeliver,
  rotateSecret,
} from "./webhooks.ts";

/** Of each test its own: all share one system. */
let ACME: TenantId;
let RIVAL: TenantId;
let turn = 0;
const URL = "https://hooks.example.com/increator";
const CREATOR = creatorIdOf(tenantIdSchema.parse("acme"), "x", "1");
const FETCHED = { type: "target.fetched", data: { creator_id: CREATOR }, key: "f1" } as const;
const READY = { type: "export.ready", data: { export_id: "ex_1" }, key: "ex_1" } as const;
const ACTOR = "k_operator";
const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

let composition: EmbeddedComposition;
let now: Date;
let received: OutboundPost[];
/** What the receiver answers: a status, or an error's code. */
let answers: (number | string)[];
/** How long the receiver takes. */
let answerMs: number;

beforeAll(async () => {
  composition = await temporaryComposition();
}, 60_000);
afterAll(() => composition?.close());
beforeEach(async () => {
  turn += 1;
  [ACME, RIVAL] = [tenantIdSchema.parse(`acme-${turn}`), tenantIdSchema.parse(`rival-${turn}`)];
  now = new Date();
  received = [];
  answers = [];
  answerMs = 0;
  for (const tenant of [ACME, RIVAL]) await registerTenant(composition.services, tenant);
});

function portsOf(tenantId: TenantId = ACME, subscribesShared = true) {
  const posts = {
    post: async (request: OutboundPost) => {
      received.push(request);
      pass(answerMs);
      const answer = answers.shift() ?? 200;
      if (typeof answer === "string") throw new AppError("unavailable", answer, "No.");
      return { status: answer };
    },
  };
  const ports = { ...composition.services, posts, clock: { now: () => now } };
  return { ...ports, documents: ports.openDocuments(tenantScope(tenantId, { subscribesShared })) };
}
const manage = (tenantId?: TenantId) => grantedPorts(portsOf(tenantId), "manage");
const made = async (input: object = {}, ports = manage()) =>
  (
    await createWebhook(
      ports,
      ACTOR,
      operation.input.parse({ url: URL, events: ["export.ready", "target.fetched"], ...input }),
    )
  ).data;
const deliver = (ports = portsOf()) =>
  deliverWebhooks(grantedPorts(ports, "run-job"), ACME, () => Number.POSITIVE_INFINITY);
const deliveries = async (id: WebhookId, status?: "pending" | "delivered" | "dead") =>
  (await listDeliveries(manage(), { id, status, limit: 100 })).data;
const pass = (milliseconds: number) => {
  now = new Date(now.getTime() + milliseconds);
};

describe("a message", () => {
  it("is signed as the standard's own library verifies it, and holds ids alone", async () => {
    const { secret } = await made();
    await emit(portsOf(), ACME, [READY, FETCHED]);
    await deliver();
    expect(received).toHaveLength(2);
    const [, second] = received;
    const verified = new Verifier(secret).verify(second?.body ?? "", second?.headers ?? {});
    expect(
      received.map(({ body }) => JSON.parse(body)).toSorted((a, b) => (a.type < b.type ? -1 : 1)),
    ).toEqual([
      { type: "export.ready", timestamp: now.toISOString(), data: { export_id: "ex_1" } },
      { type: "target.fetched", timestamp: now.toISOString(), data: { creator_id: CREATOR } },
    ]);
    expect(verified).toMatchObject({ timestamp: now.toISOString() });
    const other = new Verifier(`whsec_${Buffer.alloc(32).toString("base64")}`);
    expect(() => other.verify(second?.body ?? "", second?.headers ?? {})).toThrow();
  });

  it("is one for one happening, however often it is told, and none for what was not asked for", async () => {
    const { id } = await made();
    await emit(portsOf(), ACME, [READY]);
    await deliver();
    await emit(portsOf(), ACME, [READY]);
    await emit(portsOf(), ACME, [
      { type: "search.new", data: { saved_search_id: "ss_1", count: 1 }, key: "s" },
    ]);
    await deliver();
    expect(received).toHaveLength(1);
    expect(await deliveries(id)).toMatchObject([{ status: "delivered", attempts: 1, last_status: 200 }]);
  });

  it("comes again later and later while it is refused, under one id, and is dead at last", async () => {
    const { id } = await made();
    answers = Array(20).fill(503);
    answers[1] = "no-answer";
    answers[2] = "private-address";
    await emit(portsOf(), ACME, [READY]);
    const waits: number[] = [];
    for (let attempt = 1; attempt < 10; attempt += 1) {
      await deliver();
      const [one] = await deliveries(id, "pending");
      waits.push((Date.parse(one?.next_at ?? "") - now.getTime()) / SECOND_MS);
      pass(waits.at(-1) ?? 0);
      await deliver();
      expect(received).toHaveLength(attempt);
      pass(waits.at(-1) === undefined ? 0 : (waits.at(-1) ?? 0) * SECOND_MS - (waits.at(-1) ?? 0));
    }
    await deliver();
    expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await deliveries(id, "dead")).toMatchObject([{ attempts: 10, last_status: 503, next_at: null }]);
    pass(10 * DAY_MS);
    await deliver();
    expect(received).toHaveLength(10);
  });

  it("that is dead is sent again when it is asked for", async () => {
    const { id } = await made();
    answers = [410];
    await emit(portsOf(), ACME, [READY]);
    await deliver();
    const [dead] = await deliveries(id, "dead");
    expect((await getWebhook(manage(), id)).data.is_active).toBe(false);
    await changeWebhook(manage(), ACTOR, { id, is_active: true });
    const again = await redeliver(manage(), { id, delivery_id: dead?.id as never });
    expect(again.data).toMatchObject({ status: "pending", attempts: 0 });
    await deliver();
    expect(await deliveries(id)).toMatchObject([{ status: "delivered", id: dead?.id }]);
    await expect(redeliver(manage(), { id, delivery_id: "msg_1" })).rejects.toMatchObject({
      code: "delivery-not-found",
    });
  });

  it("to a webhook that is off is dead, and after its days nothing is left of it", async () => {
    const { id } = await made();
    await emit(portsOf(), ACME, [READY]);
    await changeWebhook(manage(), ACTOR, { id, is_active: false });
    await deliver();
    expect(received).toEqual([]);
    expect(await deliveries(id, "dead")).toMatchObject([{ last_failure: "webhook-off" }]);
    pass(14 * DAY_MS);
    await deliver();
    expect(await deliveries(id)).toEqual([]);
  });

  it("of a receiver that fails holds no other up", async () => {
    await made({ url: "https://a.example.com" });
    await made({ url: "https://b.example.com" });
    answers = ["no-answer", 200];
    await emit(portsOf(), ACME, [READY]);
    await deliver();
    expect(received.map(({ url }) => url).toSorted()).toEqual([
      "https://a.example.com",
      "https://b.example.com",
    ]);
  });

  it("of a slow receiver leaves the lane to other jobs after ten seconds, and goes on behind them", async () => {
    await made();
    await emit(
      portsOf(),
      ACME,
      Array.from({ length: 20 }, (_, at) => ({ ...READY, key: `ex_${at}` })),
    );
    answerMs = 10_000;
    expect(await deliver()).toEqual({ isCutShort: true });
    expect(received).toHaveLength(8);
    answerMs = 0;
    expect(await deliver()).toEqual({ isCutShort: false });
    expect(received).toHaveLength(20);
  });
});

describe("a secret", () => {
  it("is shown once, and lies sealed under the tenant and webhook that it is for", async () => {
    const { id, secret } = await made();
    const own = composition.services.openDocuments(tenantScope(ACME, { subscribesShared: false }));
    const stored = await own.get("webhooks", id);
    const bytes = Buffer.from(secret.replace("whsec_", ""), "base64");
    expect(bytes).toHaveLength(32);
    for (const form of [secret, bytes.toString("base64"), bytes.toString("hex")])
      expect(JSON.stringify(stored)).not.toContain(form);
    expect(JSON.stringify([await listWebhooks(manage()), await getWebhook(manage(), id)])).not.toContain(
      "whsec",
    );
    const other = await made();
    await own.update("webhooks", {
      id: other.id,
      set: { secret: (stored as never as { secret: never }).secret },
    });
    await emit(portsOf(), ACME, [READY]);
    await deliver();
    expect(await deliveries(other.id)).toMatchObject([{ status: "pending", last_failure: "secret-lost" }]);
  });

  it("that was rotated signs beside the new one for a day", async () => {
    const { id, secret: old } = await made();
    const { secret: fresh } = (await rotateSecret(manage(), ACTOR, id)).data;
    const verifies = (secret: string) => {
      const { body = "", headers = {} } = received.at(-1) ?? {};
      try {
        return Boolean(new Verifier(secret).verify(body, headers));
      } catch {
        return false;
      }
    };
    await emit(portsOf(), ACME, [READY]);
    await deliver();
    expect([verifies(old), verifies(fresh)]).toEqual([true, true]);
    const real = now;
    pass(DAY_MS);
    await emit(portsOf(), ACME, [FETCHED]);
    await deliver();
    const count = received.at(-1)?.headers["webhook-signature"]?.split(" ").length;
    expect(count).toBe(1);
    now = real;
  });
});

describe("after a rotation of the keyring", () => {
  it("secrets are sealed under the new key at the next delivery, and sign without the old one", async () => {
    const { id } = await made();
    const { secret } = (await rotateSecret(manage(), ACTOR, id)).data;
    const [[version = 1, key = new Uint8Array(32)] = []] = composition.services.keyring.keys;
    const next = new Map([[version + 1, new Uint8Array(32).fill(7)]]);
    const both = { current: version + 1, keys: new Map([[version, key], ...next]) };
    const usage = async () =>
      (await keyringStatus({ ...composition.services, keyring: both })).versions.map(
        (one) => one.webhook_secrets,
      );
    const before = await usage();
    await deliver({ ...portsOf(), keyring: both });
    const total = before.reduce((sum, one) => sum + one, 0);
    expect(before[1]).toBe(0);
    expect(await usage()).toEqual([total - 2, 2]);
    const own = composition.services.openDocuments(tenantScope(ACME, { subscribesShared: false }));
    const stored = await own.get("webhooks", id);
    expect([stored?.secret.key_version, stored?.old_secret?.key_version]).toEqual([version + 1, version + 1]);
    await emit(portsOf(), ACME, [READY]);
    await deliver({ ...portsOf(), keyring: { current: version + 1, keys: next } });
    const { body = "", headers = {} } = received.at(-1) ?? {};
    expect(new Verifier(secret).verify(body, headers)).toMatchObject({ type: "export.ready" });
    expect(headers["webhook-signature"]?.split(" ")).toHaveLength(2);
  });
});

describe("a webhook", () => {
  it("is put on record when it is made, changed, given a secret and deleted, without its whole address", async () => {
    const { id } = await made({ url: `${URL}?token=hidden` });
    await changeWebhook(manage(), ACTOR, { id, is_active: false });
    await rotateSecret(manage(), ACTOR, id);
    await deleteWebhook(manage(), ACTOR, id);
    const { data } = await listAudit(portsOf(), { limit: 10 });
    expect(data.map(({ action }) => action)).toEqual([
      ...["delete-webhook", "rotate-webhook-secret", "change-webhook", "create-webhook"],
    ]);
    for (const { actor, detail } of data)
      expect([actor, detail]).toEqual([ACTOR, { webhook_id: id, host: "hooks.example.com" }]);
  });

  it.each([
    "http://hooks.example.com/",
    "https://user:secret@hooks.example.com/",
    "ftp://hooks.example.com/",
    "hooks.example.com",
    `https://hooks.example.com/${"x".repeat(2_000)}`,
  ])("refuses %s", (url) => {
    expect(operation.input.safeParse({ url, events: ["export.ready"] }).success).toBe(false);
  });

  it("is its tenant's own", async () => {
    const { id } = await made();
    await expect(getWebhook(manage(RIVAL), id)).rejects.toMatchObject({ code: "webhook-not-found" });
    await expect(rotateSecret(manage(RIVAL), ACTOR, id)).rejects.toMatchObject({ code: "webhook-not-found" });
    expect((await listWebhooks(manage(RIVAL))).data).toEqual([]);
    await emit(portsOf(), RIVAL, [READY]);
    await deliver();
    expect(received).toEqual([]);
  });

  it("is one of ten at most, and goes with its deliveries", async () => {
    const { id } = await made();
    for (let held = 1; held < 10; held += 1) await made();
    await expect(made()).rejects.toMatchObject({ kind: "conflict", code: "too-many-webhooks" });
    await emit(portsOf(), ACME, [READY]);
    expect((await deleteWebhook(manage(), ACTOR, id)).data.removed).toBe(1);
    await deliver();
    expect(received).toHaveLength(9);
  });

  it("hears of the common catalogue's erasures where its tenant reads it", async () => {
    const events = ["creator.erased"];
    await made({ events });
    await made({ events }, grantedPorts(portsOf(RIVAL, false), "manage"));
    const creator_id = creatorIdOf(SHARED_TENANT, "x", "1");
    const erased = { type: "creator.erased", data: { creator_id }, key: "er_1" } as const;
    expect(await emit(portsOf(), SHARED_TENANT, [erased])).toEqual([ACME]);
  });
});

describe("an erasure", () => {
  it("takes what was to be told of the creator, but not that it is erased", async () => {
    const { id } = await made({ events: ["target.fetched", "creator.erased"] });
    await emit(portsOf(), ACME, [
      FETCHED,
      { type: "creator.erased", data: { creator_id: CREATOR }, key: "er" },
    ]);
    const holders = await holdersOf(portsOf(), ACME);
    expect(await removeRecordsOf(holders, [CREATOR], ["webhooks"])).toBe(1);
    expect(await countRecordsOf(holders, [CREATOR], ["webhooks"])).toBe(0);
    expect(await deliveries(id)).toMatchObject([{ type: "creator.erased" }]);
  });
});
