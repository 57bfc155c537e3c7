import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createKeyringKeyWrapping } from "../../../lib/adapters/embedded/keyring-key-wrapping.ts";
import { giveConsent } from "../../../lib/consent/give-consent.ts";
import { readContacts } from "../../../lib/consent/read-contacts.ts";
import { tenantIdSchema } from "../../../lib/domain/ids.ts";
import { isEqual } from "../../../lib/domain/move.ts";
import { SYSTEM_SCOPE, tenantScope } from "../../../lib/domain/tenant-scope.ts";
import { eraseCreator } from "../../../lib/erasure/erase-creator.ts";
import { previewMove } from "../../../lib/move/preview-move.ts";
import { suppressInTenant } from "../../../lib/suppression/suppression.ts";
import { places } from "../../deep.ts";
import { ProcessDied } from "../pipeline/mortal-ports.ts";
import { createRig, localId, type Rig } from "../pipeline/rig.ts";
import { carriedOf, filledRig, move, portsOf, X_CREATORS } from "./move-rig.ts";

let source: Rig;
let target: Rig;
beforeEach(async () => {
  source = await filledRig();
  target = createRig();
});
afterEach(() => {
  source.close();
  target.close();
});

const erase = async (rig: Rig, userId: string) => {
  await eraseCreator(rig.ports, { creatorId: localId("x", userId), scope: "creator" }, "key-1");
  await rig.settleErasures();
};

describe("a move", () => {
  it("makes the other side equal, counts both, and finds the same", async () => {
    await erase(source, "3");
    const report = await move(source, target);
    expect(await carriedOf(target)).toEqual(await carriedOf(source));
    expect(report).toMatchObject({ status: "complete", searches: { hybrid: { overlap: 1, degraded: [] } } });
    expect(report.rows.find(({ name }) => name === "creators of local")).toMatchObject({
      ...{ records: X_CREATORS + 1, written: X_CREATORS + 1, removed: 0, left_out: 0, there: X_CREATORS + 1 },
    });
    expect(report.rows.every(isEqual)).toBe(true);
  });

  it("is left alone once it is complete", async () => {
    await move(source, target);
    await erase(target, "2");
    const before = await carriedOf(target);
    expect(await move(source, target)).toMatchObject({ status: "before", rows: [] });
    expect(await carriedOf(target)).toEqual(before);
  });

  it("ends as if nothing had happened where it died behind any write, and was run again", async () => {
    await move(source, target);
    const whole = await carriedOf(target);
    const writes = target.mortality.writes;
    expect(writes).toBeGreaterThan(8);
    for (const write of places(writes, 5)) {
      const other = createRig();
      other.mortality.diesAfter = write;
      const died = await move(source, other).catch((error: unknown) => error);
      expect(died, `write ${write}`).toBeInstanceOf(ProcessDied);
      other.mortality.isDead = false;
      const again = await move(source, other);
      expect(again.status, `write ${write}`).toBe("complete");
      expect(await carriedOf(other), `write ${write}`).toEqual(whole);
      other.close();
    }
  }, 120_000);

  it("catches up with what changed and went between two runs", async () => {
    target.mortality.diesAfter = 12;
    await expect(move(source, target)).rejects.toBeInstanceOf(ProcessDied);
    target.mortality.isDead = false;
    target.mortality.diesAfter = Number.POSITIVE_INFINITY;
    // Without another version, as a consent or an index mark changes a creator.
    await source.own.update("creators", { id: localId("x", "5"), set: { growth_rate: 0.5 } });
    await erase(source, "7");
    const report = await move(source, target);
    expect(report.status).toBe("complete");
    expect(await carriedOf(target)).toEqual(await carriedOf(source));
  });

  it("leaves out whom a suppression names, wherever they still stand", async () => {
    const account = { platform: "x", platform_user_id: "4" } as const;
    const cause = { erasureId: null, at: "2026-11-22T08:00:00.000Z" };
    await suppressInTenant(source.ports, source.own, [{ id: localId("x", "4"), account }], cause);
    const report = await move(source, target);
    expect(report.status).toBe("complete");
    expect(await target.creator("x", "4")).toBeNull();
    expect(JSON.stringify(await carriedOf(target))).not.toContain("Trains, part 3");
    expect(report.rows.filter(({ left_out }) => left_out > 0).map(({ name }) => name)).toEqual([
      "creators of local",
      "local.x",
      "raw/",
    ]);
  });

  it("wraps the keys of contacts by what the other side wraps with", async () => {
    const id = localId("x", "6");
    const given = { purpose: "campaigns", source: "form", evidence: "signed" };
    const contacts = [{ kind: "email", value: "jane@example.com" }] as const;
    await giveConsent(source.ports, { id, ...given, contacts }, "key-1");
    const keyWrapping = createKeyringKeyWrapping({
      current: 9,
      keys: new Map([[9, new Uint8Array(32).fill(9)]]),
    });
    const ports = portsOf(source, target);
    await move(source, target, { target: { ...ports.target, keyWrapping } });
    const { data } = await readContacts(
      { ...target.ports, documents: target.own, keyWrapping },
      { id },
      "key-1",
    );
    expect(data.contacts).toMatchObject([{ value: "jane@example.com" }]);
    await expect(
      readContacts({ ...target.ports, documents: target.own }, { id }, "key-1"),
    ).rejects.toMatchObject({ code: "foreign-data-key" });
  });

  it("leaves vectors and marks to a target that embeds anew", async () => {
    const report = await move(source, target, { embedsAnew: true, parts: ["documents", "objects"] });
    expect(report).toMatchObject({ status: "complete", searches: null });
    expect(await target.creator("x", "1")).toMatchObject({ index_mark: null, index_pending: true });
    expect(await source.creator("x", "1")).toMatchObject({ index_pending: false });
    expect((await target.ports.vectors.stats()).namespaces).toEqual({});
  });

  it("carries one part while the others stay", async () => {
    const here = portsOf(source, target).source;
    const there = {
      ...here,
      vectors: target.ports.vectors,
      places: { ...here.places, vectors: "elsewhere" },
    };
    const report = await move(source, target, { target: there, parts: ["vectors"] });
    expect(report).toMatchObject({ status: "complete", searches: { vector: { overlap: 1 } } });
    expect(target.vectors.content()).toEqual(source.vectors.content());
    expect(await target.creator("x", "1")).toBeNull();

    // Emptied again, it is filled again.
    const { items } = await source.own.find("creators", { where: [], limit: 100 });
    const ids = items.map(({ id }) => id);
    for (const namespace of ["local.x", "local.youtube"]) await target.ports.vectors.delete(namespace, ids);
    expect(await move(source, target, { target: there, parts: ["vectors"] })).toMatchObject({
      status: "complete",
    });
    expect(target.vectors.content()).toEqual(source.vectors.content());
  });
});

