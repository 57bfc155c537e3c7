import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as embed from "../../functions/embed-creators.lambda.ts";
import * as ingest from "../../functions/ingest-raw.lambda.ts";
import { createSqliteChangeFeed } from "../../lib/adapters/embedded/sqlite-change-feed.ts";
import { createSqliteDocuments } from "../../lib/adapters/embedded/sqlite-documents.ts";
import { openSqliteStore } from "../../lib/adapters/embedded/sqlite-store.ts";
import { composeCloud } from "../../lib/compose/cloud.ts";
import type { Services } from "../../lib/compose/services.ts";
import { type FollowPorts, followOnce, takePosition } from "../../lib/embed/follow-changes.ts";
import { ingestMessage } from "../../lib/ingest/ingest-raw.ts";
import { lazyHost } from "../../lib/lambda/host.ts";
import type { WorkQueue } from "../../lib/ports/queues.ts";
import { tenantDocuments } from "../../lib/ports/tenant-documents.ts";
import { lambdaContext } from "../../local/lambda-context.ts";
import { sqsEvent } from "../../test/doubles/cloud/events.ts";
import { type SlowDocuments, slowDocuments } from "./slow-documents.ts";
import type { BenchWorld } from "./world.ts";

/** Assumed milliseconds per call of each service. */
export const DELAYS_MS = { mongo: 5, pinecone: 20, openAi: 150, upstash: 5, aws: 10 } as const;

export interface StageFindings {
  readonly seconds: { readonly ingest: number; readonly embed: number };
  readonly embedMessages: number;
  /** Calls by service. */
  readonly calls: Readonly<Record<string, number>>;
  readonly embeddingTokens: number;
  readonly vectorBytes: number;
}

export interface Pipeline {
  /** Sends one object of envelopes through both functions, until no message is left. */
  run(lines: readonly string[]): Promise<StageFindings>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 900_000;
/** As in the deployment: cdk/functions.ts. */
const EMBED_MESSAGES = 2;

/** Ingest and embed as one Lambda environment each runs them, with SQS's events. */
export async function openPipeline(world: BenchWorld): Promise<Pipeline> {
  const folder = await mkdtemp(join(tmpdir(), "increator-bench-pipeline-"));
  const store = openSqliteStore({ folder });
  const slow = slowDocuments(createSqliteDocuments(store), DELAYS_MS.mongo);
  const composed = await composeCloud(world.environment);
  const services: Services = {
    ...composed.services,
    openDocuments: (scope) => tenantDocuments(slow.documents, scope),
    changeFeed: createSqliteChangeFeed(store),
    // Accepts generated profiles as synthetic, and computes derived metrics for all four platforms.
    statements: { ...composed.services.statements, allowSynthetic: true },
  };
  const quiet = { info: () => undefined, warn: console.error, error: console.error };
  const host = lazyHost(async () => ({ ...composed, services }), quiet);
  const handlers = { ingest: ingest.create(host), embed: embed.create(host) };
  let drawn = 0;
  return {
    async run(lines) {
      drawn += 1;
      const key = `inbox/bench/${drawn}.ndjson`;
      await services.objects.put(key, Buffer.from(lines.join("\n")));
      const before = await countsOf(world, slow);
      const ingestSeconds = await timedSeconds(() => handle(handlers.ingest, "ingest", [ingestMessage(key)]));
      await followAll({ ...services, memory: composed.search.memory });
      const messages = await drain(services);
      const embedSeconds = await timedSeconds(() => embedAll(handlers.embed, messages));
      const after = await countsOf(world, slow);
      return {
        seconds: { ingest: ingestSeconds, embed: embedSeconds },
        embedMessages: messages.length,
        ...difference(before, after, messages.length),
      };
    },
    async close() {
      await composed.close();
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Handler = (event: SQSEvent, context: ReturnType<typeof lambdaContext>) => Promise<SQSBatchResponse>;

async function handle(handler: Handler, queue: WorkQueue, bodies: readonly string[]): Promise<void> {
  const context = lambdaContext(queue, "bench", { timeoutMs: TIMEOUT_MS });
  const { batchItemFailures } = await handler(sqsEvent(queue, bodies), context);
  if (batchItemFailures.length > 0) throw new Error(`${queue}: ${batchItemFailures.length} messages failed.`);
}

async function embedAll(handler: Handler, messages: readonly string[]): Promise<void> {
  for (let at = 0; at < messages.length; at += EMBED_MESSAGES)
    await handle(handler, "embed-low", messages.slice(at, at + EMBED_MESSAGES));
}

/** Does the work of the follower of changes, beside the functions. */
async function followAll(ports: FollowPorts): Promise<void> {
  const wait = { waitMs: 0, signal: new AbortController().signal };
  for (let position = await takePosition(ports, "bench"); position !== null; ) {
    const followed = await followOnce(ports, position, wait);
    if (followed.changes === 0 && followed.place === "known") return;
    position = followed.position;
  }
}

/** Does the work of SQS's own poller, which costs the functions nothing. */
async function drain({ queues }: Services): Promise<string[]> {
  const bodies: string[] = [];
  for (const queue of ["embed-high", "embed-low"] as const) {
    for (;;) {
      const received = await queues.receive(queue, { max: 10, visibilitySeconds: 60, waitSeconds: 0 });
      if (received.length === 0) break;
      bodies.push(...received.map(({ body }) => body));
      await queues.acknowledge(
        queue,
        received.map(({ receipt }) => receipt),
      );
    }
  }
  return bodies;
}

async function timedSeconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

const countsOf = async (world: BenchWorld, slow: SlowDocuments) => ({
  ...(await world.counts()),
  documents: slow.calls(),
});
type Counts = Awaited<ReturnType<typeof countsOf>>;

/** SQS's poller makes the receives and deletes in production, so the calls of `drain` are subtracted. */
function difference(before: Counts, after: Counts, messages: number) {
  const of = (service: string): number => (after.requests[service] ?? 0) - (before.requests[service] ?? 0);
  const batches = Math.ceil(messages / 10);
  // Each queue gets one receive per batch and one more that finds nothing, and each batch is deleted.
  const polls = 2 * batches + 2;
  return {
    calls: {
      mongo: after.documents - before.documents,
      sqs: of("sqs") - polls,
      openAi: of("openAi"),
      pinecone: of("pinecone"),
      upstash: of("upstash"),
      "s3 reads": of("s3 GET") + of("s3 HEAD"),
      "s3 writes": of("s3 PUT") + of("s3 POST"),
    },
    embeddingTokens: after.embeddingTokens - before.embeddingTokens,
    vectorBytes: after.vectorBytes - before.vectorBytes,
  };
}
