import { gzipSync } from "node:zlib";
import { type CreatorId, creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../lib/domain/tenant-scope.ts";
import { ingestMessage } from "../../lib/ingest/ingest-raw.ts";
import type { Composition } from "../../lib/lambda/host.ts";
import { getEvent, sqsEvent } from "../../test/doubles/cloud/events.ts";

/** SDKs whose loading an answer cannot do without. */
export type Sdk =
  | "mongodb"
  | "@pinecone-database/pinecone"
  | "openai"
  | "@upstash/redis"
  | "@aws-sdk/client-s3"
  | "@aws-sdk/client-sqs";

export interface ColdCase {
  readonly name: string;
  readonly stem: string;
  readonly needs: readonly Sdk[];
  /** The event of one run; may put things where the answer looks for them. */
  event(run: number): Promise<unknown>;
  /** Whether the answer is the one that was to be measured. */
  isRight(answer: unknown): boolean;
}

export const CREATOR: CreatorId = creatorIdOf(LOCAL_TENANT, "x", "1");
/** Answered by the shared cache once it was asked. */
export const WARM_QUERY = "tea and trains";

const hasStatus = (status: number) => (answer: unknown) =>
  typeof answer === "object" && answer !== null && "statusCode" in answer && answer.statusCode === status;
const bodyHolds = (text: string) => (answer: unknown) => JSON.stringify(answer).includes(text);
const succeeded = (answer: unknown) => JSON.stringify(answer) === '{"batchItemFailures":[]}';

/** The first answers of the functions that people and queues wait for. */
export function coldCases({ services }: Composition): ColdCase[] {
  const drop = async (run: number): Promise<string> => {
    const key = `inbox/local/cold-${process.pid}-${run}.json.gz`;
    await services.objects.put(key, gzipSync(JSON.stringify(envelope(run + 2))));
    return key;
  };
  const get =
    (resource: string, extra: object = {}) =>
    async () =>
      getEvent(resource, extra);
  return [
    { name: "openapi", stem: "openapi", needs: [], event: get("/openapi.json"), isRight: hasStatus(200) },
    {
      name: "search from L2",
      stem: "search-creators",
      needs: ["@upstash/redis"],
      event: get("/search", { queryStringParameters: { q: WARM_QUERY } }),
      isRight: bodyHolds('\\"cache\\":\\"l2\\"'),
    },
    {
      name: "search from the indexes",
      stem: "search-creators",
      needs: ["@upstash/redis", "mongodb", "openai", "@pinecone-database/pinecone"],
      event: async (run) =>
        getEvent("/search", { queryStringParameters: { q: `tea trains ${process.pid} ${run}` } }),
      isRight: bodyHolds('\\"cache\\":\\"miss\\"'),
    },
    {
      name: "get-creator",
      stem: "get-creator",
      needs: ["mongodb", "@upstash/redis"],
      event: get("/creators/{id}", { pathParameters: { id: CREATOR } }),
      isRight: hasStatus(200),
    },
    {
      name: "similar-creators",
      stem: "similar-creators",
      needs: ["mongodb", "@upstash/redis", "@pinecone-database/pinecone"],
      event: get("/creators/{id}/similar", { pathParameters: { id: CREATOR } }),
      isRight: hasStatus(200),
    },
    {
      name: "ingest-raw",
      stem: "ingest-raw",
      needs: ["mongodb", "@aws-sdk/client-s3", "@aws-sdk/client-sqs"],
      event: async (run) => sqsEvent("ingest", [ingestMessage(await drop(run))]),
      isRight: succeeded,
    },
    {
      name: "embed-creators",
      stem: "embed-creators",
      needs: ["mongodb", "openai", "@pinecone-database/pinecone"],
      event: async () => {
        // So that there is something to embed again.
        const set = { index_mark: null, index_pending: true };
        await services.openDocuments(LOCAL_SCOPE).update("creators", { id: CREATOR, set });
        return sqsEvent("embed-high", [JSON.stringify({ tenant_id: LOCAL_TENANT, creator_ids: [CREATOR] })]);
      },
      isRight: succeeded,
    },
  ];
}

/** A made-up account. */
export const envelope = (run: number) => ({
  platform: "x",
  fetched_at: "2026-11-20T10:00:00Z",
  payload: {
    id: String(run),
    username: `user_${run}`,
    name: `Name ${run}`,
    description: "Tea and trains",
    public_metrics: { followers_count: 12_000, following_count: 10, tweet_count: 100 },
  },
});
