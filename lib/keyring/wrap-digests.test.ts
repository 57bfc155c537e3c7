import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mortalPort, ProcessDied } from "../../test/integration/pipeline/mortal-ports.ts";
import { callerOfKey, issueApiKey } from "../access/api-keys.ts";
import { registerTenant } from "../access/tenants.ts";
import { createFileObjects } from "../adapters/embedded/file-objects.ts";
import { createSqliteDocuments } from "../adapters/embedded/sqlite-documents.ts";
import { openSqliteStore, type SqliteStore } from "../adapters/embedded/sqlite-store.ts";
import { systemIds } from "../adapters/system-clock.ts";
import { writeAudit } from "../audit/audit.ts";
import { listAudit } from "../audit/list-audit.ts";
import { verifyAudit } from "../audit/verify-audit.ts";
import { readManifest, writeManifest } from "../backup/manifests.ts";
import { removeBackup } from "../backup/prune.ts";
import { barHandles, barredHandles } from "../crawl/targets/barred-handles.ts";
import type { BackupManifest } from "../domain/backup/manifest.ts";
import { creatorIdOf, LOCAL_TENANT } from "../domain/ids.ts";
import type { Keyring } from "../domain/keyring.ts";
import { type LiveKeyring, liveKeyring } from "../domain/live-keyring.ts";
import { LOCAL_SCOPE, SYSTEM_SCOPE, type TenantScope } from "../domain/tenant-scope.ts";
import type { Documents } from "../ports/documents.ts";
import { tenantDocuments } from "../ports/tenant-documents.ts";
import { type Subject, suppress, suppressionCheck } from "../suppression/suppression.ts";
import { keyringStatus } from "./keyring-status.ts";
import { retireKey, rotateKeyring } from "./rotate-keyring.ts";
import { wrapDigests } from "./wrap-digests.ts";

const MINUTE_MS = 60_000;
const key = (version: number) => new Uint8Array(32).fill(version);
const keysTo = (version: number): Map<number, Uint8Array> =>
  new Map(Array.from({ length: version }, (_, at) => [at + 1, key(at + 1)]));

