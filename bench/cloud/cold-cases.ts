import { gzipSync } from "node:zlib";
import { type CreatorId, creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../lib/domain/tenant-scope.ts";
import { ingestMessage } from "../../lib/ingest/ingest-raw.ts";
import type { Composition } from "../../lib/lambda/host.ts";
import type { FunctionName } from "../../local/functions.ts";
import { getEvent, sqsEvent } from "../../test/doubles/cloud/events.ts";

export interface ColdCase {
  readonly name: string;
  /** The deployed function that answers. */
  readonly stem: FunctionName;
  /** The goal: at most this number of milliseconds to the first answer. */
  readonly goalMs?: number;
  /** The event of one run. It may first store data that the answer needs. */
  event(run: number): Promise<unknown>;
  /** Whether this is the answer to be measured. */
  isRight(answer: string): boolean;
}

export const CREATOR: CreatorId = creatorIdOf(LOCAL_TENANT, "x", "1");
/** Answered by the shared cache after its first search. */
export const WARM_QUERY = "tea and trains";

const holds = (text: string) => (answer: string) => answer.includes(text);
const isOk = holds('"statusCode":200');
const succeeded = (answer: string) => answer === '{"batchItemFailures":[]}';

/** First answers of the functions that people and queues wait for. */
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
    { name: "the OpenAPI document", stem: "open", event: get("/openapi.json"), isRight: isOk },
    {
      name: "search from L2",
      stem: "search-creators",
      goalMs: 150,
      event: get("/search", { queryStringParameters: { q: WARM_QUERY } }),
      isRight: holds('\\"cache\\":\\"l2\\"'),
    },
    {
      name: "search from the indexes",
      stem: "search-creators",
      goalMs: 400,
      event: async (run) =>
        getEvent("/search", { queryStringParameters: { q: `tea trains ${process.pid} ${run}` } }),
      isRight: holds('\\"cache\\":\\"miss\\"'),
    },
    {
      name: "a creator",
      stem: "search-creators",
      event: get("/creators/{id}", { pathParameters: { id: CREATOR } }),
      isRight: isOk,
    },
    {
      name: "similar creators",
      stem: "search-creators",
      event: get("/creators/{id}/similar", { pathParameters: { id: CREATOR } }),
      isRight: isOk,
    },
    {
      name: "a drop taken in",
      stem: "ingest-raw",
      event: async (run) => sqsEvent("ingest", [ingestMessage(await drop(run))]),
      isRight: succeeded,
    },
    {
      name: "a creator embedded",
      stem: "embed-creators",
      event: async () => {
        // Marks the creator as changed, so that there is something to embed again.
        const set = { index_mark: null, index_pending: true };
        await services.openDocuments(LOCAL_SCOPE).update("creators", { id: CREATOR, set });
        return sqsEvent("embed-high", [JSON.stringify({ tenant_id: LOCAL_TENANT, creator_ids: [CREATOR] })]);
      },
      isRight: succeeded,
    },
  ];
}

/** An invented account. */
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
