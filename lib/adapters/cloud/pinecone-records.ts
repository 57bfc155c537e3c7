import type { PineconeRecord, RecordMetadata } from "@pinecone-database/pinecone";
import { AppError } from "../../domain/errors.ts";
import type { VectorMetadata, VectorRecord } from "../../ports/vector-index.ts";
import { cutBatches, utf8Bytes } from "./batches.ts";

/**
 * 1,000 records and 2 MB per request: docs.pinecone.io, "Database limits". Kept under 2,000,000 bytes to leave room for
 * the envelope.
 */
const UPSERT_LIMITS = { count: 1_000, bytes: 1_990_000 };
const METADATA_MAX_BYTES = 40 * 2 ** 10;
const ID_MAX = 512;

/** 100 ids per GET, and a query text that proxies accept, because the ids are in the address. */
const FETCH_LIMITS = { count: 100, bytes: 6_000 };
const DELETE_LIMITS = { count: 1_000, bytes: Number.POSITIVE_INFINITY };

/**
 * Requests that hold all records, measured by each record's exact size as JSON. If records share an id, the last is
 * sent.
 */
export function upsertBatches(records: readonly VectorRecord[], dimensions: number): PineconeRecord[][] {
  const latest = new Map(records.map((record) => [record.id, record]));
  const outgoing = [...latest.values()].map((record) => outgoingRecord(record, dimensions));
  return cutBatches(outgoing, UPSERT_LIMITS, (record) => utf8Bytes(JSON.stringify(record)) + 1);
}

export const fetchBatches = (ids: readonly string[]): string[][] =>
  cutBatches(new Set(ids), FETCH_LIMITS, (id) => encodeURIComponent(id).length + "&ids=".length);

export const deleteBatches = (ids: readonly string[]): string[][] => cutBatches(new Set(ids), DELETE_LIMITS);

function outgoingRecord({ id, values, metadata }: VectorRecord, dimensions: number): PineconeRecord {
  if (id === "" || id.length > ID_MAX)
    throw new AppError("invalid", "vector-id", "The id of a vector has 1 to 512 characters.");
  requireDimensions(values, dimensions);
  const sent = outgoingMetadata(id, metadata);
  return { id, values: sentValues(values), ...(Object.keys(sent).length > 0 && { metadata: sent }) };
}

/** 9 digits identify a 32-bit float exactly. The 64-bit text of the same number is half as long again. */
export const sentValues = (vector: Float32Array): number[] =>
  Array.from(vector, (value) => Number(value.toPrecision(9)));

function outgoingMetadata(id: string, metadata: VectorMetadata): RecordMetadata {
  const sent: RecordMetadata = {};
  for (const [field, value] of Object.entries(metadata)) {
    if (typeof value === "number" && !Number.isFinite(value))
      throw new AppError("invalid", "vector-metadata", "Metadata holds finite numbers only.", { id, field });
    sent[field] = typeof value === "object" ? [...value] : value;
  }
  if (utf8Bytes(JSON.stringify(sent)) > METADATA_MAX_BYTES)
    throw new AppError("invalid", "vector-metadata", "The metadata of a vector holds at most 40 KB.", { id });
  return sent;
}

export function incomingRecord({ id, values, metadata }: PineconeRecord): VectorRecord {
  return { id, values: Float32Array.from(values ?? []), metadata: metadata ?? {} };
}

export function requireDimensions(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions)
    throw new AppError("invalid", "vector-dimensions", "The vector has other dimensions than the index.", {
      expected: dimensions,
      got: vector.length,
    });
}
