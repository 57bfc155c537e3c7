import { AppError, nullWhenAbsent } from "../domain/errors.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { elapsedMs } from "../ports/clock.ts";
import type { StoredObject } from "../ports/objects.ts";
import { readBenchmarks } from "../quality/benchmark-table.ts";
import { holdsLines, type IngestSource, ingestSourceOf } from "../stored/object-keys.ts";
import {
  addRejections,
  emptyTally,
  type IngestSummary,
  readCheckpoint,
  readIngestSummary,
  summaryOf,
  type Tally,
  tallyOf,
  writeCheckpoint,
} from "./checkpoint.ts";
import { ingestMessage } from "./ingest-message.ts";
import { type PrepareEnvelopes, prepareHere } from "./prepare-envelopes.ts";
import type { PreparedEnvelope, RefusedEnvelope } from "./prepared-envelope.ts";
import { quarantine } from "./quarantine.ts";
import { type EnvelopeText, readEnvelopes } from "./read-envelopes.ts";
import { type BatchContext, type StoreBatchPorts, storeBatch } from "./store-batch.ts";

export { type IngestSummary, readIngestSummary } from "./checkpoint.ts";
export { ingestMessage, parseIngestMessage } from "./ingest-message.ts";

export interface IngestRawPorts extends StoreBatchPorts {
  /** Envelopes stored together; see `Services`. Default 200. */
  readonly recordsPerCall?: number;
  /** See `Services`. Default `prepareHere`. */
  readonly prepareEnvelopes?: PrepareEnvelopes;
}

export interface IngestOptions {
  /** Milliseconds that the host still allows. The rest of a large object waits for the next message. */
  readonly remainingMs: () => number;
  /** Called after each batch with the counts of the object so far. */
  readonly onProgress?: (summary: IngestSummary) => void;
}

/** About 2 MB of envelopes in memory. */
const BATCH = 200;
/** Batches of one machine have 64 envelopes, about half a megabyte. */
const BATCHES_AHEAD = 4;
/** DESIGN "Raw envelope": a checkpoint every 1,000 lines. */
const CHECKPOINT_LINES = 1_000;
/** Someone may watch the progress, and sees only the last checkpoint. */
const CHECKPOINT_MS = 2_000;
/** A batch takes at most a second, but the store's retries may take many more. */
const RESERVE_MS = 20_000;
/** People drop objects up to this size and wait for them. A larger object is a bulk load. */
const INTERACTIVE_BYTES = 1_048_576;

/**
 * Ingests one object of `inbox/` or `raw/`: see DESIGN "Ingest". Every step can be repeated, in any order with others,
 * so a late or doubled event changes nothing. If a raw object is gone, it was erased. If a drop is gone, it was
 * already ingested.
 * @throws AppError `invalid`, code `bad-object-key`; `not-found`, code `drop-lost`, if a drop was gone before it was
 * read to its end; what the stores throw, so that the message is tried again.
 */
export async function ingestRaw(
  ports: IngestRawPorts,
  { key }: { readonly key: string },
  options: IngestOptions,
): Promise<IngestSummary> {
  const source = ingestSourceOf(key);
  const documents = ports.openDocuments(ownScope(source.tenantId));
  const object = await ports.objects.head(key).catch(nullWhenAbsent);
  if (!object) {
    if (source.kind === "raw") return summaryOf(source.tenantId, key, emptyTally(), true);
    const known = await readIngestSummary({ ...ports, documents }, key);
    // A drop lives a day, and a message lives longer.
    if (!known?.finished)
      throw new AppError("not-found", "drop-lost", "The drop was gone before it was read to its end.");
    return known;
  }
  const context: BatchContext = {
    tenantId: source.tenantId,
    documents,
    benchmarks: await readBenchmarks(documents),
    now: ports.clock.now(),
    isUrgent: object.size <= INTERACTIVE_BYTES,
  };
  const run = { ports, source, object, context, options };
  return source.kind === "inbox" ? ingestInbox(run) : ingestRawObject(run);
}

interface Run {
  readonly ports: IngestRawPorts;
  readonly source: IngestSource;
  readonly object: StoredObject;
  readonly context: BatchContext;
  readonly options: IngestOptions;
}

async function ingestInbox(run: Run): Promise<IngestSummary> {
  const { ports, source, object, context } = run;
  const checkpoint = await readCheckpoint({ ...ports, ...context }, object);
  const tally = checkpoint ? tallyOf(checkpoint) : emptyTally();
  const isDone = checkpoint?.done === true || (await readOn(run, tally));
  // Keeps a newer object under the same key: it is another drop, with its own event.
  if (isDone) await ports.objects.deleteUpTo(object);
  else await ports.queues.send("ingest", [{ body: ingestMessage(object.key), group: source.tenantId }]);
  return summaryOf(source.tenantId, object.key, tally, isDone);
}

/**
 * Continues behind the tally's line. Returns whether it reached the end; if not, there is a checkpoint to continue
 * from.
 */
