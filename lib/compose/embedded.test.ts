import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sampleCreator, writeOf } from "../../test/contracts/sample-records.ts";
import type { Environment } from "../config.ts";
import { eq } from "../domain/condition.ts";
import { SHARED_TENANT } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { QUEUES } from "../ports/queues.ts";
import { composeEmbedded, type EmbeddedComposition } from "./embedded.ts";

const opened: EmbeddedComposition[] = [];
afterEach(async () => {
  for (const { close, dataDir } of opened.splice(0)) {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  }
});

async function open(environment: Environment): Promise<EmbeddedComposition> {
  const dataDir = await mkdtemp(join(tmpdir(), "increator-compose-"));
  const composition = await composeEmbedded({ dataDir, environment });
  opened.push(composition);
  return composition;
}

it("needs no setting, and says that no model stands behind it", async () => {
  const { services, search, parts } = await open({});
  expect(services.embedder.model).toMatch(/^static-/);
  expect(services.vectors.dimensions).toBe(services.embedder.dimensions);
  expect(search.rerank).toBeUndefined();
  expect(parts["language model"]).toMatch(/^none/);
});

it("takes embedder and language model from where a key points, and keeps everything else local", async () => {
  const address = { OPENAI_API_KEY: "a-key", OPENAI_BASE_URL: "http://127.0.0.1:9/v1" };
  const { services, search, parts } = await open(address);
  expect(services.vectors.dimensions).toBe(512);
  expect(search.rerank).toBeDefined();
  expect(search.readQuery, "reading by a model is opted into").toBeUndefined();
  expect(parts).toMatchObject({ documents: "SQLite", embedder: expect.stringContaining("127.0.0.1:9") });
  expect(JSON.stringify(parts)).not.toContain("a-key");
});

it("reads queries by the model where the operator chose that", async () => {
  const { search } = await open({ OPENAI_API_KEY: "a-key", INCREATOR_QUERY_READER: "llm" });
  expect(search.readQuery).toBeDefined();
});

const CLOUD = {
  mongo: { MONGODB_URI: "mongodb://someone:a-secret@127.0.0.1:9/?tls=false" },
  pinecone: { PINECONE_API_KEY: "a-secret", PINECONE_INDEX_HOST: "https://index.example" },
  upstash: { UPSTASH_REDIS_REST_URL: "https://redis.example", UPSTASH_REDIS_REST_TOKEN: "a-secret" },
  openAi: { OPENAI_API_KEY: "a-secret" },
  s3: {
    INCREATOR_RAW_BUCKET: "raw-bucket",
    INCREATOR_QUARANTINE_BUCKET: "quarantine-bucket",
    INCREATOR_BACKUP_BUCKET: "backup-bucket",
    INCREATOR_EXPORT_BUCKET: "export-bucket",
  },
  sqs: Object.fromEntries(
    QUEUES.map((queue) => [
      `INCREATOR_QUEUE_URL_${queue.replace("-", "_").toUpperCase()}`,
      `https://sqs.example/1/${queue}`,
    ]),
  ),
  kms: { INCREATOR_CONTACT_KEY_ARN: "arn:aws:kms:us-east-1:111122223333:key/1" },
} as const;

/** What is behind each port where no service is set. */
let local: EmbeddedComposition["parts"];
beforeAll(async () => {
  local = (await open({ INCREATOR_SENTENCES: "off" })).parts;
});

