import type { ChangeStream, ChangeStreamDocument, ResumeToken } from "mongodb";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import { creatorIdSchema, tenantIdSchema } from "../../domain/ids.ts";
import { type ChangeFeed, type Changes, type CreatorChange, tokenLost } from "../../ports/change-feed.ts";
import { type MongoConnection, readLimit, type StoredCollection } from "./mongo-connection.ts";

/** How long the server holds one request for events. When no event comes in this time, a batch is complete. */
const QUIET_MS = 100;
/** A batch waits at most this long for more events. */
const GATHER_MS = 250;

/**
 * Selects writes that leave an index mark behind, and tombstones. `updatedFields` names what a write really changed,
 * so index marks and changes of other fields are filtered out in the server. We request neither pre-images, which
 * would keep erased data, nor whole documents. https://www.mongodb.com/docs/manual/reference/change-events/update/
 */
const CHANGES_PIPELINE = [
  {
    $match: {
      $or: [
        // `invalidate` ends a stream whose collection was dropped or renamed.
        { operationType: { $in: ["insert", "replace", "invalidate"] } },
        { "updateDescription.updatedFields.index_pending": true },
        { "updateDescription.updatedFields.index_urgent": true },
        { "updateDescription.updatedFields.erased": true },
        { "updateDescription.updatedFields.text_hash": { $exists: true } },
        { "updateDescription.updatedFields.facet_hash": { $exists: true } },
      ],
    },
  },
  { $project: { operationType: 1, documentKey: 1 } },
];

/** Changes of creators from MongoDB's change streams. These need a replica set; Atlas always is one. */
export function createMongoChangeFeed(connection: MongoConnection): ChangeFeed {
  return {
    now: () =>
      connection.within("creators", (collection) =>
        streaming(collection, { maxAwaitTimeMS: QUIET_MS }, async (stream) => {
          await stream.tryNext();
          return tokenOf(stream);
        }),
      ),
    read: (after, options) =>
      connection.within("creators", (collection) => {
        const startAfter = resumeToken(after);
        const from = { startAfter, maxAwaitTimeMS: QUIET_MS, batchSize: options.max };
        return streaming(collection, from, (stream) => readFrom(collection, stream, options));
      }),
  };
}

type Stream = ChangeStream<Record<string, unknown>, ChangeStreamDocument>;

async function streaming<T>(
  collection: StoredCollection,
  options: Parameters<StoredCollection["watch"]>[1],
  work: (stream: Stream) => Promise<T>,
): Promise<T> {
  const stream = collection.watch(CHANGES_PIPELINE, options) as unknown as Stream;
  try {
    return await work(stream);
  } catch (error) {
    throw changeError(error);
  } finally {
    await stream.close();
  }
}

async function readFrom(
  collection: StoredCollection,
  stream: Stream,
  options: ReadOptions,
): Promise<Changes> {
  let { ids, token } = await gather(stream, options);
  let changes = await presentOf(collection, ids);
  while (changes.length === 0 && ids.length > 0) {
    ({ ids, token } = await gather(stream, { ...options, waitMs: 0 }));
    changes = await presentOf(collection, ids);
  }
  return { changes, token };
}

type ReadOptions = Parameters<ChangeFeed["read"]>[1];

async function gather(
  stream: Stream,
  { max, waitMs, signal }: ReadOptions,
): Promise<{ ids: readonly string[]; token: string }> {
  const ids = new Set<string>();
  let until = performance.now() + waitMs;
  while (ids.size < max) {
    const event = await stream.tryNext();
    if (event) {
      if (ids.size === 0) until = performance.now() + GATHER_MS;
      ids.add(idOf(event));
    }
    if (signal.aborted || performance.now() >= until || (!event && ids.size > 0)) break;
  }
  return { ids: [...ids], token: tokenOf(stream) };
}

function idOf(event: ChangeStreamDocument): string {
  if (!("documentKey" in event)) throw tokenLost();
  return String(event.documentKey._id);
}

/** The creators in their current state. If one was indexed or removed since its event, it is no change any more. */
async function presentOf(collection: StoredCollection, ids: readonly string[]): Promise<CreatorChange[]> {
  if (ids.length === 0) return [];
  const projection = { tenant_id: 1, erased: 1, index_pending: 1, index_urgent: 1, index_mark: 1 };
  const options = { projection, batchSize: ids.length + 1, ...readLimit() };
  const found = await collection.find({ _id: { $in: [...ids] } }, options).toArray();
  const present = new Map(found.map((document) => [document._id, document]));
  return ids.flatMap((id) => {
    const document = present.get(id);
    if (!document || (document.erased !== true && document.index_pending !== true)) return [];
    return [
      {
        tenantId: tenantIdSchema.parse(document.tenant_id),
        id: creatorIdSchema.parse(id),
        erased: document.erased === true,
        urgent: document.index_urgent === true,
        indexed: document.index_mark !== null && document.index_mark !== undefined,
      },
    ];
  });
}

/** An opaque object made by the server, kept as text. */
const resumeTokenSchema = z.looseObject({ _data: z.string().min(1) });

function resumeToken(text: string): ResumeToken {
  try {
    return resumeTokenSchema.parse(JSON.parse(text));
  } catch {
    throw tokenLost();
  }
}

function tokenOf({ resumeToken: token }: Stream): string {
  if (!token) throw noFeed();
  return JSON.stringify(token);
}

const noFeed = (): AppError =>
  new AppError(
    "invalid",
    "no-change-feed",
    "The database has no change streams: they need a replica set. The sweep of the index finds changes all the same.",
  );

/** InvalidResumeToken, ChangeStreamFatalError, ChangeStreamHistoryLost: mongo/src/mongo/base/error_codes.yml */
const TOKEN_LOST: ReadonlySet<unknown> = new Set([260, 280, 286]);
/**
 * Location40573, "only supported on replica sets"; CommandNotFound and NotImplemented of servers that are not MongoDB.
 */
const NOT_SUPPORTED: ReadonlySet<unknown> = new Set([40_573, 40_324, 59, 238]);

function changeError(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (TOKEN_LOST.has(code)) return tokenLost();
  return NOT_SUPPORTED.has(code) ? noFeed() : error;
}