async function readOn(run: Run, tally: Tally): Promise<boolean> {
  const { ports, object, context, options } = run;
  const body = await ports.objects.stream(object.key).catch(nullWhenAbsent);
  // Another delivery of the same event finished first.
  if (!body) return true;
  const texts = readEnvelopes(body, holdsLines(object.key) ? "lines" : "values");
  const checkpoint = (done: boolean): Promise<void> =>
    writeCheckpoint({ ...ports, ...context }, object, tally, { done, at: ports.clock.now().toISOString() });
  let [checkpointed, checkpointedAt] = [tally.line, ports.clock.now()];
  const batches = batchesBehind(tally.line, texts, ports.recordsPerCall ?? BATCH);
  for await (const batch of preparedAhead(run, batches)) {
    await takeBatch(run, batch, tally);
    options.onProgress?.(summaryOf(run.source.tenantId, object.key, tally, false));
    const isTimeUp = options.remainingMs() < RESERVE_MS;
    const now = ports.clock.now();
    const isDue =
      tally.line - checkpointed >= CHECKPOINT_LINES || elapsedMs(checkpointedAt, now) >= CHECKPOINT_MS;
    if (isTimeUp || isDue) {
      await checkpoint(false);
      [checkpointed, checkpointedAt] = [tally.line, now];
    }
    if (isTimeUp) return false;
  }
  await checkpoint(true);
  return true;
}

/**
 * Batches begin at the same lines even if reading was interrupted, because each checkpoint is at the end of a batch.
 */
async function* batchesBehind(
  line: number,
  texts: AsyncIterable<EnvelopeText>,
  size: number,
): AsyncGenerator<EnvelopeText[]> {
  let batch: EnvelopeText[] = [];
  for await (const text of texts) {
    if (text.line <= line) continue;
    batch.push(text);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

interface PreparedBatch {
  readonly line: number;
  readonly envelopes: Promise<(PreparedEnvelope | RefusedEnvelope)[]>;
}

function prepareBatch({ ports, source, context }: Run, batch: readonly EnvelopeText[]): PreparedBatch {
  const preparation = { source, statements: ports.statements, keyring: ports.keyring, now: context.now };
  const envelopes = (ports.prepareEnvelopes ?? prepareHere)(preparation, batch);
  // It is awaited in the batch's turn. Until then nobody handles its failure.
  envelopes.catch(() => undefined);
  return { line: batch.at(-1)?.line ?? 0, envelopes };
}

/**
 * Prepares the next batches while one is stored. If preparing has its own thread, some are in store, so that neither
 * waits when one batch takes longer than another. On this thread a second one would only take turns with the first.
 */
async function* preparedAhead(
  run: Run,
  batches: AsyncIterable<EnvelopeText[]>,
): AsyncGenerator<PreparedBatch> {
  const ahead = run.ports.prepareEnvelopes ? BATCHES_AHEAD : 1;
  const ready: PreparedBatch[] = [];
  for await (const batch of batches) {
    if (ready.push(prepareBatch(run, batch)) > ahead) yield ready.shift() as PreparedBatch;
  }
  yield* ready;
}

async function takeBatch(
  { ports, source, object, context }: Run,
  { line, envelopes: preparing }: PreparedBatch,
  tally: Tally,
): Promise<RefusedEnvelope[]> {
  const envelopes = await preparing;
  const prepared = envelopes.filter((envelope) => envelope.kind === "prepared");
  const refused = envelopes.filter((envelope) => envelope.kind === "refused");
  const origin = { tenantId: source.tenantId, key: object.key, at: context.now.toISOString() };
  await quarantine(ports, context.documents, origin, refused);
  const outcome = await storeBatch(ports, context, prepared);
  tally.stored += outcome.stored;
  tally.unchanged += outcome.unchanged;
  tally.suppressed += outcome.suppressed;
  addRejections(
    tally,
    refused.map(({ rejection }) => rejection),
  );
  tally.line = line;
  return refused;
}

/** Refusals that remove a raw object: it is under another account's id, or older than its platform's terms allow. */
const MOVED_AWAY: ReadonlySet<string> = new Set(["foreign-id", "too-old"]);

/**
 * A raw object holds one envelope. If it is refused, the object stays, so that a corrected normaliser can read it
 * again. Exceptions: `MOVED_AWAY`.
 */
async function ingestRawObject(run: Run): Promise<IngestSummary> {
  const { ports, source, object } = run;
  const tally = emptyTally();
  const body = await ports.objects.stream(object.key).catch(nullWhenAbsent);
  if (body) {
    const one = await onlyEnvelope(readEnvelopes(body, "values"));
    const refused = await takeBatch(run, prepareBatch(run, [one]), tally);
    if (refused.some(({ rejection }) => MOVED_AWAY.has(rejection.code))) {
      await ports.objects.deleteAllVersions([object.key]);
    }
  }
  return summaryOf(source.tenantId, object.key, tally, true);
}

async function onlyEnvelope(texts: AsyncIterable<EnvelopeText>): Promise<EnvelopeText> {
  let only: EnvelopeText | null = null;
  for await (const text of texts) {
    if (only) return notOneEnvelope;
    only = text;
  }
  return only ?? notOneEnvelope;
}

const notOneEnvelope = { line: 1, code: "not-one-envelope", reason: "A raw object holds one envelope." };
