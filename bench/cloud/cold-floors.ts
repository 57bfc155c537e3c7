import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { moduleOptions } from "../../cdk/bundle.ts";
import type { ColdCase, Sdk } from "./cold-cases.ts";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

interface Floor {
  /** What the adapters take of the SDK. */
  readonly taken: readonly string[];
  /** The least call that says that the service answered. */
  readonly call: string;
}

const FLOORS: Readonly<Record<Sdk, Floor>> = {
  mongodb: {
    taken: ['import { MongoBulkWriteError, MongoClient, MongoError, MongoServerError } from "mongodb";'],
    call: 'new MongoClient(process.env.MONGODB_URI).db(process.env.MONGODB_DATABASE).collection("creators").findOne({ _id: "x" })',
  },
  "@pinecone-database/pinecone": {
    taken: ['import { Pinecone } from "@pinecone-database/pinecone";'],
    call: 'new Pinecone({ apiKey: process.env.PINECONE_API_KEY }).index({ host: process.env.PINECONE_INDEX_HOST }).namespace("x").fetch({ ids: ["x"] })',
  },
  openai: {
    taken: ['import { OpenAI } from "openai";'],
    call: 'new OpenAI({ apiKey: process.env.OPENAI_API_KEY, baseURL: process.env.OPENAI_BASE_URL }).embeddings.create({ model: "text-embedding-3-small", input: "x", dimensions: 64 })',
  },
  "@upstash/redis": {
    taken: ['import { Redis } from "@upstash/redis";'],
    call: 'new Redis({ url: process.env.UPSTASH_REDIS_REST_URL, token: process.env.UPSTASH_REDIS_REST_TOKEN }).get("x")',
  },
  "@aws-sdk/client-s3": {
    taken: [
      'import { DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";',
      'import { Upload } from "@aws-sdk/lib-storage";',
      'import { getSignedUrl } from "@aws-sdk/s3-request-presigner";',
    ],
    call: 'new S3Client({ forcePathStyle: true }).send(new ListObjectVersionsCommand({ Bucket: process.env.INCREATOR_RAW_BUCKET, Prefix: "x" }))',
  },
  "@aws-sdk/client-sqs": {
    taken: ['import { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";'],
    call: 'new SQSClient({}).send(new SendMessageBatchCommand({ QueueUrl: process.env.INCREATOR_QUEUE_URL_INGEST + "-none", Entries: [] })).catch(() => null)',
  },
};

/** Names of what adapters take, so that nothing of it is left out as unused. */
const names = (line: string): string => /{(.*)}/.exec(line)?.[1] ?? "";

const sdksOf = (needs: readonly Sdk[]): string =>
  [...needs]
    .sort()
    .map((sdk) => sdk.replace(/^@aws-sdk\/client-|^@[^/]+\//, ""))
    .join(", ");

/** A handler that loads what an answer needs and does nothing. */
export const floorName = (needs: readonly Sdk[]): string =>
  needs.length === 0 ? "empty" : `floor: ${sdksOf(needs)}`;

/** The same, and one call of each service. */
export const callingFloorName = (needs: readonly Sdk[]): string =>
  needs.length === 0 ? "empty" : `floor, each called once: ${sdksOf(needs)}`;

/** Handlers without any of ours: two for each set of SDKs that a case needs, and the empty one. Files by name. */
export async function bundleFloors(folder: string, cases: readonly ColdCase[]): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true });
  const floors = new Map<string, string>();
  for (const { needs } of [{ needs: [] }, ...cases]) {
    if (floors.has(floorName(needs))) continue;
    const lines = needs.flatMap((sdk) => FLOORS[sdk].taken);
    const kept = `globalThis.kept = [${lines.map(names).join(", ")}];`;
    const calls = needs.map((sdk) => FLOORS[sdk].call).join(", ");
    const works: [name: string, work: string][] = [[floorName(needs), ""]];
    if (needs.length > 0) works.push([callingFloorName(needs), `await Promise.all([${calls}]);`]);
    for (const [name, work] of works) {
      const contents = `${lines.join("\n")}\n${kept}\nexport const handler = async () => { ${work} return {}; };`;
      floors.set(name, await bundle(contents, join(folder, String(floors.size))));
    }
  }
  return floors;
}

/** As the functions are bundled; the empty one has nothing to bundle. */
async function bundle(contents: string, outdir: string): Promise<string> {
  const file = join(outdir, "stdin.mjs");
  await mkdir(outdir, { recursive: true });
  if (contents.includes("import")) {
    await build({ stdin: { contents, resolveDir: PROJECT, loader: "js" }, outdir, ...moduleOptions() });
  } else await writeFile(file, contents);
  return file;
}
