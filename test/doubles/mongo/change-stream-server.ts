import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { BSON } from "mongodb";
import { z } from "zod";
import type { ChangeEvent, ChangeLog } from "./change-log.ts";
import { answerTo, commandOf, wantsAnswer } from "./wire.ts";

/** Error codes: mongo/src/mongo/base/error_codes.yml */
const INVALID_TOKEN = { code: 260, codeName: "InvalidResumeToken", errmsg: "Resume token is corrupt." };
const HISTORY_LOST = {
  ...{ code: 286, codeName: "ChangeStreamHistoryLost" },
  errmsg: "Resume of change stream was not possible, as the resume point may no longer be in the oplog.",
};
const NO_REPLICA_SET = {
  ...{ code: 40_573, codeName: "Location40573" },
  errmsg: "The $changeStream stage is only supported on replica sets",
};

type Failure = Readonly<{ code: number; codeName: string; errmsg: string }>;
class CommandFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.errmsg);
    this.failure = failure;
  }
}

interface Cursor {
  readonly id: bigint;
  /** The last place that was read. */
  at: number;
  readonly match: unknown;
  readonly fields: readonly string[];
}

export interface ChangeStreamServer {
  readonly uri: string;
  /** A standalone server, which has no oplog. */
  isStandalone: boolean;
  close(): Promise<void>;
}

/**
 * Speaks as much of MongoDB's protocol as a change stream over `creators`, and looking its creators up, takes: `hello`,
 * `aggregate` with `$changeStream`, `getMore`, `find` by ids. Semantics from MongoDB's manual ("Change Streams", "Change
 * Events") and the drivers' specification of change streams; no MongoDB was asked.
 */
