import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { registerTenant } from "../../../lib/access/tenants.ts";
import { addTargets } from "../../../lib/crawl/targets/add-targets.ts";
import { accountName } from "../../../lib/domain/identity.ts";
import { creatorIdOf, LOCAL_TENANT, SHARED_TENANT, tenantIdSchema } from "../../../lib/domain/ids.ts";
import { tenantScope } from "../../../lib/domain/tenant-scope.ts";
import { getErasure } from "../../../lib/erasure/get-erasure.ts";
import { requestErasure } from "../../../lib/erasure/request-erasure.ts";
import type { AccountPage } from "../../../lib/ports/account-pages.ts";
import { sweepRetention } from "../../../lib/retention/sweep-retention.ts";
import { getCreator } from "../../../lib/search/creators/get-creator.ts";
import { requestsFor, WAITING_DAYS } from "../../../lib/suppression/requests-by-name.ts";
import { withChaos } from "../../doubles/chaos.ts";
import { ndjson, xEnvelope } from "./envelopes.ts";
import { createRig, localId, type Rig } from "./rig.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ACME = tenantIdSchema.parse("acme");
const ASKER = { keyId: "key-1", tenantId: LOCAL_TENANT, roles: ["privacy_officer"] as const };
const WISH = { platform: "x", handle: "@Someone", scope: "creator" } as const;

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

const request = (ports = rig.as("erase-creator")) => requestErasure(ports, WISH, ASKER);
const ADMIN = { keyId: "admin-1", tenantId: SHARED_TENANT, roles: ["admin"] as const };
const everywhere = () => requestErasure(rig.as("erase-creator"), { ...WISH, everywhere: true }, ADMIN);

/** The account `id` as it was fetched this many hours from now, under the handle. */
const fetched = (id: string, hours: number, username = "someone") =>
  xEnvelope({
    id,
    username,
    fetched_at: new Date(rig.ports.clock.now().getTime() + hours * HOUR_MS).toISOString(),
  });

async function ingest(tenant: string, ...envelopes: readonly unknown[]) {
  await registerTenant(rig.ports, tenantIdSchema.parse(tenant));
  const key = await rig.drop(`${rig.ports.ids.random()}.ndjson`, ndjson(...envelopes), tenant);
  const summary = await rig.ingest(key);
  await rig.settle();
  return summary;
}

const isWaiting = async (handle = "someone") => {
  const name = accountName("x", handle);
  if (!name) throw new Error("No handle.");
  return (await requestsFor(rig.ports, rig.own, [name]))(name) !== null;
};

describe("a request for a handle that nobody is known by", () => {
  it("is accepted with a date, completed, and the same when it is asked for again", async () => {
    const first = await request();
    expect(first).toMatchObject({ status: "accepted", due_by: "2026-11-23T08:00:00.000Z" });
    await rig.settle();
    expect(await getErasure(rig.as("erase-creator"), { erasureId: first.id })).toMatchObject({
      status: "completed",
    });
    expect((await request()).id).toBe(first.id);
  });

  it("keeps the handle nowhere, neither in clear nor as a digest that needs no key", async () => {
    await request();
    await rig.settle();
    const kept = JSON.stringify(await rig.dump());
    expect(kept).not.toMatch(/someone/i);
    for (const guess of ["someone", "@someone"]) expect(kept).not.toContain(localId("x", guess));
  });

  it("takes targets of that handle out of the frontier and lets none in", async () => {
    const account = { platform: "x" as const, handle: "someone", platform_user_id: null };
    const input = { accounts: [account], source: "operator" as const, priority: "low" as const };
    const [added] = await addTargets(rig.ports, rig.own, input);
    await request();
    expect(await rig.own.get("targets", added?.id ?? "")).toBeNull();
    expect(await addTargets(rig.ports, rig.own, input)).toMatchObject([{ outcome: "suppressed" }]);
  });

  it("asks the platform for the id where it can, and suppresses that", async () => {
    const page: AccountPage = { kind: "shown", platform_user_id: "41", bio: "" };
    const asked: unknown[] = [];
    await request({
      ...rig.ports,
      accountPages: {
        async fetch(...given) {
          asked.push(given);
          return page;
        },
      },
    });
    expect(asked).toEqual([[{ platform: "x", name: "someone" }, "naming"]]);
    expect(await isWaiting()).toBe(false);
    expect(await ingest(LOCAL_TENANT, fetched("41", 1, "another_name"))).toMatchObject({ suppressed: 1 });
    expect(await ingest(LOCAL_TENANT, fetched("42", 1))).toMatchObject({ stored: 1, suppressed: 0 });
  });
});

