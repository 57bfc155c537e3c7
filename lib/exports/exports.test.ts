import { Readable } from "node:stream";
import { parquetReadObjects } from "hyparquet";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withChaos } from "../../test/doubles/chaos.ts";
import { creatorWrite, type ProfileSketch } from "../../test/doubles/creator-sketch.ts";
import { grantedPorts } from "../../test/doubles/granted-ports.ts";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import { registerTenant } from "../access/tenants.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { createExport } from "../domain/api/export-operations.ts";
import type { ExportId } from "../domain/export.ts";
import { type CreatorId, creatorIdOf, SHARED_TENANT, type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import { addToList } from "../workspace/list-creators.ts";
import { createList } from "../workspace/lists.ts";
import { getExport, listExports, requestExport } from "./exports.ts";
import { countInExports, withdrawExports } from "./forget-creators.ts";
import { runExports } from "./run-exports.ts";

const ACME = tenantIdSchema.parse("acme");
const RIVAL = tenantIdSchema.parse("rival");
const DAY_MS = 86_400_000;
const ENDLESS = () => Number.POSITIVE_INFINITY;

let composition: EmbeddedComposition;
let now: Date;

beforeEach(async () => {
  composition = await temporaryComposition();
  now = new Date();
  await registerTenant(composition.services, ACME);
  await registerTenant(composition.services, RIVAL);
}, 60_000);
afterEach(() => composition?.close());

const portsOf = (tenantId: TenantId = ACME) => {
  const ports = { ...composition.services, ...composition.search, clock: { now: () => now } };
  return { ...ports, documents: ports.openDocuments(tenantScope(tenantId, { subscribesShared: true })) };
};
const run = (ports = portsOf(), remainingMs = ENDLESS) =>
  runExports(grantedPorts(ports, "run-job"), ACME, remainingMs);
const asked = async (input: object, ports = portsOf()): Promise<ExportId> =>
  (await requestExport(grantedPorts(ports, "manage"), createExport.input.parse(input))).data.id;
const shown = async (id: ExportId, tenantId = ACME) =>
  (await getExport(grantedPorts(portsOf(tenantId), "manage"), id)).data;
const objectKeys = async () =>
  (await composition.services.objects.list("exports/")).objects.map(({ key }) => key);

async function store(sketches: readonly ProfileSketch[], tenantId: TenantId = ACME): Promise<CreatorId[]> {
  const documents = composition.services.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const writes = sketches.map((sketch) => {
    const { creator: _creator, ...write } = creatorWrite(sketch, tenantId, now);
    return write;
  });
  await documents.upsertMany("creators", writes);
  return sketches.map(({ handle }) => creatorIdOf(tenantId, "instagram", handle.toLowerCase()));
}
const crowd = (count: number): ProfileSketch[] =>
  Array.from({ length: count }, (_, at) => ({ handle: `someone${at}`, followers: 1_000_000 - at }));
/** As an erasure does before it goes through the stores. */
async function bury(id: CreatorId, tenantId: TenantId = ACME): Promise<void> {
  const documents = composition.services.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const record = { version: "9999", set: { erased: true as const }, replace: true };
  await documents.upsertMany("creators", [{ id, ...record } as never]);
}

async function fileOf(id: ExportId, format = "csv"): Promise<Uint8Array> {
  return composition.services.objects.get(`exports/acme/${id}/creators.${format}`);
}
const linesOf = async (id: ExportId): Promise<string[]> =>
  Buffer.from(await fileOf(id, "ndjson"))
    .toString()
    .trimEnd()
    .split("\n");
const handlesOf = async (id: ExportId): Promise<string[]> =>
  (await linesOf(id)).map((line) => JSON.parse(line).handle);

const EVERYBODY = { search: { sort: "followers" }, format: "ndjson" } as const;

describe("an export", () => {
  it("holds all that a search finds, in its order, and tells how far it is", async () => {
    await store(crowd(1_203));
    const id = await asked(EVERYBODY);
    expect(await shown(id)).toMatchObject({ status: "queued", rows: 0, link: null });
    let parts = 0;
    const twoParts = () => (parts++ < 3 ? 1 : 0);
    expect(await run(portsOf(), twoParts)).toEqual({ isCutShort: true });
    expect(await shown(id)).toMatchObject({ status: "running", rows: 1_000, total: 1_203, link: null });
    expect(await run()).toEqual({ isCutShort: false });
    expect(await shown(id)).toMatchObject({ status: "ready", rows: 1_203, total: 1_203 });
    expect(await handlesOf(id)).toEqual(crowd(1_203).map(({ handle }) => handle));
  });

  it("is listed with the others page by page, whatever the time is meanwhile, until its day is over", async () => {
    const first = await asked(EVERYBODY);
    now = new Date(now.getTime() + 1_000);
    const second = await asked(EVERYBODY);
    const page = await listExports(portsOf(), { limit: 1 });
    expect(page.data.map(({ id }) => id)).toEqual([second]);
    now = new Date(now.getTime() + 1_000);
    const rest = await listExports(portsOf(), { limit: 1, cursor: page.next_cursor ?? "" });
    expect(rest.data.map(({ id }) => id)).toEqual([first]);
    now = new Date(now.getTime() + DAY_MS - 2_000);
    expect((await listExports(portsOf(), { limit: 10 })).data.map(({ id }) => id)).toEqual([second]);
  });

  it("ends at its limit", async () => {
    await store(crowd(700));
    const id = await asked({ ...EVERYBODY, limit: 510 });
    await run();
    expect(await shown(id)).toMatchObject({ status: "ready", rows: 510, total: 510 });
    expect(await handlesOf(id)).toEqual(crowd(510).map(({ handle }) => handle));
  });

  it("goes on behind its last whole part after its process died, at whatever write", async () => {
    await store(crowd(1_100));
    const id = await asked(EVERYBODY);
    for (const onCall of [1, 2, 1]) {
      const ports = portsOf();
      const dying = { ...ports, objects: withChaos(ports.objects, { put: { onCall } }) };
      await expect(run(dying)).rejects.toThrow();
    }
    await expect(
      run({ ...portsOf(), objects: withChaos(portsOf().objects, { putStream: {} }) }),
    ).rejects.toThrow();
    await run();
    expect(await handlesOf(id)).toEqual(crowd(1_100).map(({ handle }) => handle));
  });

  it("fails for good when it fails again and again, and says why", async () => {
    await store(crowd(3));
    const id = await asked(EVERYBODY);
    const broken = { ...portsOf(), objects: withChaos(portsOf().objects, { put: {} }) };
    for (let attempt = 1; attempt < 5; attempt += 1) await expect(run(broken)).rejects.toThrow();
    await run(broken);
    expect(await shown(id)).toMatchObject({ status: "failed", failure: expect.any(String), link: null });
    expect(await objectKeys()).toEqual([]);
  });

  it("begins anew when the ranked list behind its cursor is gone", async () => {
    await store(crowd(600).map((one) => ({ ...one, bio: "I bake bread" })));
    const id = await asked(EVERYBODY);
    let parts = 0;
    await run(portsOf(), () => (parts++ < 2 ? 1 : 0));
    const own = composition.services.openDocuments(tenantScope(ACME, { subscribesShared: false }));
    const kept = await own.get("exports", id);
    expect(kept?.parts).toBe(1);
    now = new Date(now.getTime() + DAY_MS - 1_000);
    const late = { ...portsOf(), clock: { now: () => new Date(now.getTime() + 2_000) } };
    await own.update("exports", { id, set: { expires_at: new Date(now.getTime() + DAY_MS).toISOString() } });
    await expect(run(late)).rejects.toMatchObject({ code: "expired-cursor" });
    await run(late);
    expect(await handlesOf(id)).toHaveLength(600);
  });

  it("holds a shortlist in its own order, and of another tenant nothing", async () => {
    const [first, second, third] = await store(crowd(3));
    await store([{ handle: "foreign", followers: 5 }], RIVAL);
    const { data: list } = await createList(portsOf(), { name: "Spring", notes: "" });
    await addToList(portsOf(), {
      id: list.id,
      creators: [third, first, second].map((id) => ({ id: id as CreatorId })),
    });
    const id = await asked({ list_id: list.id, format: "ndjson" });
    const everybody = await asked(EVERYBODY);
    await run();
    expect(await handlesOf(id)).toEqual(["someone2", "someone0", "someone1"]);
    expect(await handlesOf(everybody)).not.toContain("foreign");
    await expect(shown(id, RIVAL)).rejects.toMatchObject({ code: "export-not-found" });
    const ofAnother = asked({ list_id: list.id }, portsOf(RIVAL));
    await expect(ofAnother).rejects.toMatchObject({ code: "list-not-found" });
  });

  it("is gone after a day, with its file and its parts", async () => {
    const [creator] = await store(crowd(1));
    const id = await asked(EVERYBODY);
    await run();
    expect(await objectKeys()).toHaveLength(2);
    now = new Date(now.getTime() + DAY_MS);
    await expect(shown(id)).rejects.toMatchObject({ code: "export-not-found" });
    await run();
    expect(await objectKeys()).toEqual([]);
    expect(await countInExports(portsOf(), ACME, [creator as CreatorId])).toBe(0);
  });
});

describe("a file", () => {
  const DANGEROUS = [
    ...['=HYPERLINK("http://evil")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "  =1", "＝1", "%0A=1", "|calc"],
    ...['Anna, "Annie"', "two\nlines", "naïve 🎮", "1,000", "O'Hara"],
  ];
  const fill = () =>
    store(
      DANGEROUS.map((display_name, at) => ({
        ...{ handle: `name${at}`, display_name, followers: 1_000 - at, languages: ["de", "en"] },
        bio: "mail me: hello@example.com or +49 151 23456789",
      })),
    );

  it("of CSV is read back as it was, except that no cell begins like a formula", async () => {
    await fill();
    const id = await asked({ ...EVERYBODY, format: "csv" });
    await run();
    const [header = [], ...rows] = parseCsv(Buffer.from(await fileOf(id)).toString());
    const names = rows.map((row) => row[header.indexOf("display_name")]);
    expect(names.map((name, at) => (name === `'${DANGEROUS[at]}` ? "escaped" : name))).toEqual([
      ...Array(9).fill("escaped"),
      ...DANGEROUS.slice(9),
    ]);
    expect(new Set(rows.map((row) => row[header.indexOf("languages")]))).toEqual(new Set(["de; en"]));
    expect(header).not.toContain("contacts");
  });

  it("of Parquet is read by another reader, lists and unknown figures too", async () => {
    await fill();
    const id = await asked({ ...EVERYBODY, format: "parquet" });
    await run();
    const rows = await parquetReadObjects({ file: (await fileOf(id, "parquet")).slice().buffer });
    expect(rows.map((row) => row.display_name)).toEqual(DANGEROUS);
    expect(rows[0]).toMatchObject({
      followers: 1_000,
      languages: ["de", "en"],
      engagement_rate: null,
      verified: null,
    });
  });

  it("without a row is a whole file all the same", async () => {
    for (const format of ["csv", "ndjson", "parquet"]) {
      const id = await asked({ ...EVERYBODY, format });
      await run();
      expect(await shown(id)).toMatchObject({ status: "ready", rows: 0 });
      const file = await fileOf(id, format);
      if (format === "parquet") expect(await parquetReadObjects({ file: file.slice().buffer })).toEqual([]);
    }
  });
});

describe("an erasure", () => {
  it("withdraws every export that holds the creator, and no other", async () => {
    const [kept, erased] = (await store(crowd(2))) as [CreatorId, CreatorId];
    const both = await asked(EVERYBODY);
    const one = await asked({ ...EVERYBODY, limit: 1 });
    await run();
    await bury(erased);
    expect(await countInExports(portsOf(), ACME, [erased])).toBe(1);
    expect(await withdrawExports(grantedPorts(portsOf(), "run-erasure"), ACME, [erased])).toBe(1);
    expect(await countInExports(portsOf(), ACME, [erased])).toBe(0);
    expect(await shown(both)).toMatchObject({ status: "withdrawn", link: null });
    expect(await shown(one)).toMatchObject({ status: "ready" });
    expect(await objectKeys()).toHaveLength(2);
    expect(await countInExports(portsOf(), ACME, [kept])).toBe(1);
  });

  it("of the common catalogue reaches the exports of every tenant", async () => {
    const [shared] = (await store(crowd(1), SHARED_TENANT)) as [CreatorId];
    const id = await asked(EVERYBODY);
    await run();
    expect(await handlesOf(id)).toEqual(["someone0"]);
    await withdrawExports(grantedPorts(portsOf(), "run-erasure"), RIVAL, [shared]);
    expect(await shown(id)).toMatchObject({ status: "ready" });
    await withdrawExports(grantedPorts(portsOf(), "run-erasure"), SHARED_TENANT, [shared]);
    expect(await shown(id)).toMatchObject({ status: "withdrawn" });
  });

  it("that comes between the reading of a part and its writing leaves no row", async () => {
    const [erased] = (await store(crowd(3))) as [CreatorId];
    const id = await asked(EVERYBODY);
    const ports = portsOf();
    const { put } = ports.objects;
    const racing: typeof put = async (...given) => {
      await bury(erased);
      return put(...given);
    };
    await run({ ...ports, objects: { ...ports.objects, put: racing } });
    expect(await handlesOf(id)).toEqual(["someone1", "someone2"]);
    expect(await countInExports(ports, ACME, [erased])).toBe(0);
  });

  it("that comes while the file is being put together leaves neither file nor parts", async () => {
    const [erased] = (await store(crowd(3))) as [CreatorId];
    const id = await asked(EVERYBODY);
    const ports = portsOf();
    const { putStream } = ports.objects;
    const racing: typeof putStream = async (key, body) => {
      const chunks = await body.toArray();
      await bury(erased);
      await withdrawExports(grantedPorts(ports, "run-erasure"), ACME, [erased]);
      return putStream(key, Readable.from(chunks));
    };
    await run({ ...ports, objects: { ...ports.objects, putStream: racing } });
    expect(await shown(id)).toMatchObject({ status: "withdrawn", link: null });
    expect(await objectKeys()).toEqual([]);
  });
});

/** RFC 4180, by another way than the writer's. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}
