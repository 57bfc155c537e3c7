import { connectMongo } from "../../adapters/cloud/mongo-connection.ts";
import { createUpstashCache } from "../../adapters/cloud/upstash-cache.ts";
import {
  bucketSettingsFrom,
  type Environment,
  isServiceSet,
  mongoSettingsFrom,
  openAiSettingsFrom,
  SERVICE_NAMES,
  type ServiceName,
  upstashSettingsFrom,
} from "../../config.ts";
import type { AppError } from "../../domain/errors.ts";
import { creatorIdOf, LOCAL_TENANT } from "../../domain/ids.ts";
import { QUEUES } from "../../ports/queues.ts";
import { cloudKeyWrapping, cloudObjects, cloudQueues, cloudVectors } from "../cloud-parts.ts";
import { type Check, checkOf, well, wrong } from "./check.ts";

const TITLES: Readonly<Record<ServiceName, string>> = {
  mongo: "MongoDB",
  pinecone: "Pinecone",
  upstash: "Upstash Redis",
  openAi: "OpenAI",
  s3: "S3",
  sqs: "SQS",
  kms: "KMS",
};

/** The check makes a data key for this creator and throws it away. */
const NOBODY = creatorIdOf(LOCAL_TENANT, "x", "doctor");

/** Which settings to look at first. */
const SETTINGS: Readonly<Record<ServiceName, string>> = {
  mongo: "MONGODB_URI",
  pinecone: "PINECONE_API_KEY and PINECONE_INDEX_HOST",
  upstash: "UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN",
  openAi: "OPENAI_API_KEY and OPENAI_BASE_URL",
  s3: "INCREATOR_RAW_BUCKET, INCREATOR_QUARANTINE_BUCKET, INCREATOR_BACKUP_BUCKET, INCREATOR_EXPORT_BUCKET, AWS_REGION and the credentials of AWS",
  sqs: "INCREATOR_QUEUE_URL_..., AWS_REGION and the credentials of AWS",
  kms: "INCREATOR_CONTACT_KEY_ARN, AWS_REGION and the credentials of AWS",
};

/**
 * Makes a harmless call to every configured service, such as a ping, a count, one short text embedded, or one key
 * listed.
 */
export const cloudChecks = (environment: Environment): Promise<Check[]> =>
  Promise.all(SERVICE_NAMES.map((name) => checkService(environment, name))).then((checks) => checks.flat());

async function checkService(environment: Environment, name: ServiceName): Promise<Check[]> {
  const title = TITLES[name];
  try {
    if (!isServiceSet(environment, name)) return [well(title, "not set: this machine's own part is used")];
  } catch (error) {
    const said = error instanceof Error ? error.message : "";
    return [wrong(title, said, "Set what is missing, or unset the rest of this service.")];
  }
  return LOOKS[name](environment, title);
}

const remedyOf =
  (name: ServiceName) =>
  ({ code }: AppError): string => {
    if (/credentials-refused|access-denied/.test(code))
      return `It refuses the credentials: check ${SETTINGS[name]}.`;
    if (/no-bucket|no-queue/.test(code)) return `Deploy it (docs/DEPLOY.md), or correct ${SETTINGS[name]}.`;
    if (/dimensions/.test(code))
      return "Set OPENAI_EMBEDDING_DIMENSIONS to the index's dimensions, or make an index of the embedder's.";
    if (/no-change-feed/.test(code))
      return "Use a replica set, as Atlas is: until then creators are embedded some ten minutes after they are written.";
    if (/quota/.test(code)) return "Add credit, or raise the limit of the key.";
    return `Check ${SETTINGS[name]}, and whether the service can be reached from here.`;
  };

