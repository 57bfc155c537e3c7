import type { SQSBatchResponse } from "aws-lambda";
import * as embed from "../../../functions/embed-creators.lambda.ts";
import * as ingest from "../../../functions/ingest-raw.lambda.ts";
import * as search from "../../../functions/search-creators.lambda.ts";
import { createResiliencePolicy } from "../../../lib/adapters/resilience/policy.ts";
import { withResilience } from "../../../lib/adapters/resilience/with-resilience.ts";
import { type CloudComposition, composeCloud } from "../../../lib/compose/cloud.ts";
import { AppError } from "../../../lib/domain/errors.ts";
import { ingestMessage } from "../../../lib/ingest/ingest-raw.ts";
import { lazyHost } from "../../../lib/lambda/host.ts";
import type { LogFields } from "../../../lib/lambda/log.ts";
import type { KeywordIndex } from "../../../lib/ports/keyword-index.ts";
import { lambdaContext } from "../../../local/lambda-context.ts";
import { getEvent, sqsEvent } from "../../doubles/cloud/events.ts";
import type { Trouble } from "../../doubles/cloud/link.ts";
import type { CloudWorld, Dependency } from "../../doubles/cloud/world.ts";
import { mongoFailure } from "../../doubles/mongo/failure.ts";

/** What a dependency may do; `half-open` takes the request and never answers. */
export const TROUBLES = ["slow", "erroring", "refusing", "half-open"] as const;
export type TroubleName = (typeof TROUBLES)[number];
export type TroubledPart = Dependency | "keywords";

/** Longer than any deadline here. */
const SLOW_MS = 10_000;
const HTTP_503 = Buffer.from(
  "HTTP/1.1 503 Service Unavailable\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}",
);

const troubleOf = (name: TroubleName, part: Dependency): Trouble => {
  if (name === "slow") return { kind: "slow", delayMs: SLOW_MS };
  if (name === "refusing") return { kind: "cut" };
  if (name === "half-open") return { kind: "silent" };
  return { kind: "says", answer: part === "mongo" ? mongoFailure : () => HTTP_503 };
};

/** Milliseconds for both legs of a search; the documents have as much again. */
const DEADLINE_MS = 1_500;
/** A worker's time, of which the wrapper keeps two seconds to answer. */
const WORKER_MS = 3_500;

export interface Rig {
  search(query: string, extra?: Record<string, string>): Promise<SearchOutcome>;
  ingest(key: string): Promise<SQSBatchResponse>;
  embed(ids: readonly string[]): Promise<SQSBatchResponse>;
  embedMessage(body: string): Promise<SQSBatchResponse>;
  readonly composition: CloudComposition;
  /** Everything that was logged, for what must not stand in it. */
  readonly logged: readonly LogFields[];
  close(): Promise<void>;
}

export interface SearchOutcome {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly tookMs: number;
}

/** Fresh functions over the cloud's adapters, as one Lambda environment has them: closed circuits, empty memories. */
export async function openRig(
  world: CloudWorld,
  keywords: KeywordIndex,
  workerMs: number = WORKER_MS,
): Promise<Rig> {
  const composed = await composeCloud(world.environment);
  const composition: CloudComposition = {
    ...composed,
    services: { ...composed.services, keywords },
    search: { ...composed.search, settings: { ...composed.search.settings, deadlineMs: DEADLINE_MS } },
  };
  const logged: LogFields[] = [];
  const line = (_message: string, fields: LogFields) => void logged.push(fields);
  const host = lazyHost(async () => composition, { info: line, warn: line, error: line });
  const [searching, ingesting, embedding] = [search.create(host), ingest.create(host), embed.create(host)];
  const worker = () => lambdaContext("worker", "request", { timeoutMs: workerMs });
  return {
    composition,
    logged,
    async search(query, extra = {}) {
      const started = performance.now();
      const event = getEvent("/search", { queryStringParameters: { q: query, ...extra } });
      const answer = await searching(
        event,
        lambdaContext("search-creators", "request", { timeoutMs: 5_000 }),
      );
      const tookMs = performance.now() - started;
      return { status: answer.statusCode, body: JSON.parse(answer.body), tookMs };
    },
    ingest: (key) => ingesting(sqsEvent("ingest", [ingestMessage(key)]), worker()),
    embed: (ids) => embedding(sqsEvent("embed-high", [embedBody(ids)]), worker()),
    embedMessage: (body) => embedding(sqsEvent("embed-low", [body]), worker()),
    close: () => composition.close(),
  };
}

/** Makes trouble in one place while `work` runs. */
export async function during<T>(
  world: CloudWorld,
  keywords: TroubledKeywords,
  { part, trouble }: { readonly part: TroubledPart; readonly trouble: TroubleName },
  work: () => Promise<T>,
): Promise<T> {
  if (part === "keywords") keywords.trouble = trouble;
  else world.links[part].trouble = troubleOf(trouble, part);
  try {
    return await work();
  } finally {
    keywords.trouble = null;
    for (const link of Object.values(world.links)) link.trouble = { kind: "none" };
  }
}

export interface TroubledKeywords extends KeywordIndex {
  trouble: TroubleName | null;
}

/** Stands in for Atlas Search, which no server here runs: finds the given creators, unless in trouble. */
export function troubledKeywords(ids: () => readonly string[]): TroubledKeywords {
  const state: Pick<TroubledKeywords, "trouble"> = { trouble: null };
  const meet = async (): Promise<void> => {
    if (state.trouble === null) return;
    if (state.trouble === "erroring" || state.trouble === "refusing") {
      throw new AppError("unavailable", "documents-unavailable", "The database does not answer.");
    }
    await new Promise((resolve) => setTimeout(resolve, SLOW_MS).unref());
  };
  const keywords: KeywordIndex = {
    async search() {
      await meet();
      return ids().map((id) => ({ id: id as never, score: 1 }));
    },
    async browse() {
      await meet();
      return { ids: ids().map((id) => id as never), cursor: null, total: ids().length };
    },
    facets: async () => [],
    suggest: async () => [],
  };
  const policy = createResiliencePolicy({
    dependency: "documents",
    attempts: 1,
    attemptMs: 10_000,
    bulkhead: { concurrent: 50, waiting: 500 },
  });
  return Object.assign(state, withResilience(keywords, policy), {
    search: withResilience(keywords, policy).search,
    browse: withResilience(keywords, policy).browse,
    facets: keywords.facets,
    suggest: keywords.suggest,
  });
}

export const embedBody = (ids: readonly string[]): string =>
  JSON.stringify({ tenant_id: "local", creator_ids: ids });
