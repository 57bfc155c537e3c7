import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { ColdCase, Sdk } from "./cold-cases.ts";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

/** What the adapters take of each SDK. */
const TAKEN: Readonly<Record<Sdk, readonly string[]>> = {
  mongodb: ['export { MongoBulkWriteError, MongoClient, MongoError, MongoServerError } from "mongodb";'],
  "@pinecone-database/pinecone": ['export { Pinecone } from "@pinecone-database/pinecone";'],
  openai: ['export { OpenAI } from "openai";'],
  "@upstash/redis": ['export { Redis } from "@upstash/redis";'],
  "@aws-sdk/client-s3": [
    'export { DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListObjectVersionsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";',
    'export { Upload } from "@aws-sdk/lib-storage";',
    'export { getSignedUrl } from "@aws-sdk/s3-request-presigner";',
  ],
  "@aws-sdk/client-sqs": ['export { SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";'],
};

export const floorName = (needs: readonly Sdk[]): string =>
  needs.length === 0
    ? "empty"
    : `floor: ${[...needs]
        .sort()
        .map((sdk) => sdk.replace(/^@aws-sdk\/client-|^@[^/]+\//, ""))
        .join(", ")}`;

/** Handlers that load SDKs and do nothing: one for each set that a case needs, and the empty one. Files by name. */
export async function bundleFloors(folder: string, cases: readonly ColdCase[]): Promise<Map<string, string>> {
  await mkdir(folder, { recursive: true });
  const floors = new Map<string, string>();
  for (const needs of [[], ...cases.map((one) => one.needs)]) {
    const name = floorName(needs);
    if (floors.has(name)) continue;
    const outfile = join(folder, `${floors.size}.mjs`);
    const lines = needs.flatMap((sdk) => TAKEN[sdk]);
    const contents = `${lines.join("\n")}\nexport const handler = async () => ({});`;
    if (needs.length === 0) await writeFile(outfile, contents);
    else await bundle(contents, outfile);
    floors.set(name, outfile);
  }
  return floors;
}

/** As the functions are bundled: cdk/bundle.ts. */
const bundle = (contents: string, outfile: string) =>
  build({
    stdin: { contents, resolveDir: PROJECT, loader: "js" },
    outfile,
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    minify: true,
    sourcemap: "linked",
    sourcesContent: false,
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module";const require = __createRequire(import.meta.url);',
    },
    logLevel: "error",
    legalComments: "none",
  });