const LOOKS: Readonly<Record<ServiceName, (environment: Environment, title: string) => Promise<Check[]>>> = {
  mongo: checkMongo,
  async pinecone(environment, title) {
    const { dimensions } = isServiceSet(environment, "openAi")
      ? openAiSettingsFrom(environment).embedding
      : await staticEmbedder();
    const count = async () => {
      const { namespaces } = await cloudVectors(environment, dimensions).stats();
      const records = Object.values(namespaces).reduce((sum, one) => sum + one.count, 0);
      return `answers: ${records} vectors of ${dimensions} dimensions`;
    };
    return [await checkOf(title, count, remedyOf("pinecone"))];
  },
  async upstash(environment, title) {
    const cache = createUpstashCache({ ...upstashSettingsFrom(environment), timeoutMs: 5_000 });
    const ask = async () => {
      await cache.getMany(["doctor"]);
      return "answers";
    };
    return [await checkOf(title, ask, remedyOf("upstash"))];
  },
  async openAi(environment, title) {
    const { address, embedding } = openAiSettingsFrom(environment);
    const embed = async () => {
      const { createOpenAiEmbedder } = await import("../../adapters/cloud/openai-embedder.ts");
      const embedder = createOpenAiEmbedder({ ...address, ...embedding });
      await embedder.embed(["doctor"]);
      return `embeds: ${embedder.model}; the language model is not asked, since each answer costs`;
    };
    return [await checkOf(title, embed, remedyOf("openAi"))];
  },
  async s3(environment, title) {
    const objects = cloudObjects(environment);
    const roots = Object.entries(bucketSettingsFrom(environment)).filter(([root]) => root !== "inbox");
    return Promise.all(
      roots.map(([root, bucket]) => {
        const list = async () => {
          await objects.list(`${root}/`, { limit: 1 });
          return "can be listed";
        };
        return checkOf(`${title} ${bucket}`, list, remedyOf("s3"));
      }),
    );
  },
  async sqs(environment, title) {
    const { queues } = cloudQueues(environment);
    const names = QUEUES.flatMap((queue) => [queue, `${queue}-dead`] as const);
    const count = async () => {
      const depths = await Promise.all(names.map((name) => queues.depth(name)));
      return `${names.length} queues answer; ${depths.reduce((sum, { visible }) => sum + visible, 0)} messages wait`;
    };
    return [await checkOf(title, count, remedyOf("sqs"))];
  },
  async kms(environment, title) {
    const wrapping = cloudKeyWrapping(environment);
    const make = async () => {
      await wrapping.newDataKey({ tenant: LOCAL_TENANT, creator: NOBODY });
      return "makes data keys";
    };
    return [await checkOf(title, make, remedyOf("kms"))];
  },
};

async function checkMongo(environment: Environment, title: string): Promise<Check[]> {
  const connection = connectMongo(mongoSettingsFrom(environment));
  try {
    const ping = async () => {
      await connection.run((client) => client.db(connection.database).command({ ping: 1 }));
      return `answers; database ${connection.database}`;
    };
    const answers = await checkOf(title, ping, remedyOf("mongo"));
    if (!answers.isWell) return [answers];
    const { inspectMongo } = await import("../../adapters/cloud/mongo-inspection.ts");
    const { missing, searchIndex } = await inspectMongo(connection);
    const { createMongoChangeFeed } = await import("../../adapters/cloud/mongo-change-feed.ts");
    const follow = () =>
      createMongoChangeFeed(connection)
        .now()
        .then(() => "are told");
    const changes = await checkOf(`${title} changes`, follow, remedyOf("mongo"));
    return [answers, indexCheck(title, missing), SEARCH_INDEX_SAYS[searchIndex], changes];
  } catch (error) {
    return [await checkOf(title, () => Promise.reject(error), remedyOf("mongo"))];
  } finally {
    await connection.close();
  }
}

const indexCheck = (title: string, missing: readonly string[]): Check =>
  missing.length === 0
    ? well(`${title} indexes`, "all there")
    : wrong(
        `${title} indexes`,
        `${missing.length} are missing, such as ${missing[0]}`,
        "Run increator migrate.",
      );

const SEARCH_INDEX_SAYS = {
  current: well("Atlas Search", "the index answers"),
  building: wrong(
    "Atlas Search",
    "the index is being built",
    "Wait for it: increator migrate shows how far it is.",
  ),
  outdated: wrong("Atlas Search", "the index is another release's", "Run increator migrate."),
  missing: wrong("Atlas Search", "there is no index", "Run increator migrate."),
  "not-supported": wrong(
    "Atlas Search",
    "this server has none, so every search lacks its keyword leg and says so",
    "Use a cluster of MongoDB Atlas, or unset MONGODB_URI to search by words on this machine.",
  ),
} as const;

/** If no embedder is set, the vectors come from the built-in one. */
const staticEmbedder = async () => {
  const { createStaticEmbedder } = await import("../../adapters/embedded/static-embedder.ts");
  return createStaticEmbedder();
};
