import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Check } from "../../lib/compose/diagnose.ts";
import { QUEUES } from "../../lib/ports/queues.ts";
import { IS_DEEP } from "../../test/deep.ts";
import { type CloudWorld, cloudWorldLacks, startCloudWorld } from "../../test/doubles/cloud/world.ts";
import { startLocalSecret } from "../../test/doubles/local-secrets.ts";
import { runProgram } from "../program.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "increator-doctor-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function increator(args: readonly string[], environment: Record<string, string | undefined> = {}) {
  const written = { out: "", err: "" };
  const code = await runProgram([...args, "--json"], {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    stdin: Readable.from([""]),
    environment: { ...environment, INCREATOR_DATA_DIR: dataDir },
    columns: 100,
    isWatched: false,
    signal: new AbortController().signal,
  });
  return { code, ...written };
}

const checksOf = (out: string): Map<string, Check> =>
  new Map((JSON.parse(out) as { checks: Check[] }).checks.map((check) => [check.part, check]));

describe("doctor", () => {
  it("finds a machine without any service well, before its first start", async () => {
    const { code, out } = await increator(["doctor"]);
    expect(code).toBe(0);
    const checks = checksOf(out);
    for (const part of ["lock", "Node.js", "data folder", "disk", "keyring", "word vectors", "MongoDB"])
      expect(checks.get(part), part).toMatchObject({ isWell: true });
  });

  it("says how to fix a keyring that others may read, and one that is none", async () => {
    const path = join(dataDir, "keys.json");
    await writeFile(path, '{"current":1,"keys":{"1":"c2VjcmV0"}}', { mode: 0o600 });
    const broken = await increator(["doctor"]);
    expect(broken.code).toBe(1);
    expect(checksOf(broken.out).get("keyring")).toMatchObject({
      isWell: false,
      remedy: expect.stringMatching(/^Put back the copy/),
    });
    expect(broken.out).not.toContain("c2VjcmV0");
    await chmod(path, 0o644);
    const open = await increator(["doctor"]);
    expect(checksOf(open.out).get("keyring")).toMatchObject({ isWell: false, remedy: `chmod 600 ${path}` });
    await rm(path);
  });

  it("says which database is damaged, and what to do", async () => {
    const path = join(dataDir, "queues.sqlite");
    await writeFile(path, "no database ".repeat(500), { mode: 0o600 });
    const { code, out } = await increator(["doctor"]);
    expect(code).toBe(1);
    expect(checksOf(out).get("folder's parts")).toMatchObject({
      isWell: false,
      says: "queues.sqlite is damaged.",
      remedy: expect.stringMatching(/^Move it away\. Put it back, or make an empty file/),
    });
    await rm(path);
  });

  it("names what is missing of a service that is set by half, and never shows what is set", async () => {
    const { code, out } = await increator(["doctor"], { PINECONE_API_KEY: "a-secret-key" });
    expect(code).toBe(1);
    expect(checksOf(out).get("Pinecone")?.says).toContain("PINECONE_INDEX_HOST is not set");
    expect(out).not.toContain("a-secret-key");
  });

  it("finds services wrong that nobody answers for, in our own words", async () => {
    const { code, out } = await increator(["doctor"], {
      PINECONE_API_KEY: "a-secret-key",
      PINECONE_INDEX_HOST: "http://127.0.0.1:1",
      UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
      UPSTASH_REDIS_REST_TOKEN: "a-secret-token",
    });
    expect(code).toBe(1);
    const checks = checksOf(out);
    expect(checks.get("Pinecone")).toMatchObject({
      isWell: false,
      remedy: expect.stringContaining("PINECONE_INDEX_HOST"),
    });
    expect(checks.get("Upstash Redis")).toMatchObject({ isWell: false, says: "The cache does not answer." });
    expect(out).not.toMatch(/a-secret|ECONN/);
  });
});