describe("the first account that comes by the handle", () => {
  it.each([
    ["in the tenant that asked alone", request, 0],
    ["in every tenant, where the administrator asked", everywhere, 1],
  ])("is kept out %s, by its id from then on, and the request is over", async (_, request, elsewhere) => {
    await request();
    expect(await ingest(LOCAL_TENANT, fetched("41", 1))).toMatchObject({ stored: 0, suppressed: 1 });
    expect(await rig.keys("raw/")).toEqual([]);
    expect(await isWaiting()).toBe(false);
    expect(await ingest(LOCAL_TENANT, fetched("41", 2, "renamed"))).toMatchObject({ suppressed: 1 });
    expect(await ingest(ACME, fetched("41", 2, "renamed"))).toMatchObject({ suppressed: elsewhere });
  });

  it("is meant alone: who takes the handle later is stored", async () => {
    await request();
    await ingest(LOCAL_TENANT, fetched("41", 1));
    expect(await ingest(LOCAL_TENANT, fetched("42", 3))).toMatchObject({ stored: 1, suppressed: 0 });
  });

  it("is erased where it was stored under its old name", async () => {
    await ingest(LOCAL_TENANT, fetched("41", -5, "old_name"));
    await request();
    await ingest(LOCAL_TENANT, fetched("41", 1));
    await rig.settle();
    expect(await rig.creator("x", "41")).toMatchObject({ erased: true });
    expect(JSON.stringify(await rig.dump())).not.toContain("old_name");
  });

  it("is not meant when an old fetch alone bears the handle", async () => {
    await ingest(LOCAL_TENANT, fetched("41", -1, "new_name"));
    await request();
    await ingest(LOCAL_TENANT, fetched("41", -9));
    expect(await rig.creator("x", "41")).toMatchObject({ erased: false, handle_lc: "new_name" });
    expect(await isWaiting()).toBe(true);
  });

  it("is not meant when it was seen under another name since the request: then the handle is somebody else's", async () => {
    await request();
    await ingest(LOCAL_TENANT, fetched("41", 2, "other_name"));
    expect(await ingest(LOCAL_TENANT, fetched("41", 4))).toMatchObject({ stored: 1, suppressed: 0 });
    expect(await isWaiting()).toBe(false);
  });

  it("of the common catalogue is not shown to the tenant that asked, and to others it is", async () => {
    await request();
    await ingest(SHARED_TENANT, fetched("41", 1));
    const id = creatorIdOf(SHARED_TENANT, "x", "41");
    await expect(getCreator(rig.ports, id)).rejects.toMatchObject({ kind: "not-found" });
    const documents = rig.ports.openDocuments(tenantScope(ACME, { subscribesShared: true }));
    expect(await getCreator({ ...rig.ports, documents }, id)).toMatchObject({ data: { id } });
  });

  it("dropped by a customer is kept from that customer alone, and the administrator's request waits on", async () => {
    await everywhere();
    expect(await ingest(ACME, fetched("666", 1))).toMatchObject({ stored: 0, suppressed: 1 });
    expect(await isWaiting()).toBe(true);
    expect(await ingest(SHARED_TENANT, fetched("666", 1, "honest_name"))).toMatchObject({ stored: 1 });
    expect(await ingest(LOCAL_TENANT, fetched("41", 1))).toMatchObject({ suppressed: 1 });
  });
});

