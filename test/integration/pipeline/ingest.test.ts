import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LOCAL_TENANT } from "../../../lib/domain/ids.ts";
import { requestErasure } from "../../../lib/erasure/request-erasure.ts";
import { ingestRaw } from "../../../lib/ingest/ingest-raw.ts";
import { FETCHED_AT, ndjson, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { createRig, gzipped, localId, type Rig } from "./rig.ts";

const ASKER = { keyId: "key-1", tenantId: LOCAL_TENANT, roles: ["admin"] as const };

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
afterEach(() => rig.close());

describe("an object in the inbox", () => {
  it("is stored, made searchable, kept as cleaned raw objects and removed", async () => {
    const key = await rig.drop("two.ndjson", ndjson(xEnvelope({ id: "1" }), youtubeEnvelope(2)));
    const summary = await rig.ingest(key);
    expect(summary).toMatchObject({
      tenant: "local",
      read: 2,
      stored: 2,
      quarantined_count: 0,
      finished: true,
    });
    await rig.settle();
    expect(await rig.creator("x", "1")).toMatchObject({ handle: "user_1", index_pending: false });
    expect((await rig.ports.vectors.stats()).namespaces).toEqual({
      "local.x": { count: 1 },
      "local.youtube": { count: 1 },
    });
    expect(await rig.keys("inbox/")).toEqual([]);
    expect(await rig.keys("raw/")).toContain(`raw/local/x/${localId("x", "1")}/20261120T100000Z.json.gz`);
  });

  it.each([
    [
      "an array of JSON over several lines",
      "a.json",
      JSON.stringify([xEnvelope({ id: "1" }), xEnvelope({ id: "2" })], null, 2),
    ],
    [
      "one pretty-printed object after the other",
      "a.json",
      `${JSON.stringify(xEnvelope({ id: "1" }), null, 2)}\n${JSON.stringify(xEnvelope({ id: "2" }), null, 2)}`,
    ],
    [
      "lines with a byte-order mark, CRLF, blank lines and no end of the last",
      "a.ndjson",
      `\uFEFF${JSON.stringify(xEnvelope({ id: "1" }))}\r\n\r\n  \r\n${JSON.stringify(xEnvelope({ id: "2" }))}`,
    ],
  ])("may hold %s, packed or not", async (_, name, content) => {
    for (const [index, body] of [content, gzipped(content)].entries()) {
      const summary = await rig.ingest(await rig.drop(name, body));
      expect(summary).toMatchObject({ read: 2, stored: index === 0 ? 2 : 0, quarantined_count: 0 });
    }
  });

  it("says of each bad line where and why, and stores its neighbours", async () => {
    const future = xEnvelope({ id: "7", fetched_at: "2026-11-25T00:00:00Z" });
    const old = youtubeEnvelope(8, "Old", "2026-09-01T00:00:00Z");
    const lines = [
      xEnvelope({ id: "1" }),
      "{broken",
      { platform: "myspace", fetched_at: FETCHED_AT, payload: {} },
      { ...xEnvelope({ id: "2" }), extra: 1 },
      { platform: "x", fetched_at: FETCHED_AT, payload: { username: "nobody" } },
      future,
      old,
      xEnvelope({ id: "9" }),
    ];
    const summary = await rig.ingest(await rig.drop("mixed.ndjson", ndjson(...lines)));
    expect(summary).toMatchObject({ read: 8, stored: 2, quarantined_count: 6 });
    expect(summary.quarantined.map(({ line, code, field }) => [line, code, field])).toEqual([
      [2, "bad-json", undefined],
      [3, "bad-envelope", "platform"],
      [4, "bad-envelope", "extra"],
      [5, "bad-payload", "id"],
      [6, "from-the-future", "fetched_at"],
      [7, "too-old", "fetched_at"],
    ]);
    expect(summary.quarantined[1]?.reason).toBe("It must be one of instagram, tiktok, x, youtube.");
    const [kept = ""] = await rig.keys("quarantine/");
    const entries = (await rig.read(kept))
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(entries).toHaveLength(6);
    expect(entries[3]).toMatchObject({
      key: "inbox/local/*.ndjson",
      line: 5,
      fields: ["username"],
      envelope: null,
    });
  });

  it("goes to quarantine whole when it is no readable file at all", async () => {
    const cut = gzipped(
      ndjson(...Array.from({ length: 50 }, (_, id) => xEnvelope({ id: String(id) }))),
    ).slice(0, 200);
    const summary = await rig.ingest(await rig.drop("cut.ndjson.gz", cut));
    expect(summary.quarantined.at(-1)).toMatchObject({ code: "bad-gzip" });
    expect(summary.finished).toBe(true);
    expect(await rig.keys("inbox/")).toEqual([]);
  });

  it("of a platform that is switched off is refused with that reason", async () => {
    rig.close();
    rig = createRig({ statements: { platforms: ["youtube"] } });
    const summary = await rig.ingest(await rig.drop("x.json", JSON.stringify(xEnvelope({ id: "1" }))));
    expect(summary.quarantined).toMatchObject([{ line: 1, code: "platform-off" }]);
  });

  it("belongs to the tenant of its key, whatever the content says", async () => {
    await rig.ingest(await rig.drop("x.json", JSON.stringify(xEnvelope({ id: "1" })), "acme"));
    expect(await rig.creator("x", "1")).toBeNull();
    expect(await rig.keys("raw/acme/x/")).toHaveLength(1);
  });

  it("under a key that names no tenant is not read", async () => {
    await expect(rig.ingest("inbox/NOT A TENANT/x.json")).rejects.toMatchObject({ code: "bad-object-key" });
    await expect(rig.ingest("inbox/system/x.json")).rejects.toMatchObject({ code: "bad-object-key" });
  });

  it("that was replaced while it was read is left for its own event", async () => {
    const key = await rig.drop("x.ndjson", ndjson(xEnvelope({ id: "1" })));
    const stream = async (asked: string) => {
      const body = await rig.ports.objects.stream(asked);
      await rig.drop("x.ndjson", ndjson(xEnvelope({ id: "2" })));
      return body;
    };
    const ports = { ...rig.ports, objects: { ...rig.ports.objects, stream } };
    await ingestRaw(ports, { key }, { remainingMs: () => Number.POSITIVE_INFINITY });
    expect(await rig.keys("inbox/")).toEqual([key]);
    await rig.ingest(key);
    expect(await rig.creator("x", "2")).not.toBeNull();
    expect(await rig.keys("inbox/")).toEqual([]);
  });
});

describe("a large object", () => {
  const many = (count: number) =>
    ndjson(...Array.from({ length: count }, (_, index) => xEnvelope({ id: String(index + 1) })));

  it("outlives the time it is given: it goes on from a checkpoint with another message", async () => {
    const key = await rig.drop("many.ndjson", many(450));
    const first = await rig.ingest(key, { remainingMs: () => 0 });
    expect(first).toMatchObject({ stored: 200, finished: false });
    await rig.settle();
    expect(await rig.own.count("creators", [])).toBe(450);
    expect(await rig.keys("inbox/")).toEqual([]);
  });

  it("tells how it ended, also when it is gone", async () => {
    const key = await rig.drop("many.ndjson", many(450));
    const summary = await rig.ingest(key);
    expect(summary).toMatchObject({ read: 450, stored: 450 });
    expect(await rig.ingest(key)).toEqual(summary);
  });

  it("fails where it is gone before its end was read, so that its message is given up and not forgotten", async () => {
    const [unread, halfRead] = [await rig.drop("a.ndjson", many(1)), await rig.drop("b.ndjson", many(450))];
    expect(await rig.ingest(halfRead, { remainingMs: () => 0 })).toMatchObject({ finished: false });
    await rig.ports.objects.deleteAllVersions([unread, halfRead]);
    for (const key of [unread, halfRead])
      await expect(rig.ingest(key)).rejects.toMatchObject({ code: "drop-lost" });
  });

  it("dropped a second time is read again and changes nothing", async () => {
    const key = await rig.drop("many.ndjson", many(10));
    await rig.ingest(key);
    await rig.settle();
    const before = await rig.dump();
    const again = await rig.ingest(await rig.drop("many.ndjson", many(10)));
    expect(again).toMatchObject({ stored: 0, unchanged: 10 });
    await rig.settle();
    const after = await rig.dump();
    expect(after.creators).toEqual(before.creators);
    expect(after.objects).toEqual(before.objects);
  });
});

describe("events that come twice, late or out of order", () => {
  const older = xEnvelope({ id: "1", description: "Before", fetched_at: "2026-11-18T10:00:00Z" });
  const newer = xEnvelope({ id: "1", description: "After" });

  it("leave what is newest, whichever comes first", async () => {
    for (const [name, order] of Object.entries({ forth: [older, newer], back: [newer, older] })) {
      const summary = await rig.ingest(await rig.drop(`${name}.ndjson`, ndjson(...order)));
      expect(summary.quarantined_count).toBe(0);
      expect(await rig.creator("x", "1")).toMatchObject({ bio: "After" });
    }
  });

  it("count as unchanged and keep first seen, index mark and identity", async () => {
    await rig.ingest(await rig.drop("a.ndjson", ndjson(newer)));
    await rig.settle();
    const before = await rig.creator("x", "1");
    const summary = await rig.ingest(await rig.drop("b.ndjson", ndjson(older, newer)));
    await rig.settle();
    expect(summary).toMatchObject({ stored: 0, unchanged: 2 });
    expect(await rig.creator("x", "1")).toEqual(before);
  });
});

describe("a raw object", () => {
  const envelope = xEnvelope({ id: "1" });
  const put = async (id: string, content: unknown) => {
    const key = `raw/local/x/${id}/20261120T100000Z.json.gz`;
    await rig.ports.objects.put(key, gzipped(JSON.stringify(content)));
    return key;
  };

  it("is read as it stands and stays", async () => {
    const key = await put(localId("x", "1"), envelope);
    expect(await rig.ingest(key)).toMatchObject({ stored: 1, finished: true });
    expect(await rig.keys("raw/")).toEqual([key]);
  });

  it("under an id that does not follow from its payload moves to quarantine under its own", async () => {
    const key = await put(localId("x", "2"), envelope);
    expect((await rig.ingest(key)).quarantined).toMatchObject([{ code: "foreign-id" }]);
    expect(await rig.keys("raw/")).toEqual([]);
    expect(await rig.keys(`quarantine/local/${localId("x", "1")}/`)).toHaveLength(1);
  });

  it("under a wrong id leaves nothing of an account that asked to be forgotten", async () => {
    await requestErasure(
      rig.as("erase-creator"),
      { platform: "x", platform_user_id: "1", scope: "creator" },
      ASKER,
    );
    await rig.ingest(await put(localId("x", "2"), envelope));
    expect(await rig.keys(`quarantine/local/${localId("x", "1")}/`)).toEqual([]);
    expect(JSON.stringify(await rig.dump())).not.toContain("user_1");
  });

  it("still knows of the contacts that were cut out of it", async () => {
    const withContact = xEnvelope({ id: "1", description: "Mail me: jane.doe@example.com" });
    await rig.ingest(await rig.drop("x.json", JSON.stringify(withContact)));
    const before = await rig.creator("x", "1");
    expect(before).toMatchObject({ has_contact: true });
    await rig.own.delete("creators", [localId("x", "1")]);
    const [key = ""] = await rig.keys("raw/");
    await rig.ingest(key);
    expect(await rig.creator("x", "1")).toEqual(before);
  });

  it("holds no contacts that a drop only claims", async () => {
    const contacts = [{ kind: "email", digest: "00", key_version: 1 }];
    await rig.ingest(await rig.drop("x.json", JSON.stringify({ ...envelope, contacts })));
    expect(await rig.creator("x", "1")).toMatchObject({ has_contact: false, contacts: [] });
  });
});