describe("doctor and secrets", () => {
  let secret: Awaited<ReturnType<typeof startLocalSecret>>;
  beforeEach(async () => {
    secret = await startLocalSecret(JSON.stringify({ X_BEARER_TOKEN: "kept-one,kept-two" }));
    for (const [key, value] of Object.entries(secret.environment)) vi.stubEnv(key, value);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await secret.close();
  });

  it("counts the credentials that the platforms' secret holds, and shows none", async () => {
    const { code, out } = await increator(["doctor"], {
      INCREATOR_PLATFORMS_SECRET_ARN: secret.arn,
      YOUTUBE_API_KEY: "kept-three",
    });
    expect(code).toBe(0);
    expect(checksOf(out).get("platforms")?.says).toMatch(/^credentials: youtube 1, x 2;/);
    expect(out).not.toContain("kept-");
  });

  it("tells half a pair of credentials, and each secret that holds no settings", async () => {
    const half = await increator(["doctor"], { TIKTOK_CLIENT_KEY: "half" });
    expect(checksOf(half.out).get("platforms")).toMatchObject({
      isWell: false,
      says: expect.stringContaining("TIKTOK_CLIENT_SECRET"),
      remedy: expect.stringMatching(/^Set both halves/),
    });
    secret.write("v2", "X_BEARER_TOKEN=kept");
    for (const [part, setting] of [
      ["settings' secret", "INCREATOR_SECRET_ARN"],
      ["platforms", "INCREATOR_PLATFORMS_SECRET_ARN"],
    ] as const) {
      const { code, out } = await increator(["doctor"], { [setting]: secret.arn });
      expect(code).toBe(1);
      expect(checksOf(out).get(part)).toMatchObject({
        isWell: false,
        says: "The secret must hold one JSON object of settings.",
        remedy: expect.stringContaining(`Check ${setting},`),
      });
      expect(out).not.toContain("kept");
    }
  });
});

it("migrate says what to set where documents are kept on this machine", async () => {
  const { code, err } = await increator(["migrate"]);
  expect(code).toBe(1);
  expect(err).toMatch(/^error: MONGODB_URI is not set/);
});

const lacks = IS_DEEP ? cloudWorldLacks() : "npm run test:deep";
if (lacks !== null) {
  console.warn(`NOT RUN: doctor and migrate over the cloud's services need ${lacks}`);
  it.skip("doctor and migrate work on every service (no servers)", () => {});
} else describe("with every service set", describeWithServices);

function describeWithServices(): void {
  let world: CloudWorld;
  beforeAll(async () => {
    world = await startCloudWorld();
    for (const [key, value] of Object.entries(world.environment)) vi.stubEnv(key, value);
  }, 60_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await world.close();
  });

  it("migrate makes everything once, and finds nothing to do the second time", async () => {
    const environment = { ...world.environment, MONGODB_DATABASE: "another" };
    const first = await increator(["migrate"], environment);
    expect(first.code).toBe(0);
    const made = JSON.parse(first.out).collections as { created: boolean; indexes: string[] }[];
    expect(made.every(({ created, indexes }) => created && indexes.length > 0)).toBe(true);
    const second = JSON.parse((await increator(["migrate"], environment)).out);
    expect(
      second.collections.every(
        ({ created, indexes }: (typeof made)[number]) => !created && indexes.length === 0,
      ),
    ).toBe(true);
    expect(second.searchIndex).toMatch(/no Atlas Search/);
  }, 30_000);

  it("doctor asks each, and finds all well but what no double here has", async () => {
    const { code, out } = await increator(["doctor"], world.environment);
    const checks = checksOf(out);
    expect([...checks.values()].filter(({ isWell }) => !isWell).map(({ part }) => part)).toEqual([
      "Atlas Search",
      "MongoDB changes",
      "KMS",
    ]);
    expect(code).toBe(1);
    expect(checks.get("MongoDB changes")?.remedy).toMatch(/^Use a replica set/);
    expect(checks.get("OpenAI")?.says).toContain("text-embedding-3-small-64");
    expect(checks.get("SQS")?.says).toMatch(new RegExp(`^${2 * QUEUES.length} queues answer`));
    for (const bucket of ["raw", "quarantine", "backup"])
      expect(checks.get(`S3 ${bucket}`)?.isWell).toBe(true);
    expect(out).not.toContain(world.environment.OPENAI_API_KEY);
  }, 60_000);

  it("doctor tells refused credentials, missing indexes and a bucket that is not there", async () => {
    const { out } = await increator(["doctor"], {
      ...world.environment,
      MONGODB_DATABASE: "never-migrated",
      OPENAI_API_KEY: "a-secret-key",
      INCREATOR_BACKUP_BUCKET: "nowhere",
      INCREATOR_EXPORT_BUCKET: "nowhere",
    });
    const checks = checksOf(out);
    expect(checks.get("OpenAI")).toMatchObject({
      isWell: false,
      remedy: expect.stringMatching(/^It refuses/),
    });
    expect(checks.get("MongoDB indexes")).toMatchObject({ isWell: false, remedy: "Run increator migrate." });
    expect(checks.get("S3 nowhere")).toMatchObject({
      isWell: false,
      remedy: expect.stringMatching(/^Deploy it/),
    });
    expect(out).not.toContain("a-secret-key");
  }, 60_000);
}
