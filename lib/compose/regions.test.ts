import { afterAll, beforeAll, expect, it } from "vitest";
import { startPineconeDouble } from "../../test/doubles/pinecone/server.ts";
import { QUEUES } from "../ports/queues.ts";
import { composeCloud } from "./cloud.ts";

const DIMENSIONS = 64;
const NAMESPACE = "local.x";

type Double = Awaited<ReturnType<typeof startPineconeDouble>>;
let [first, second]: Double[] = [];
beforeAll(async () => {
  [first, second] = await Promise.all([0, 1].map(() => startPineconeDouble({ dimensions: DIMENSIONS })));
});
afterAll(() => Promise.all([first?.close(), second?.close()]));

/** A process of one region; nothing but the two indexes answers. */
const inRegion = async (region: string, primary?: string) => {
  const out = "http://127.0.0.1:9";
  const { services } = await composeCloud({
    ...{ INCREATOR_REGIONS: "us-east-1,eu-central-1", AWS_REGION: region, INCREATOR_PRIMARY_REGION: primary },
    ...{ MONGODB_URI: "mongodb://127.0.0.1:9/", PINECONE_API_KEY: "test-key", OPENAI_API_KEY: "key" },
    OPENAI_EMBEDDING_DIMENSIONS: String(DIMENSIONS),
    PINECONE_INDEX_HOST: first?.host,
    PINECONE_INDEX_HOST_IN_EU_CENTRAL_1: second?.host,
    ...{ UPSTASH_REDIS_REST_URL: out, UPSTASH_REDIS_REST_TOKEN: "token" },
    ...Object.fromEntries(
      ["RAW", "QUARANTINE", "BACKUP", "EXPORT"].map((name) => [
        `INCREATOR_${name}_BUCKET`,
        name.toLowerCase(),
      ]),
    ),
    ...Object.fromEntries(
      QUEUES.map((name) => [
        `INCREATOR_QUEUE_URL_${name.replaceAll("-", "_").toUpperCase()}`,
        `${out}/1/${name}`,
      ]),
    ),
    INCREATOR_CONTACT_KEY_ARN: "arn:aws:kms:us-east-1:000000000000:key/none",
    INCREATOR_KEYRING: JSON.stringify({ current: 1, keys: { 1: Buffer.alloc(32, 7).toString("base64") } }),
  });
  return services;
};

const record = (id: string) => ({ id, values: new Float32Array(DIMENSIONS).fill(1 / 8), metadata: {} });
const has = async (
  { fetch }: { fetch: (namespace: string, ids: string[]) => Promise<unknown[]> },
  id: string,
) => (await fetch(NAMESPACE, [id])).length > 0;

it("fills the index of its region, and the primary reaches those of the others", async () => {
  const us = await inRegion("us-east-1");
  const eu = await inRegion("eu-central-1");
  await eu.vectors.upsert(NAMESPACE, [record("c_there")]);
  expect(await has(us.vectors, "c_there")).toBe(false);
  expect(us.regions.map(({ name }) => name)).toEqual(["eu-central-1"]);
  for (const { vectors } of us.regions) expect(await has(vectors, "c_there")).toBe(true);
  expect(eu.regions).toEqual([]);
});

it("keeps its mark whichever region takes writes", async () => {
  const own = async (region: string, primary?: string) => (await inRegion(region, primary)).marks.own;
  expect(await own("us-east-1")).toBe("index_mark");
  expect(await own("eu-central-1")).toBe("second_mark");
  expect(await own("eu-central-1", "eu-central-1")).toBe("second_mark");
  expect((await inRegion("eu-central-1", "eu-central-1")).regions.map(({ name }) => name)).toEqual([
    "us-east-1",
  ]);
});