it.each([
  ["mongo", ["documents", "keywords"], /MongoDB, 127\.0\.0\.1:9, database increator|Atlas Search/],
  ["pinecone", ["vectors"], /Pinecone, https:\/\/index\.example/],
  ["upstash", ["cache"], /Upstash Redis, redis\.example/],
  ["openAi", ["embedder", "language model"], /api\.openai\.com/],
  ["s3", ["objects"], /S3, raw-bucket, quarantine-bucket, backup-bucket/],
  ["sqs", ["queues", "pauses"], /SQS, sqs\.example|tags/],
  ["kms", ["contact keys"], /KMS/],
] as const)("takes from the cloud what %s stands behind, and nothing else", async (name, ports, line) => {
  const { parts } = await open({ ...CLOUD[name], INCREATOR_SENTENCES: "off" });
  for (const port of ports) expect(parts[port], port).toMatch(line);
  const others = Object.keys(parts).filter((port) => !ports.some((one) => one === port));
  // An embedder of other dimensions shows in the line of the vectors.
  for (const port of others.filter((one) => one !== "vectors")) expect(parts[port]).toBe(local[port]);
  expect(JSON.stringify(parts)).not.toContain("secret");
});

it.each([
  ["mongo", false],
  ["pinecone", false],
  ["openAi", false],
  ["s3", true],
] as const)(
  "reads sentences beside %s: %s, since deployed functions read words alone",
  async (name, reads) => {
    const { sentences, services } = await open(CLOUD[name]);
    expect(sentences !== null).toBe(reads);
    expect(services.embedder.drafts).toBe(reads);
  },
);

it("joins a served model to its own vectors where the operator chose that", async () => {
  const { sentences, services, parts } = await open({ ...CLOUD.openAi, INCREATOR_SENTENCES: "beside" });
  expect(services.embedder).toBe(sentences);
  expect(services.embedder).toMatchObject({ dimensions: 576 + 512, drafts: true });
  expect(services.vectors.dimensions).toBe(576 + 512);
  expect(parts.embedder).toMatch(/^static-.+text-embedding-3-small-512, api\.openai\.com$/);
});

it("keeps nothing but its keys on this machine when every service is set", async () => {
  const composition = await open(Object.assign({}, ...Object.values(CLOUD)));
  expect(await readdir(composition.dataDir)).toEqual(["keys.json"]);
  expect(composition).toMatchObject({ looksCost: true, bucketsNotify: true });
});

it.each([
  [{ MONGODB_DATABASE: "creators" }, "MONGODB_URI is not set"],
  [{ PINECONE_API_KEY: "a-secret" }, "PINECONE_INDEX_HOST is not set"],
  [{ PINECONE_INDEX_HOST: "index.example" }, "PINECONE_API_KEY is not set"],
  [{ UPSTASH_REDIS_REST_URL: "https://redis.example" }, "UPSTASH_REDIS_REST_TOKEN is not set"],
  [
    { UPSTASH_REDIS_REST_URL: "redis", UPSTASH_REDIS_REST_TOKEN: "t" },
    "UPSTASH_REDIS_REST_URL has the wrong form",
  ],
  [{ OPENAI_BASE_URL: "http://127.0.0.1:9/v1" }, "OPENAI_API_KEY is not set"],
  [{ INCREATOR_QUERY_READER: "llm" }, "OPENAI_API_KEY is not set"],
  [{ INCREATOR_SENTENCES: "beside" }, "needs OPENAI_API_KEY"],
  [{ ...CLOUD.openAi, ...CLOUD.pinecone, INCREATOR_SENTENCES: "beside" }, "PINECONE_API_KEY must be unset"],
  [{ INCREATOR_RAW_BUCKET: "raw-bucket" }, "INCREATOR_QUARANTINE_BUCKET is not set"],
  [
    {
      MONGODB_URI: "mongodb://127.0.0.1:1",
      INCREATOR_REGIONS: "us-east-1,eu-central-1",
    },
    "unset MONGODB_URI or INCREATOR_REGIONS",
  ],
  [{ INCREATOR_QUEUE_URL_INGEST: "https://sqs.example/1/ingest" }, "INCREATOR_QUEUE_URL_ERASE is not set"],
] as const)("names what is missing of a service that is set by half: %o", async (environment, reason) => {
  const opening = open(environment);
  await expect(opening).rejects.toMatchObject({ kind: "invalid", code: "bad-configuration" });
  await expect(opening).rejects.toThrow(reason);
  await expect(opening).rejects.not.toThrow("a-secret");
});