describe("a handle that changed hands", () => {
  const isErased = async (id: string) => (await rig.creator("x", id))?.erased;

  it.each([
    ["in the tenant's own way", false],
    ["everywhere", true],
  ])(
    "means the account seen last under it, whatever came in first, and tells of the others: %s",
    async (_, everywhere) => {
      const ask = (handle: string) =>
        everywhere
          ? requestErasure(rig.as("erase-creator"), { ...WISH, handle, everywhere }, ADMIN)
          : requestErasure(rig.as("erase-creator"), { ...WISH, handle }, ASKER);
      for (let number = 1; number <= 8; number += 1) {
        const [former, present, handle] = [`10${number}`, `20${number}`, `shared_${number}`];
        const both = [fetched(former, -900, handle), fetched(present, -20, handle)];
        await ingest(LOCAL_TENANT, ...(number % 2 === 0 ? both : both.reverse()));
        const { other_bearers } = await ask(handle);
        await rig.settle();
        expect(other_bearers).toMatchObject([{ id: localId("x", former) }]);
        expect([await isErased(former), await isErased(present)]).toEqual([false, true]);
      }
    },
  );

  it("leaves the former holder alone when the same request comes again, and means who took it since", async () => {
    await ingest(LOCAL_TENANT, fetched("41", -900), fetched("42", -20));
    const first = await request();
    await rig.settle();
    expect((await request()).id).toBe(first.id);
    expect(await isErased("41")).toBe(false);
    expect(await isWaiting()).toBe(false);
    rig.advance(2 * HOUR_MS);
    await ingest(LOCAL_TENANT, fetched("43", -1));
    expect((await request()).id).not.toBe(first.id);
    expect([await isErased("41"), await isErased("43")]).toEqual([false, true]);
  });

  it("is that of the catalogue's account where that one was seen last", async () => {
    await ingest(SHARED_TENANT, fetched("42", -20));
    await ingest(LOCAL_TENANT, fetched("41", -900));
    await request();
    expect(await isErased("41")).toBe(false);
    const id = creatorIdOf(SHARED_TENANT, "x", "42");
    await expect(getCreator(rig.ports, id)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("a request that nobody comes for", () => {
  it("ends after a year, and its digest goes", async () => {
    await request();
    rig.advance(WAITING_DAYS * DAY_MS);
    expect(await isWaiting()).toBe(false);
    await sweepRetention(rig.as("run-job"), { tenantId: LOCAL_TENANT });
    const { suppressions } = await rig.dump();
    expect(JSON.stringify(suppressions)).not.toContain('"name"');
    expect(await ingest(LOCAL_TENANT, fetched("42", 0))).toMatchObject({ stored: 1 });
  });

  it("may be asked again", async () => {
    await request();
    rig.advance(WAITING_DAYS * DAY_MS);
    await request();
    expect(await isWaiting()).toBe(true);
  });
});

describe("a request everywhere for a handle that nobody is known by", () => {
  it("empties every tenant's frontier of it", async () => {
    await registerTenant(rig.ports, ACME);
    const acme = rig.ports.openDocuments(tenantScope(ACME, { subscribesShared: false }));
    const account = { platform: "x" as const, handle: "someone", platform_user_id: null };
    await addTargets(rig.ports, acme, { accounts: [account], source: "tenant", priority: "low" });
    const { status } = await everywhere();
    expect(status).toBe("accepted");
    await rig.settle();
    expect(await acme.count("targets", [])).toBe(0);
  });
});

describe("a request by handle beside an ingest of the account", () => {
  /** Lets the request come right before one of the calls that an ingest makes to the documents. */
  async function requestBefore(call: number, method: "getMany" | "upsertMany"): Promise<void> {
    const key = await rig.drop("drop.ndjson", ndjson(fetched("41", -1)));
    let calls = 0;
    const between = rig.ports.openDocuments;
    const openDocuments: typeof between = (scope) =>
      scope.tenantId !== LOCAL_TENANT
        ? between(scope)
        : new Proxy(between(scope), {
            get(target, name) {
              const member: unknown = Reflect.get(target, name);
              if (typeof member !== "function" || name !== method) return member;
              return async (...given: unknown[]) => {
                calls += 1;
                if (calls === call) await request();
                return Reflect.apply(member, target, given);
              };
            },
          });
    const original = rig.ports.openDocuments;
    rig.ports.openDocuments = openDocuments;
    await rig.ingest(key);
    rig.ports.openDocuments = original;
    if (calls < call) await request();
    await rig.settle();
  }

  it.each([1, 2, 3, 4, 5, 6].flatMap((call) => [["getMany", call] as const, ["upsertMany", call] as const]))(
    "leaves nothing of it: before %s number %i",
    async (method, call) => {
      await requestBefore(call, method);
      const record = await rig.creator("x", "41");
      expect(record === null || record.erased).toBe(true);
      expect(await rig.keys("raw/")).toEqual([]);
      expect(JSON.stringify(await rig.dump())).not.toContain("someone");
    },
  );

  it("erases what an ingest stored after the request had looked, and before its request could be seen", async () => {
    const documents = new Proxy(rig.ports.documents, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function" || name !== "upsertMany") return member;
        return async (...given: unknown[]) => {
          if (given[0] === "suppressions") await ingest(LOCAL_TENANT, fetched("41", -1));
          return Reflect.apply(member, target, given);
        };
      },
    });
    await request({ ...rig.ports, documents });
    await rig.settle();
    expect(await rig.creator("x", "41")).toMatchObject({ erased: true });
    expect(JSON.stringify(await rig.dump())).not.toContain("someone");
  });

  it("that fails behind its record is healed by asking again", async () => {
    // Behind the audit's two writes, the record and the suppression of the erasure's own id.
    const documents = withChaos(rig.ports.documents, { upsertMany: { afterCalls: 4 } });
    await expect(request({ ...rig.ports, documents })).rejects.toMatchObject({ kind: "unavailable" });
    await request();
    expect(await ingest(LOCAL_TENANT, fetched("41", 1))).toMatchObject({ suppressed: 1 });
  });
});