/** A system over a folder of its own, whose keyring has one key. */
async function createWorld() {
  const folder = mkdtempSync(join(tmpdir(), "increator-keyring-"));
  const store: SqliteStore = openSqliteStore({ folder });
  const documents: Documents = createSqliteDocuments(store);
  const time = { now: Date.parse("2026-11-20T10:00:00Z") };
  const clock = { now: () => new Date(time.now) };
  const keyring: LiveKeyring = liveKeyring({ current: 1, since: null, keys: keysTo(1) }, clock.now);
  const openOver = (port: Documents) => (scope: TenantScope) => tenantDocuments(port, scope);
  const objects = createFileObjects({ folder: join(folder, "objects") });
  const ports = { openDocuments: openOver(documents), keyring, clock, ids: systemIds, objects };
  await registerTenant(ports, LOCAL_TENANT);
  const add = (waitMs = 0) => {
    const current = keyring.keys.size + 1;
    const since = new Date(time.now + waitMs);
    keyring.replace({ current, since, keys: keysTo(current) });
    return { version: current, since };
  };
  const keyringStore = {
    add: async () => add(),
    remove: async (version: number) => {
      const keys = new Map([...keyring.keys].filter(([one]) => one !== version));
      keyring.replace({ current: keyring.current, since: null, keys });
    },
  };
  return {
    ports: { ...ports, keyringStore },
    own: tenantDocuments(documents, LOCAL_SCOPE),
    documents,
    openOver,
    add,
    pass(ms: number): void {
      time.now += ms;
    },
    close() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
type World = Awaited<ReturnType<typeof createWorld>>;

const subjectOf = (name: number): Subject => ({
  id: creatorIdOf(LOCAL_TENANT, "x", String(name)),
  account: { platform: "x", platform_user_id: String(name) },
});
const suppressIn = ({ ports, own }: World, name: number, keyring: Keyring = ports.keyring) =>
  suppress({ ...ports, keyring }, own, [subjectOf(name)], {
    erasureId: null,
    at: "2026-11-20T10:00:00.000Z",
  });
const handleOf = (name: number) => ({ platform: "x" as const, handle: `handle_${name}` });

/** Whom a process with this keyring keeps away: by tenant's word, by account, by handle. */
async function keptAway({ own }: World, keyring: Keyring, names: readonly number[]): Promise<number[]> {
  const byId = await suppressionCheck(
    keyring,
    names.map((name) => ({ ...subjectOf(name), account: null })),
  )(own);
  const foreign = creatorIdOf(LOCAL_TENANT, "x", "elsewhere");
  const away: number[] = [];
  for (const name of names) {
    const byAccount = await suppressionCheck(keyring, [{ ...subjectOf(name), id: foreign }])(own);
    if (byId.has(subjectOf(name).id) && byAccount.size === 1) away.push(name);
  }
  return away;
}

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe("a rotation", () => {
  it("lays the new key over every suppression, and takes the old entries away once the new have stood a minute", async () => {
    await suppressIn(world, 1);
    await barHandles(world.ports, world.ports.openDocuments(SYSTEM_SCOPE), [handleOf(1)]);
    expect(await rotateKeyring(world.ports, "key-1")).toMatchObject({
      version: 2,
      wrapped: 3,
      removed: 0,
      waiting: 3,
    });
    expect(await wrapDigests(world.ports)).toMatchObject({ wrapped: 0, removed: 0, waiting: 3 });
    world.pass(MINUTE_MS);
    expect(await wrapDigests(world.ports)).toMatchObject({ wrapped: 0, removed: 3, waiting: 0 });
    expect(await keptAway(world, world.ports.keyring, [1, 2])).toEqual([1]);
    const isBarred = await barredHandles(world.own, world.ports.keyring, [handleOf(1), handleOf(2)]);
    expect([isBarred(handleOf(1)), isBarred(handleOf(2))]).toEqual([true, false]);
    const { versions, unwrapped } = await keyringStatus(world.ports);
    expect(versions.map(({ suppressions }) => suppressions)).toEqual([3, 3]);
    expect(unwrapped).toBe(0);
  });

  it("leaves nothing that the old key alone could be tried on", async () => {
    await suppressIn(world, 1);
    await rotateKeyring(world.ports, "key-1");
    world.pass(MINUTE_MS);
    await wrapDigests(world.ports);
    const leaked = { current: 1, keys: keysTo(1) };
    expect(await keptAway(world, leaked, [1])).toEqual([]);
  });

  it("keeps everyone away who was, in whatever order people are suppressed, keys added and runs killed", async () => {
    const step = fc.oneof(
      fc.record({ act: fc.constant("suppress" as const), name: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ act: fc.constant("suppress-late" as const), name: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ act: fc.constant("add" as const), waitMs: fc.constantFrom(0, MINUTE_MS) }),
      fc.record({ act: fc.constant("wrap" as const), dies: fc.integer({ min: 1, max: 8 }) }),
      fc.record({ act: fc.constant("pass" as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const own = await createWorld();
        const asked = new Set<number>();
        for (const one of steps) {
          await take(own, one, asked);
          const { keyring } = own.ports;
          const names = [...asked].sort();
          expect(await keptAway(own, keyring, names)).toEqual(names);
          // A process that has not read of the key that waits for its time.
          const behind = { current: keyring.current, keys: keysTo(keyring.current) };
          expect(await keptAway(own, behind, names)).toEqual(names);
        }
        own.close();
      }),
      { numRuns: 40 },
    );
  });

  it("goes on where it was killed, behind whichever write", async () => {
    for (let dies = 1; dies <= 12; dies += 1) {
      const own = await createWorld();
      for (const name of [1, 2, 3]) await suppressIn(own, name);
      own.add();
      await dyingWrap(own, dies);
      expect(await keptAway(own, own.ports.keyring, [1, 2, 3])).toEqual([1, 2, 3]);
      own.pass(MINUTE_MS);
      await dyingWrap(own, dies);
      expect(await keptAway(own, own.ports.keyring, [1, 2, 3])).toEqual([1, 2, 3]);
      await wrapDigests(own.ports);
      own.pass(MINUTE_MS);
      await wrapDigests(own.ports);
      expect(await keptAway(own, own.ports.keyring, [1, 2, 3])).toEqual([1, 2, 3]);
      expect(await keyringStatus(own.ports)).toMatchObject({ unwrapped: 0 });
      own.close();
    }
  });

  it("is seen by a look-up that was prepared before it", async () => {
    const look = suppressionCheck(world.ports.keyring, [subjectOf(1)]);
    expect((await look(world.own)).size).toBe(0);
    world.add();
    await suppressIn(world, 1);
    expect((await look(world.own)).size).toBe(1);
  });

  it("renews an API key's digest when the key is used, and opens it under the old one until then", async () => {
    const owner = { tenantId: LOCAL_TENANT, roles: ["admin"], subscribesShared: true, name: "test" } as const;
    const apiKey = await issueApiKey(world.ports, { ...owner, roles: ["admin"] });
    await rotateKeyring(world.ports, "key-1");
    const usage = async () => (await keyringStatus(world.ports)).versions.map(({ api_keys }) => api_keys);
    expect(await usage()).toEqual([1, 0]);
    expect(await callerOfKey(world.ports, apiKey)).toMatchObject({ caller: { tenantId: LOCAL_TENANT } });
    expect(await usage()).toEqual([0, 1]);
    expect(await callerOfKey(world.ports, apiKey)).not.toBeNull();
    expect(
      await callerOfKey(world.ports, `${apiKey.slice(0, -1)}${apiKey.endsWith("0") ? "1" : "0"}`),
    ).toBeNull();
  });

  it("leaves the audit as it was written, with its head signed anew", async () => {
    const act = { actor: "k", action: "test", subject: "c", outcome: "allowed", detail: {} } as const;
    await writeAudit(world.ports, world.own, act);
    // Its own; the entry of the rotation is signed with the new key already.
    expect(await rotateKeyring(world.ports, "key-1")).toMatchObject({ heads: 1 });
    expect((await world.own.get("audit_heads", LOCAL_TENANT))?.key_version).toBe(2);
    await writeAudit(world.ports, world.own, act);
    const verified = await verifyAudit({ documents: world.own, keyring: world.ports.keyring }, { from: 1 });
    expect(verified).toMatchObject({ valid: true, to: 2 });
  });

  it("makes a key current only when its time comes", async () => {
    world.add(MINUTE_MS);
    expect(world.ports.keyring.current).toBe(1);
    expect([...world.ports.keyring.keys.keys()]).toEqual([1, 2]);
    world.pass(MINUTE_MS);
    expect(world.ports.keyring.current).toBe(2);
  });
});

describe("a key", () => {
  it("is retired only when nothing depends on it, and never while it is current", async () => {
    const refused = { kind: "conflict", code: "key-in-use" };
    await suppressIn(world, 1);
    await expect(retireKey(world.ports, 1, "key-1")).rejects.toMatchObject(refused);
    world.add();
    world.pass(MINUTE_MS);
    await wrapDigests(world.ports);
    await expect(retireKey(world.ports, 1, "key-1")).rejects.toMatchObject(refused);
    await expect(retireKey(world.ports, 9, "key-1")).rejects.toMatchObject({ kind: "not-found" });
    world.add();
    world.add();
    await retireKey(world.ports, 3, "key-1");
    expect([...world.ports.keyring.keys.keys()]).toEqual([1, 2, 4]);
    world.pass(MINUTE_MS);
    await wrapDigests(world.ports);
    expect(await keptAway(world, world.ports.keyring, [1])).toEqual([1]);
  });

  it("stays while a backup that may be restored is signed with it, and goes once that is removed or signed anew", async () => {
    const { ports } = world;
    world.add();
    const [older, newer] = [manifestOf("b-older"), manifestOf("b-newer")];
    await writeManifest(ports, older);
    await writeManifest(ports, newer);
    // What is no signature makes no backup restorable, whichever key is kept.
    await ports.objects.put("backups/vectors/b-broken/manifest.sig", Buffer.from("{"));
    world.add();
    const backups = async () => (await keyringStatus(ports)).versions.map((one) => one.backups);
    expect(await backups()).toEqual([0, 2, 0]);
    await expect(retireKey(ports, 2, "key-1")).rejects.toMatchObject({
      ...{ kind: "conflict", code: "key-in-use" },
      message: expect.stringContaining("2 backups"),
    });
    await writeManifest(ports, { ...newer, rewritten_at: "2026-11-21T10:00:00.000Z" });
    expect(await backups()).toEqual([0, 1, 1]);
    await expect(retireKey(ports, 2, "key-1")).rejects.toMatchObject({ code: "key-in-use" });
    await removeBackup(ports, older);
    await retireKey(ports, 2, "key-1");
    expect(await readManifest(ports, newer.id)).toMatchObject({ id: newer.id });
  });

  it("that was refused to be retired is on record as refused, and one that went as allowed", async () => {
    world.add();
    world.add();
    await retireKey(world.ports, 2, "key-1");
    await expect(retireKey(world.ports, 3, "key-1")).rejects.toMatchObject({ code: "key-in-use" });
    const { data } = await listAudit(
      { documents: world.ports.openDocuments(SYSTEM_SCOPE), keyring: world.ports.keyring },
      { action: "retire-key", limit: 10 },
    );
    expect(data).toMatchObject([
      { actor: "key-1", outcome: "refused", detail: { version: 3 } },
      { actor: "key-1", outcome: "allowed", detail: { version: 2 } },
    ]);
  });
});

const manifestOf = (id: string): BackupManifest => ({
  ...{ format: 1, id, kind: "full", full: id, parent: null },
  source: { index: "local", model: "hashing", dimensions: 8 },
  ...{ started_at: "2026-11-20T10:00:00.000Z", finished_at: "2026-11-20T10:00:00.000Z" },
  ...{ changes_since: null, rewritten_at: null, shards: 0, counted: {} },
  counts: { imported: 0, changed: 0, deleted: 0, vanished: 0, bytes: 0 },
  ...{ files: [], changes: [], deletions: [] },
});

type Step =
  | { act: "suppress" | "suppress-late"; name: number }
  | { act: "add"; waitMs: number }
  | { act: "wrap"; dies: number }
  | { act: "pass" };

async function take(own: World, step: Step, asked: Set<number>): Promise<void> {
  const { keyring } = own.ports;
  switch (step.act) {
    case "suppress":
      await suppressIn(own, step.name);
      asked.add(step.name);
      return;
    case "suppress-late": {
      // A process that still makes digests under the key before the current one.
      const current = Math.max(1, keyring.current - 1);
      await suppressIn(own, step.name, { current, keys: keysTo(keyring.current) });
      asked.add(step.name);
      return;
    }
    case "add":
      // Nobody adds a key while another waits for its time.
      if (keyring.keys.size < 4 && keyring.current === keyring.keys.size) own.add(step.waitMs);
      return;
    case "wrap":
      return dyingWrap(own, step.dies);
    case "pass":
      own.pass(MINUTE_MS);
  }
}

/** A run that dies behind its write number `dies`, or comes to its end before. */
async function dyingWrap(own: World, dies: number): Promise<void> {
  const mortal = mortalPort(own.documents, { writes: 0, diesAfter: dies, isDead: false });
  await wrapDigests({ ...own.ports, openDocuments: own.openOver(mortal) }).catch((error: unknown) => {
    if (!(error instanceof ProcessDied)) throw error;
  });
}