describe("a dry run", () => {
  it("tells what would be carried, and writes nothing on either side", async () => {
    const before = [await source.dump(), await target.dump()];
    const preview = await previewMove(portsOf(source, target));
    expect(preview.rows).toContainEqual(
      expect.objectContaining({ part: "documents", name: "creators of local", records: X_CREATORS + 1 }),
    );
    expect(preview.rows.find(({ name }) => name === "local.x")).toEqual({
      ...{ part: "vectors", name: "local.x", records: X_CREATORS, bytes: X_CREATORS * 8 * 4 },
    });
    expect(preview.began_at).toBeNull();
    expect([await source.dump(), await target.dump()]).toEqual(before);
  });

  it("tells of a move that was begun", async () => {
    target.mortality.diesAfter = 3;
    await expect(move(source, target)).rejects.toBeInstanceOf(ProcessDied);
    target.mortality.isDead = false;
    expect((await previewMove(portsOf(source, target))).began_at).toBe("2026-11-22T08:00:00.000Z");
  });
});

describe("a move is refused", () => {
  const refusal = async (code: string, changes = {}) => {
    const before = await target.dump();
    await expect(move(source, target, changes)).rejects.toMatchObject({ code });
    expect(await target.dump()).toEqual(before);
  };

  it("to where everything is", async () => {
    await expect(move(source, source)).rejects.toMatchObject({ kind: "invalid", code: "same-place" });
  });

  it("to where another tenant's records stand", async () => {
    const documents = target.ports.openDocuments(
      tenantScope(tenantIdSchema.parse("acme"), { subscribesShared: false }),
    );
    await target.ports
      .openDocuments(SYSTEM_SCOPE)
      .upsertMany("tenants", [{ id: "acme", version: "1", set: { created_at: "2026-11-01T00:00:00.000Z" } }]);
    await documents.upsertMany("lists", [{ id: "l_1", version: "1", set: { name: "theirs" } }]);
    await refusal("target-not-empty");
  });

  it("to vectors that came from elsewhere", async () => {
    await target.ports.vectors.upsert("acme.x", [
      { id: localId("x", "1"), values: new Float32Array(8).fill(1), metadata: {} },
    ]);
    await refusal("target-not-empty");
  });

  it("to where another system's move stands", async () => {
    const other = await filledRig();
    await move(other, target);
    other.close();
    await refusal("target-not-empty");
  });

  it("by another embedding model", async () => {
    await refusal("vectors-of-another-model", { embedder: { model: "letters-2", dimensions: 8 } });
  });

  it("of vectors alone beside a database that knows none of their creators", async () => {
    const ports = portsOf(source, target);
    const elsewhere = { openDocuments: target.ports.openDocuments };
    await refusal("no-documents", { parts: ["vectors"], source: { ...ports.source, ...elsewhere } });
  });

  it("while work waits in the source's queues", async () => {
    await source.announce(await source.drop("more.ndjson", "{}"));
    await refusal("work-waits");
  });

  it("where the target was used since it began", async () => {
    await erase(source, "8");
    target.mortality.diesAfter = 10;
    await expect(move(source, target)).rejects.toBeInstanceOf(ProcessDied);
    target.mortality.isDead = false;
    target.mortality.diesAfter = Number.POSITIVE_INFINITY;
    await eraseCreator(target.ports, { creatorId: localId("x", "9"), scope: "creator" }, "key-1");
    await expect(move(source, target)).rejects.toMatchObject({ kind: "conflict", code: "target-in-use" });
  });
});
