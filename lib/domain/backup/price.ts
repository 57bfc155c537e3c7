import { type Line, MILLION, priced } from "../cost/line.ts";
import { GB } from "../cost/volumes.ts";
import { PINECONE_READ_LIMITS, type ReadLimits } from "./read-limits.ts";

/** The quantities from which a backup's price is computed. */
export interface BackupVolumes {
  readonly vectors: number;
  readonly dimensions: number;
  /** Vectors written since the last backup, a day. */
  readonly changedPerDay: number;
  /** Average bytes of metadata as JSON text. */
  readonly metadataBytes: number;
}

/** Measured figures for one worker: docs/BENCH.md, "Backups". */
const MEASURED = {
  /** Rows a second that one worker encodes and stores, on a shared core. */
  rowsPerSecond: 2_200,
  /** A worker's main memory above that of an idle process, at 512 dimensions. */
  workerMb: 400,
} as const;

/** Facts: Pinecone, prices: fetch 1 read unit for 10 records, list 1 for a call. */
const RECORDS_PER_READ_UNIT = 10;
/** The time of a page of the listing over HTTP, in milliseconds. An assumption, since nothing ran against Pinecone. */
const PAGE_MS = 60;
/** As deployed: cdk/functions.ts. */
const WORKERS = 10;
const WORKER_GB = 1.769;
const ROWS_PER_FILE = 16_384;
/** Parquet's own bytes a row, besides values, id and metadata. */
const ROW_OVERHEAD = 24;
const ID_BYTES = 28;
const FULLS_PER_MONTH = 365.25 / 12 / 7;
const DAYS_PER_MONTH = 365.25 / 12;
const KEPT_MONTHS = 27 / DAYS_PER_MONTH;

export interface BackupEstimate {
  readonly kind: "full" | "incremental";
  readonly rows: number;
  readonly listCalls: number;
  readonly fetchCalls: number;
  readonly readUnits: number;
  readonly bytes: number;
  readonly files: number;
  readonly seconds: number;
  /** Which of the two decides the duration. */
  readonly boundBy: "index" | "workers";
  readonly workers: number;
  readonly memoryMbPerWorker: number;
  readonly lines: readonly Line[];
  readonly usd: number;
}

const bytesPerRow = ({ dimensions, metadataBytes }: BackupVolumes): number =>
  4 * dimensions + ID_BYTES + metadataBytes + ROW_OVERHEAD;

/** What one backup reads and writes, its cost and its duration. */
export function estimate(
  volumes: BackupVolumes,
  kind: BackupEstimate["kind"],
  limits: ReadLimits = PINECONE_READ_LIMITS,
): BackupEstimate {
  const rows = kind === "full" ? volumes.vectors : volumes.changedPerDay;
  const listCalls = kind === "full" ? Math.ceil(rows / limits.idsPerList) : 0;
  const fetchCalls = Math.ceil(rows / limits.idsPerFetch);
  const readUnits = listCalls + Math.ceil(rows / RECORDS_PER_READ_UNIT);
  const bytes = rows * bytesPerRow(volumes);
  const files = Math.ceil(rows / ROWS_PER_FILE);
  const indexSeconds = Math.max(listCalls / limits.listsPerSecond, fetchCalls / limits.fetchesPerSecond);
  const workSeconds = rows / MEASURED.rowsPerSecond + (listCalls * PAGE_MS) / 1_000;
  const seconds = Math.max(indexSeconds, workSeconds / WORKERS);
  const lines = linesOf({ readUnits, bytes, files, busySeconds: seconds * WORKERS });
  return {
    ...{ kind, rows, listCalls, fetchCalls, readUnits, bytes, files, seconds },
    boundBy: indexSeconds >= workSeconds / WORKERS ? "index" : "workers",
    workers: WORKERS,
    memoryMbPerWorker: MEASURED.workerMb,
    lines,
    usd: lines.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
  };
}

function linesOf(work: { readUnits: number; bytes: number; files: number; busySeconds: number }): Line[] {
  const { readUnits, bytes, files, busySeconds } = work;
  return [
    priced("vectors read", "pineconeReads", readUnits / MILLION, "1 unit for 10 fetched, 1 a page listed"),
    priced("backup written", "s3Writes", files / MILLION, `${ROWS_PER_FILE} rows a file`),
    priced("backup kept 27 days", "s3Storage", (bytes / GB) * KEPT_MONTHS, "Parquet, hardly compressible"),
    priced("workers", "lambdaTime", (busySeconds * WORKER_GB) / MILLION, `${WORKERS} at once`),
  ];
}

/**
 * The cost of a month of weekly full and daily incremental backups, in US dollars, without Pinecone's egress above 100
 * GB.
 */
export function monthlyUsd(volumes: BackupVolumes, limits?: ReadLimits): number {
  const full = estimate(volumes, "full", limits).usd;
  const incremental = estimate(volumes, "incremental", limits).usd;
  return FULLS_PER_MONTH * full + (DAYS_PER_MONTH - FULLS_PER_MONTH) * incremental;
}