export async function startChangeStreamServer(log: ChangeLog): Promise<ChangeStreamServer> {
  const sockets = new Set<Socket>();
  const cursors = new Map<bigint, Cursor>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    serve(socket, (command) => answer(command));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const state: ChangeStreamServer = {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    isStandalone: false,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
  return state;

  async function answer(command: BSON.Document): Promise<BSON.Document> {
    const [name = ""] = Object.keys(command);
    if (name.toLowerCase() === "hello" || name.toLowerCase() === "ismaster") return HELLO;
    if (name === "aggregate") return openStream(aggregateSchema.parse(command));
    if (name === "getMore") return more(getMoreSchema.parse(command));
    if (name === "find") return find(findSchema.parse(command));
    if (name === "killCursors" || name === "endSessions") return { ok: 1 };
    throw new CommandFailed({ code: 59, codeName: "CommandNotFound", errmsg: `no such command: ${name}` });
  }

  function openStream({ pipeline: [stream, match, project], cursor }: z.infer<typeof aggregateSchema>) {
    if (state.isStandalone) throw new CommandFailed(NO_REPLICA_SET);
    const opened: Cursor = {
      id: BigInt(cursors.size + 1),
      at: placeOf(stream.$changeStream.startAfter),
      match: match.$match,
      fields: Object.keys(project.$project),
    };
    cursors.set(opened.id, opened);
    return cursorAnswer(opened, "firstBatch", cursor.batchSize ?? 101);
  }

  async function more({ getMore, batchSize = 101, maxTimeMS }: z.infer<typeof getMoreSchema>) {
    const cursor = cursors.get(BigInt(getMore.toString()));
    if (!cursor) throw new CommandFailed({ code: 43, codeName: "CursorNotFound", errmsg: "no cursor" });
    if (cursor.at < log.first() - 1) throw new CommandFailed(HISTORY_LOST);
    if (cursor.at === log.last()) await log.next(maxTimeMS ?? 1_000);
    return cursorAnswer(cursor, "nextBatch", batchSize);
  }

  function placeOf(token: { _data: string } | undefined): number {
    if (!token) return log.last();
    if (!/^[0-9A-F]{16}$/.test(token._data)) throw new CommandFailed(INVALID_TOKEN);
    const place = Number.parseInt(token._data, 16);
    if (place < log.first() - 1 || place > log.last()) throw new CommandFailed(HISTORY_LOST);
    return place;
  }

  /** `postBatchResumeToken` is that of the last event of a full batch, otherwise of the last place that was read. */
  function cursorAnswer(cursor: Cursor, batchName: string, batchSize: number) {
    const batch: ChangeEvent[] = [];
    let isOver = false;
    while (batch.length < batchSize && cursor.at < log.last() && !isOver) {
      cursor.at += 1;
      const event = { _id: tokenOf(cursor.at), ...log.at(cursor.at) };
      isOver = log.at(cursor.at)?.operationType === "invalidate";
      if (holds(event, cursor.match))
        batch.push(
          Object.fromEntries(Object.entries(event).filter(([f]) => ["_id", ...cursor.fields].includes(f))),
        );
    }
    const id = BSON.Long.fromBigInt(isOver ? 0n : cursor.id);
    const postBatchResumeToken = tokenOf(cursor.at);
    return { cursor: { [batchName]: batch, id, ns: "double.creators", postBatchResumeToken }, ok: 1 };
  }

  async function find({ filter, projection }: z.infer<typeof findSchema>) {
    const found = await log.creators(filter._id.$in);
    const firstBatch = found.map((record) => ({
      _id: record.id,
      ...Object.fromEntries(Object.entries(record).filter(([field]) => Object.hasOwn(projection, field))),
    }));
    return { cursor: { firstBatch, id: BSON.Long.ZERO, ns: "double.creators" }, ok: 1 };
  }
}

const HELLO = {
  ...{ ok: 1, helloOk: true, isWritablePrimary: true, ismaster: true, setName: "rs0" },
  ...{ minWireVersion: 0, maxWireVersion: 21, logicalSessionTimeoutMinutes: 30 },
  ...{ maxBsonObjectSize: 16_777_216, maxMessageSizeBytes: 48_000_000, maxWriteBatchSize: 100_000 },
};

const batch = z.object({ batchSize: z.number().optional() });
const aggregateSchema = z.object({
  aggregate: z.literal("creators"),
  pipeline: z.tuple([
    z.object({ $changeStream: z.strictObject({ startAfter: z.object({ _data: z.string() }).optional() }) }),
    z.strictObject({ $match: z.unknown() }),
    z.strictObject({ $project: z.record(z.string(), z.literal(1)) }),
  ]),
  cursor: batch,
});
const getMoreSchema = batch.extend({ getMore: z.any(), maxTimeMS: z.number().optional() });
const findSchema = z.object({
  find: z.literal("creators"),
  filter: z.strictObject({ _id: z.strictObject({ $in: z.array(z.string()) }) }),
  projection: z.record(z.string(), z.literal(1)),
});

const tokenOf = (place: number) => ({ _data: place.toString(16).toUpperCase().padStart(16, "0") });

/** The part of the query language that the pipeline uses; anything else fails. */
function holds(event: ChangeEvent, query: unknown): boolean {
  return Object.entries(z.record(z.string(), z.unknown()).parse(query)).every(([key, wanted]) => {
    if (key === "$or")
      return z
        .array(z.unknown())
        .parse(wanted)
        .some((one) => holds(event, one));
    const value = key.split(".").reduce<unknown>((at, step) => Object(at)[step], event);
    if (typeof wanted !== "object" || wanted === null) return value === wanted;
    const { $in, $exists } = operatorSchema.parse(wanted);
    return $in ? $in.includes(value) : (value !== undefined) === $exists;
  });
}
const operatorSchema = z.strictObject({
  $in: z.array(z.unknown()).optional(),
  $exists: z.boolean().optional(),
});

/** Answers requests in turn, as they are framed by the length in their first four bytes. */
function serve(socket: Socket, answer: (command: BSON.Document) => Promise<BSON.Document>): void {
  let waiting = Buffer.alloc(0);
  let turn: Promise<unknown> = Promise.resolve();
  socket.on("data", (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
      const request = waiting.subarray(0, waiting.readInt32LE(0));
      waiting = waiting.subarray(request.length);
      turn = turn.then(async () => {
        const said = await answer(commandOf(request)).catch((error: unknown) => ({
          ok: 0,
          ...failureOf(error),
        }));
        if (wantsAnswer(request) && !socket.destroyed) socket.write(answerTo(request, said));
      });
    }
  });
}

const failureOf = (error: unknown): Failure =>
  error instanceof CommandFailed
    ? error.failure
    : { code: 9, codeName: "FailedToParse", errmsg: String(error) };
