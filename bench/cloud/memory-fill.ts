import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as embed from "../../functions/embed-creators.lambda.ts";
import * as erase from "../../functions/erase-creator.lambda.ts";
import * as ingest from "../../functions/ingest-raw.lambda.ts";
import * as runBackup from "../../functions/run-backup.lambda.ts";
import { registerTenant } from "../../lib/access/tenants.ts";
import { requestBackup } from "../../lib/backup/back-up-vectors.ts";
import { backupMessage } from "../../lib/backup/backup-message.ts";
import { systemDocuments } from "../../lib/backup/ports.ts";
import type { Services } from "../../lib/compose/services.ts";
import { type CreatorId, creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { LOCAL_SCOPE } from "../../lib/domain/tenant-scope.ts";
import { ingestMessage } from "../../lib/ingest/ingest-raw.ts";
import type { WorkQueue } from "../../lib/ports/queues.ts";
import { lambdaContext } from "../../local/lambda-context.ts";
import { getEvent, sqsEvent } from "../../test/doubles/cloud/events.ts";
import { ordinaryLines } from "./memory-envelopes.ts";
import type { MemoryHost } from "./memory-host.ts";

const TIMEOUT_MS = 900_000;
/** Of the accounts that the world is filled with. */
export const SEED = 1;

type Consumer = (event: SQSEvent, context: ReturnType<typeof lambdaContext>) => Promise<SQSBatchResponse>;

/** A filled system over the doubles, and what puts work before the functions that are measured. */
export interface MemoryFill {
  readonly ids: readonly CreatorId[];
  /** Marks creators as changed, so that there is something to embed. */
  unmark(ids: readonly CreatorId[]): Promise<void>;
  /** Drops lines as an object of the inbox; its key. */
  drop(lines: readonly string[]): Promise<string>;
  /** Asks for the erasure of a creator; the message for its worker. */
  askToErase(id: CreatorId): Promise<string>;
  /** Begins a backup; the message of its largest shard. */
  shard(): Promise<string>;
}

export async function fillWorld(host: MemoryHost, creators: number): Promise<MemoryFill> {
  const { services } = host.composition;
  const documents = services.openDocuments(LOCAL_SCOPE);
  const context = () => lambdaContext("fill", "bench", { timeoutMs: TIMEOUT_MS });
  await registerTenant(services, LOCAL_TENANT);
  let drawn = 0;

  const drop = async (lines: readonly string[]): Promise<string> => {
    drawn += 1;
    const key = `inbox/${LOCAL_TENANT}/memory-${drawn}.ndjson`;
    await services.objects.put(key, Buffer.from(lines.join("\n")));
    return key;
  };
  const take = async (queue: WorkQueue): Promise<string[]> => {
    const received = await services.queues.receive(queue, {
      max: 10,
      visibilitySeconds: 900,
      waitSeconds: 0,
    });
    await services.queues.acknowledge(
      queue,
      received.map(({ receipt }) => receipt),
    );
    return received.map(({ body }) => body);
  };
  const work = async (queue: WorkQueue, consumer: Consumer): Promise<void> => {
    for (let bodies = await take(queue); bodies.length > 0; bodies = await take(queue)) {
      const { batchItemFailures } = await consumer(sqsEvent(queue, bodies), context());
      // A busy machine lets a call run out of time now and then; SQS would bring the message again.
      const failed = batchItemFailures.map(({ itemIdentifier }) => ({
        body: bodies[Number(itemIdentifier)] ?? "",
      }));
      await services.queues.send(queue, failed);
    }
  };

  const filled = ingestMessage(await drop(ordinaryLines(creators, SEED)));
  await ingest.create(host)(sqsEvent("ingest", [filled]), context());
  for (const queue of ["embed-high", "embed-low"] as const) await work(queue, embed.create(host));
  const ids: CreatorId[] = [];
  for await (const page of documents.scan("creators", "c_")) ids.push(...page.map(({ id }) => id));
  await fillNamespace(services);
  // A whole backup, for the drill to bring back.
  await requestBackup(services, "full");
  await work("backup", runBackup.create(host));

  return {
    ids,
    drop,
    async unmark(some) {
      const set = { index_mark: null, index_pending: true };
      await documents.updateMany(
        "creators",
        some.map((id) => ({ id, set })),
      );
    },
    async askToErase(id) {
      await erase.create(host)(
        { ...getEvent("/creators/{id}", { pathParameters: { id } }), httpMethod: "DELETE" },
        context(),
      );
      const [message] = await take("erase");
      if (!message) throw new Error(`Nothing was queued to erase ${id}.`);
      return message;
    },
    async shard() {
      // What an earlier run left of its backup.
      await work("backup", runBackup.create(host));
      const { id } = await requestBackup(services, "full");
      const shards = await systemDocuments(services).find("backup_shards", {
        where: [
          { field: "backup", op: "eq", value: id },
          { field: "namespace", op: "eq", value: FULL_NAMESPACE },
        ],
        limit: 1,
      });
      const [shard] = shards.items;
      if (!shard) throw new Error(`The backup has no shard of ${FULL_NAMESPACE}.`);
      const own = backupMessage({ work: "shard", backup: id, shard: shard.id }).body;
      const others = (await take("backup")).filter((body) => body !== own);
      await services.queues.send(
        "backup",
        others.map((body) => ({ body })),
      );
      return own;
    },
  };
}

/** A namespace of which one file of a backup is full. */
const FULL_NAMESPACE = `${LOCAL_TENANT}.x`;
const UPSERT_ROWS = 200;

async function fillNamespace(services: Services): Promise<void> {
  const { vectors } = services;
  for (let at = 0; at < services.backup.sizes.fileRows; at += UPSERT_ROWS) {
    const records = Array.from({ length: UPSERT_ROWS }, (_, row) => ({
      id: creatorIdOf(LOCAL_TENANT, "x", `filler-${at + row}`),
      values: unitVector(vectors.dimensions, at + row),
      metadata: {
        handle_lc: `filler_${at + row}`,
        followers: 1_000 + at,
        languages: ["en"],
        last_post_day: 20_000,
      },
    }));
    await vectors.upsert(FULL_NAMESPACE, records);
  }
}

function unitVector(dimensions: number, seed: number): Float32Array {
  const values = Float32Array.from({ length: dimensions }, (_, at) => Math.sin(seed * 7.31 + at * 1.7));
  const length = Math.hypot(...values);
  return values.map((value) => value / length);
}
