import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { registerTenant } from "../../lib/access/tenants.ts";
import { openVectorStore } from "../../lib/adapters/embedded/hnsw-store.ts";
import { openSqliteDatabase } from "../../lib/adapters/embedded/sqlite-database.ts";
import { embeddedChecks } from "../../lib/compose/diagnosis/embedded-checks.ts";
import { composeEmbedded } from "../../lib/compose/embedded.ts";
import { diskTroubles } from "../../lib/compose/folder-parts.ts";
import { creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../lib/domain/tenant-scope.ts";
import { embedCreators } from "../../lib/embed/embed-creators.ts";
import { checkHealth } from "../../lib/health/check-health.ts";
import { ingestRaw } from "../../lib/ingest/ingest-raw.ts";
import { lockFolder } from "../../local/folder-lock.ts";

import { ndjson, xEnvelope } from "../integration/pipeline/envelopes.ts";

/* A data folder that others prepared, reached into or damaged. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "increator-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe.skipIf(process.platform === "win32")("a folder that was there before", () => {
  it("is closed to others, with what lies in it", async () => {
    chmodSync(folder, 0o777);
    writeFileSync(join(folder, "keys.json"), "{}", { mode: 0o644 });
    writeFileSync(join(folder, "lock.sqlite"), "", { mode: 0o666 });
    mkdirSync(join(folder, "objects"), { mode: 0o755 });
    const lock = await lockFolder(folder);
    expect(modeOf(folder)).toBe(0o700);
    for (const file of ["keys.json", "lock.sqlite"]) expect(modeOf(join(folder, file)), file).toBe(0o600);
    expect(modeOf(join(folder, "objects"))).toBe(0o700);
    await lock?.release();
  });

  it.each([
    ["up and away", (victim: string) => join(tmpdir(), "increator-x", "..", basename(victim), "socket")],
    ["below a folder of ours", (victim: string) => join(victim, "increator-x", "socket")],
    ["outright", (victim: string) => join(victim, "socket")],
  ])("whose owner.json leads %s loses nothing to a start", async (_, socketIn) => {
    const victim = mkdtempSync(join(tmpdir(), "victim-"));
    writeFileSync(join(victim, "precious"), "1");
    const socket = socketIn(victim);
    writeFileSync(join(folder, "owner.json"), JSON.stringify({ pid: 1, socket, token: "t" }));
    const lock = await lockFolder(folder);
    expect(existsSync(join(victim, "precious"))).toBe(true);
    await lock?.release();
    rmSync(victim, { recursive: true });
  });
});

describe("a damaged database", () => {
  const open = (file: string) =>
    openSqliteDatabase(file, {
      schema: "CREATE TABLE IF NOT EXISTS t (a);",
      secureDelete: true,
      cacheMegabytes: 1,
    });

  it("is told of by its file, the reason and what helps", () => {
    const file = join(folder, "documents.sqlite");
    writeFileSync(file, "This is no database at all. ".repeat(100));
    expect(() => open(file)).toThrow(/documents\.sqlite: it is no database.*Restore it from a backup/);
    // Callers of the API read it too.
    expect(() => open(file)).not.toThrow(folder);
  });

  it("that lies where a folder should be is told of likewise", () => {
    mkdirSync(join(folder, "documents.sqlite"));
    expect(() => open(join(folder, "documents.sqlite"))).toThrow(
      /documents\.sqlite cannot be used: a folder lies in its place/,
    );
  });

  it.each(["counters.sqlite", "queues.sqlite"])("that no backup holds is told of so: %s", (name) => {
    writeFileSync(join(folder, name), "This is no database at all. ".repeat(100));
    const told = () => open(join(folder, name));
    expect(told).toThrow(new RegExp(`${name}: it is no database.*empty file in its place`));
    expect(told).not.toThrow(/backup/);
  });
});

describe("a folder that held data", () => {
  const emptyIndex = (): void => {
    mkdirSync(join(folder, "vectors"));
    writeFileSync(join(folder, "vectors", "vectors.sqlite"), "");
  };
  const compose = () => composeEmbedded({ dataDir: folder, environment: {} });
  let held: string;
  beforeAll(async () => {
    held = mkdtempSync(join(tmpdir(), "increator-held-"));
    const composition = await composeEmbedded({ dataDir: held, environment: {} });
    const { services } = composition;
    await registerTenant(services, LOCAL_TENANT);
    const key = "inbox/local/drop.ndjson";
    await services.objects.put(key, Buffer.from(ndjson(xEnvelope({ id: "1" }))));
    await ingestRaw(services, { key }, { remainingMs: () => Number.POSITIVE_INFINITY });
    const creatorIds = [creatorIdOf(LOCAL_TENANT, "x", "1")];
    await embedCreators(services, { tenantId: LOCAL_TENANT, creatorIds });
    await composition.close();
  });
  afterAll(() => rmSync(held, { recursive: true, force: true }));
  const fill = () => cpSync(held, folder, { recursive: true });

  it.each([
    ["keys.json", () => rmSync(join(folder, "keys.json"))],
    ["wrapping-keys.json", () => rmSync(join(folder, "wrapping-keys.json"))],
    ["documents.sqlite", () => rmSync(join(folder, "documents.sqlite"))],
    ["documents.sqlite", () => truncateSync(join(folder, "documents.sqlite"))],
    ["vectors", () => rmSync(join(folder, "vectors"), { recursive: true })],
    ["objects/small.sqlite", () => rmSync(join(folder, "objects/small.sqlite"))],
    ["objects/tree", () => rmSync(join(folder, "objects/tree"), { recursive: true })],
    ["queues.sqlite", () => rmSync(join(folder, "queues.sqlite"))],
    ["counters.sqlite", () => rmSync(join(folder, "counters.sqlite"))],
  ])("does not start without %s, says which and how to restore it, as doctor does", async (part, harm) => {
    fill();
    harm();
    await expect(compose()).rejects.toMatchObject({
      code: "data-folder-incomplete",
      message: expect.stringMatching(new RegExp(`${part}.*(Restore|Put)`)),
    });
    // What is missing is not made anew by the attempt.
    await expect(compose()).rejects.toMatchObject({ context: { missing: [part] } });
    const checks = await embeddedChecks({}, folder);
    expect(
      checks
        .filter(({ isWell }) => !isWell)
        .map(({ says }) => says)
        .join(),
    ).toContain(part);
  });

  it.each([
    ...[
      "keys.json",
      "wrapping-keys.json",
      "documents.sqlite",
      "vectors/vectors.sqlite",
      "objects/small.sqlite",
    ],
    ...[
      "queues.sqlite",
      "counters.sqlite",
      "index-name",
      "dev-key",
      "platform-key",
      "objects/tree",
      "objects",
      "vectors",
    ],
  ])("does not start with a thing of another kind in place of %s, and says what helps", async (part) => {
    fill();
    const isFolder = ["objects/tree", "objects", "vectors"].includes(part);
    rmSync(join(folder, part), { recursive: true, force: true });
    if (isFolder) writeFileSync(join(folder, part), "1");
    else mkdirSync(join(folder, part));
    const message = expect.stringContaining(
      `${part} cannot be used: a ${isFolder ? "file" : "folder"} lies in its place. Move it away. `,
    );
    await expect(compose()).rejects.toMatchObject({
      ...{ code: "data-folder-incomplete", message, context: { missing: [part] } },
    });
  });

  it("tells /health of a full disk", async () => {
    const { services, close } = await compose();
    const troubles = () => diskTroubles(folder, Number.POSITIVE_INFINITY);
    await expect(checkHealth({ ...services, folderTroubles: troubles })).rejects.toMatchObject({
      ...{
        message: expect.stringMatching(/^disk has \d+ MB left\. Make room/),
        context: { failed: ["disk"] },
      },
    });
    await close();
  });

  it("tells /health while it runs", async () => {
    fill();
    const { services, close } = await compose();
    expect(await checkHealth(services)).toMatchObject({ status: "ok" });
    renameSync(join(folder, "keys.json"), join(folder, "away.json"));
    await expect(checkHealth(services)).rejects.toMatchObject({ context: { failed: ["keys.json"] } });
    renameSync(join(folder, "away.json"), join(folder, "keys.json"));
    await close();
  });

  it.each([
    ["its folder was emptied", () => mkdirSync(join(folder, "vectors"))],
    ["its database has no bytes", emptyIndex],
    [
      "another system's empty one lies there",
      () => openVectorStore(join(folder, "vectors"), { model: "static-other", dimensions: 384 }).close(),
    ],
  ])("embeds every creator again where the index holds nothing: %s", async (_, replace) => {
    fill();
    rmSync(join(folder, "vectors"), { recursive: true });
    replace();
    const { services, close } = await compose();
    const documents = services.openDocuments(LOCAL_SCOPE);
    expect(await documents.count("creators", [{ field: "index_pending", op: "eq", value: true }])).toBe(1);
    await close();
    await (await compose()).close();
  });

  it("starts with what was made anew on purpose, and says so to nobody as missing", async () => {
    fill();
    for (const part of ["objects/small.sqlite", "queues.sqlite", "counters.sqlite"])
      writeFileSync(join(folder, part), "");
    const { services, close } = await compose();
    expect(await checkHealth(services)).toMatchObject({ status: "ok" });
    await close();
  });

  it("keeps the counts of a folder that has them under their former name, also if its renaming was cut off", async () => {
    fill();
    const first = await compose();
    await first.services.counters.increment("spent", 7, { ttlSeconds: 3_600 });
    await first.close();
    for (const cutOff of [false, true]) {
      renameSync(join(folder, "counters.sqlite"), join(folder, "ledger.sqlite"));
      if (cutOff) writeFileSync(join(folder, "counters.sqlite-wal"), "");
      expect((await embeddedChecks({}, folder)).filter(({ isWell }) => !isWell)).toEqual([]);
      const { services, close } = await compose();
      expect(await services.counters.increment("spent", 0, { ttlSeconds: 3_600 })).toBe(7);
      await close();
      expect(existsSync(join(folder, "ledger.sqlite"))).toBe(false);
    }
  });

  it("starts when it is new, and after a first start that died at any part", async () => {
    await (await compose()).close();
    for (const part of ["index-name", "vectors", "documents.sqlite", "wrapping-keys.json", "keys.json"])
      rmSync(join(folder, part), { recursive: true });
    await (await compose()).close();
  });
});