it("shares a database with other machines under the keyring that is given", async () => {
  const key = Buffer.alloc(32, 7).toString("base64");
  const { services, dataDir } = await open({
    INCREATOR_KEYRING: JSON.stringify({ current: 3, keys: { 3: key } }),
  });
  expect(services.keyring.current).toBe(3);
  expect(await readdir(dataDir)).not.toContain("keys.json");
});

it("makes the vectors of a folder anew when its sentence model is turned on or off, and of no other embedder's", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "increator-compose-"));
  const held = async (environment: Environment) => {
    const composition = await composeEmbedded({ dataDir, environment });
    try {
      const { embedder, vectors, openDocuments } = composition.services;
      const documents = openDocuments(ownScope(SHARED_TENANT));
      const isKept = Object.keys((await vectors.stats()).namespaces).length > 0;
      const waiting = await documents.count("creators", [eq("index_pending", true)]);
      const creator = sampleCreator(SHARED_TENANT, "one", { index_pending: false });
      await documents.upsertMany("creators", [writeOf(creator)]);
      await documents.update("creators", { id: creator.id, set: { index_pending: false } });
      const vector = { id: creator.id, values: new Float32Array(embedder.dimensions).fill(1), metadata: {} };
      await vectors.upsert("local.x", [vector]);
      return { dimensions: embedder.dimensions, isKept, waiting };
    } finally {
      await composition.close();
    }
  };
  try {
    expect(await held({ INCREATOR_SENTENCES: "off" })).toEqual({
      dimensions: 384,
      isKept: false,
      waiting: 0,
    });
    expect(await held({})).toEqual({ dimensions: 576, isKept: false, waiting: 1 });
    expect(await held({})).toEqual({ dimensions: 576, isKept: true, waiting: 0 });
    expect(await held({ INCREATOR_SENTENCES: "off" })).toEqual({
      dimensions: 384,
      isKept: false,
      waiting: 1,
    });
    const own = { OPENAI_API_KEY: "a-key", OPENAI_BASE_URL: "http://127.0.0.1:9/v1" };
    await expect(held(own)).rejects.toMatchObject({ code: "vector-dimensions-changed" });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});

describe.each([{}, { INCREATOR_SENTENCES: "beside" }])(
  "vectors of a service (%o) in a folder that starts without it",
  (how) => {
    let dataDir: string;
    beforeEach(async () => {
      dataDir = await mkdtemp(join(tmpdir(), "increator-compose-"));
      const service = { OPENAI_API_KEY: "a-key", OPENAI_BASE_URL: "http://127.0.0.1:9/v1", ...how };
      const composition = await composeEmbedded({ dataDir, environment: service });
      const { embedder, vectors, openDocuments } = composition.services;
      // No document tells who made the vector, as when documents are in MongoDB.
      const creator = sampleCreator(SHARED_TENANT, "one");
      await openDocuments(ownScope(SHARED_TENANT)).upsertMany("creators", [writeOf(creator)]);
      const values = new Float32Array(embedder.dimensions).fill(1);
      await vectors.upsert("local.x", [{ id: creator.id, values, metadata: {} }]);
      await composition.close();
    });
    afterEach(() => rm(dataDir, { recursive: true, force: true }));

    it("are kept until somebody empties their folder", async () => {
      await expect(composeEmbedded({ dataDir, environment: {} })).rejects.toMatchObject({
        code: "vectors-of-a-service",
        message: expect.stringContaining("OPENAI_API_KEY"),
      });
    });

    it("are not looked at while vectors are elsewhere", async () => {
      const file = join(dataDir, "vectors", "vectors.sqlite");
      const before = await readFile(file);
      const pinecone = { PINECONE_API_KEY: "a-key", PINECONE_INDEX_HOST: "http://127.0.0.1:9" };
      await (await composeEmbedded({ dataDir, environment: pinecone })).close();
      expect(await readFile(file)).toEqual(before);
    });
  },
);
