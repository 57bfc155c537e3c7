import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { connectMongo } from "../../../lib/adapters/cloud/mongo-connection.ts";
import { migrateMongo } from "../../../lib/adapters/cloud/mongo-migration.ts";
import type { Environment } from "../../../lib/config.ts";
import { QUEUES, type WorkQueue } from "../../../lib/ports/queues.ts";
import { type LocalAws, startLocalAws } from "../local-aws.ts";
import { ferretdbPath, startFerretdb } from "../mongo/ferretdb-process.ts";
import { OPENAI_KEY, startOpenAiDouble, tokensOf } from "../openai/server.ts";
import { startPineconeDouble } from "../pinecone/server.ts";
import { hasRedisServer, startRedis } from "../upstash/redis-process.ts";
import { startUpstashDouble, UPSTASH_TOKEN } from "../upstash/server.ts";
import { type Link, openLink } from "./link.ts";

/** Small, so that doubles are quick; the models of OpenAI take any number up to their own. */
const DIMENSIONS = 64;
const MAX_RECEIVES = 5;
const DATABASE = "increator";

export type Dependency = "mongo" | "pinecone" | "openAi" | "upstash" | "aws";

/** Every service of the cloud as a double on loopback, each behind a link that can make trouble. */
export interface CloudWorld {
  /** Settings with which a process reaches all of them. */
  readonly environment: Environment;
  readonly links: Readonly<Record<Dependency, Link>>;
  readonly aws: LocalAws;
  readonly queueUrls: Readonly<Record<WorkQueue, string>>;
  readonly rawBucket: string;
  /** What a supplier bills by amount: tokens embedded, bytes of vectors written. */
  usage(): { readonly embeddingTokens: number; readonly vectorBytes: number };
  close(): Promise<void>;
}

/** Why this machine cannot run such a world; null if it can. */
export const cloudWorldLacks = (): string | null =>
  ferretdbPath() === null
    ? "FerretDB: .ci/install-ferretdb.sh"
    : hasRedisServer()
      ? null
      : "redis-server: .ci/install-redis.sh";

/** @throws Error where `cloudWorldLacks` something. */
export async function startCloudWorld(dimensions: number = DIMENSIONS): Promise<CloudWorld> {
  const path = ferretdbPath();
  if (path === null) throw new Error(`No ${cloudWorldLacks()}`);
  const mongo = await startFerretdb(path);
  const redis = await startRedis();
  const upstash = await startUpstashDouble(redis.socket);
  const pinecone = await startPineconeDouble({ dimensions });
  const openAi = await startOpenAiDouble();
  const local = await startLocalAws();
  const links = {
    mongo: await linkTo(mongo.uri),
    pinecone: await linkTo(pinecone.host),
    openAi: await linkTo(openAi.baseURL),
    upstash: await linkTo(upstash.url),
    aws: await linkTo(local.aws.endpoint),
  };
  await migrate(mongo.uri);
  const buckets = await makeBuckets(local.aws);
  const queueUrls = await makeQueues(local.aws, links.aws);
  return {
    environment: {
      ...serviceSettings(links),
      OPENAI_EMBEDDING_DIMENSIONS: String(dimensions),
      ...buckets,
      ...Object.fromEntries(QUEUES.map((queue) => [settingOf(queue), queueUrls[queue]])),
      // Consent alone asks KMS, of which there is no double here.
      INCREATOR_CONTACT_KEY_ARN: "arn:aws:kms:eu-central-1:000000000000:key/none",
      INCREATOR_KEYRING: JSON.stringify({ current: 1, keys: { 1: Buffer.alloc(32, 7).toString("base64") } }),
    },
    links,
    aws: local.aws,
    queueUrls,
    rawBucket: buckets.INCREATOR_RAW_BUCKET,
    usage: () => ({
      embeddingTokens: sum(openAi.embeddingRequests.flatMap(({ input }) => input.map(tokensOf))),
      vectorBytes: sum(
        pinecone.requests.filter(({ path }) => path === "/vectors/upsert").map(({ bytes }) => bytes),
      ),
    }),
    async close() {
      for (const link of Object.values(links)) await link.close();
      await Promise.all([upstash.close(), pinecone.close(), openAi.close(), local.close()]);
      await Promise.all([redis.close(), mongo.close()]);
    },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const linkTo = (address: string): Promise<Link> =>
  openLink({ port: Number(new URL(address.replace("mongodb:", "http:")).port) });

async function migrate(uri: string): Promise<void> {
  const connection = connectMongo({ uri, database: DATABASE, timeoutMs: 20_000 });
  await migrateMongo(connection);
  await connection.close();
}

const at = (link: Link): string => `127.0.0.1:${link.port}`;

const serviceSettings = (links: CloudWorld["links"]) => ({
  MONGODB_URI: `mongodb://${at(links.mongo)}/`,
  MONGODB_DATABASE: DATABASE,
  PINECONE_API_KEY: "test-key",
  PINECONE_INDEX_HOST: `http://${at(links.pinecone)}`,
  OPENAI_API_KEY: OPENAI_KEY,
  OPENAI_BASE_URL: `http://${at(links.openAi)}/v1`,
  UPSTASH_REDIS_REST_URL: `http://${at(links.upstash)}`,
  UPSTASH_REDIS_REST_TOKEN: UPSTASH_TOKEN,
  // Read by the AWS SDK itself.
  AWS_ENDPOINT_URL: `http://${at(links.aws)}`,
  AWS_REGION: "eu-central-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
});

async function makeBuckets(aws: LocalAws) {
  const client = new S3Client({ ...aws, forcePathStyle: true });
  const buckets = {
    INCREATOR_RAW_BUCKET: "raw",
    INCREATOR_QUARANTINE_BUCKET: "quarantine",
    INCREATOR_EXPORT_BUCKET: "export",
    INCREATOR_BACKUP_BUCKET: "backup",
  } as const;
  for (const Bucket of Object.values(buckets)) await client.send(new CreateBucketCommand({ Bucket }));
  client.destroy();
  return buckets;
}

const settingOf = (queue: WorkQueue): string =>
  `INCREATOR_QUEUE_URL_${queue.replaceAll("-", "_").toUpperCase()}`;

/** The SDK sends to the address that a queue's URL names, so it names the link. */
async function makeQueues(aws: LocalAws, link: Link): Promise<Record<WorkQueue, string>> {
  const client = new SQSClient(aws);
  const make = async (QueueName: string, Attributes: Record<string, string> = {}): Promise<string> => {
    const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl;
  };
  const urls: Partial<Record<WorkQueue, string>> = {};
  for (const queue of QUEUES) {
    const dead = await make(`${queue}-dead`);
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ["QueueArn"] }),
    );
    const redrive = { deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: MAX_RECEIVES };
    const path = /\/\d{12}\/.*$/.exec(await make(queue, { RedrivePolicy: JSON.stringify(redrive) }))?.[0];
    urls[queue] = `http://${at(link)}${path}`;
  }
  client.destroy();
  return urls as Record<WorkQueue, string>;
}
