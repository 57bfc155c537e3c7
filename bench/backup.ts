import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { requestBackup } from "../lib/backup/back-up-vectors.ts";
import { checkedBytes, readManifest } from "../lib/backup/manifests.ts";
import type { BackupPorts } from "../lib/backup/ports.ts";
import { backupMessageSchema, runBackup } from "../lib/backup/run-backup.ts";
import { requireBackup } from "../lib/backup/runs.ts";
import { composeEmbedded } from "../lib/compose/embedded.ts";
import type { BackupManifest } from "../lib/domain/backup/manifest.ts";
import type { VectorIndex } from "../lib/ports/vector-index.ts";
import { wholeNumberFrom } from "../local/whole-number.ts";
import { createGeneratedVectorIndex } from "./generated-vector-index.ts";
import { timed, watchMemory } from "./measure.ts";

const NAMESPACE = "local.x";
const LOOK = { max: 1, visibilitySeconds: 3_600, waitSeconds: 0 };

interface Options {
  readonly vectors: number;
  readonly dimensions: number;
  readonly python?: string;
}

/**
 * Backs generated vectors up and reads them back. Compares this with a plain loop and with DuckDB over the same rows.
 */
async function main(): Promise<void> {
  const options = optionsOf();
  const folder = await mkdtemp(join(tmpdir(), "increator-bench-backup-"));
  const system = await composeEmbedded({ dataDir: join(folder, "data") });
  try {
    const { index, taken } = createGeneratedVectorIndex(NAMESPACE, options.vectors, options.dimensions);
    const embedder = { model: "generated", dimensions: options.dimensions };
    const ports: BackupPorts = { ...system.services, vectors: index, embedder };
    row("", "rows/s", "bytes/row", "peak MB");
    const idle = process.memoryUsage.rss() / 1e6;
    const manifest = await measured("backup: list, fetch, Parquet, checksum, checkpoints", options, () =>
      backUp(ports),
    );
    await measured("plain loop: list, fetch, JSON lines", options, () =>
      jsonLines(index, join(folder, "plain")),
    );
    await measured("read back: checksum, Parquet", options, () => readBack(ports, manifest));
    if (taken() !== options.vectors) throw new Error(`${taken()} rows came back.`);
    if (options.python) duckdb(options, join(folder, "data"), folder);
    tell(`idle ${idle.toFixed(0)} MB; ${manifest.files.length} files`);
  } finally {
    await system.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const tell = (text: string) => process.stdout.write(`${text}\n`);
const row = (name: string, ...cells: readonly string[]) =>
  tell(name.padEnd(56) + cells.map((cell) => cell.padStart(12)).join(""));

interface Weighed<T> {
  /** Bytes written or read. */
  readonly bytes: number;
  readonly result: T;
}

async function measured<T>(name: string, { vectors }: Options, work: () => Promise<Weighed<T>>): Promise<T> {
  const memory = watchMemory();
  const { ms, value } = await timed(work);
  memory.stop();
  row(
    name,
    ((vectors / ms) * 1_000).toFixed(0),
    (value.bytes / vectors).toFixed(0),
    memory.peakMb().toFixed(0),
  );
  return value.result;
}

/** Processes the queue as the worker does, one message after the other. */
async function backUp(ports: BackupPorts): Promise<Weighed<BackupManifest>> {
  const { id } = await requestBackup(ports, "full");
  while ((await requireBackup(ports, id)).status === "running") {
    const [message] = await ports.queues.receive("backup", LOOK);
    if (!message) continue;
    const options = { remainingMs: () => Number.POSITIVE_INFINITY };
    await runBackup(ports, backupMessageSchema.parse(JSON.parse(message.body)), options);
    await ports.queues.acknowledge("backup", [message.receipt]);
  }
  const result = await readManifest(ports, id);
  return { bytes: result.counts.bytes, result };
}

async function jsonLines(index: VectorIndex, path: string): Promise<Weighed<null>> {
  const file = createWriteStream(path);
  let bytes = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<VectorIndex["list"]>> = await index.list(NAMESPACE, {
      limit: 1_000,
      ...(cursor !== null && { cursor }),
    });
    for (const { id, values, metadata } of await index.fetch(NAMESPACE, page.ids)) {
      const line = `${JSON.stringify({ id, values: [...values], metadata })}\n`;
      bytes += line.length;
      if (!file.write(line)) await once(file, "drain");
    }
    cursor = page.cursor;
  } while (cursor !== null);
  file.end();
  await once(file, "close");
  return { bytes, result: null };
}

/** The work of a restore without lookups in the documents, into an index that accepts everything. */
async function readBack(ports: BackupPorts, { files }: BackupManifest): Promise<Weighed<null>> {
  let bytes = 0;
  for (const file of files) {
    const body = await checkedBytes(ports, file);
    bytes += body.length;
    for await (const group of ports.backup.files.read(body)) await ports.vectors.upsert(NAMESPACE, group);
  }
  return { bytes, result: null };
}

const DUCKDB = `
import duckdb, resource, sys, time
source, target, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
database = duckdb.connect()
database.execute("SET enable_progress_bar = false")
began = time.time()
query = f"SELECT count(*), sum(list_sum(values)), count(DISTINCT id) FROM read_parquet('{source}')"
count = database.execute(query).fetchall()[0]
read = time.time() - began
began = time.time()
database.execute(f"COPY (SELECT * FROM read_parquet('{source}')) TO '{target}' (FORMAT parquet)")
written = time.time() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
assert count[0] == count[2] == rows, count
print(f"{rows / read:.0f} {rows / written:.0f} {peak:.0f}")
`;

/** DuckDB, in the given Python, reads every value of the same files and writes them once more. */
function duckdb({ python = "", vectors }: Options, dataDir: string, folder: string): void {
  // In the object store, a file's name ends in a mark.
  const source = join(dataDir, "objects/tree/backups/vectors/*/import/*/*.parquet=");
  const args = ["-c", DUCKDB, source, join(folder, "duckdb.parquet"), String(vectors)];
  const [read = "", written = "", peak = ""] = execFileSync(python, args, { encoding: "utf8" })
    .trim()
    .split(" ");
  row("DuckDB reads the backup's files, two threads", read, "", peak);
  row("DuckDB writes them again", written, "", peak);
}

function optionsOf(): Options {
  return new Command("npm run bench:backup --")
    .description("Measures backing vectors up and reading them back, over generated vectors.")
    .option("--vectors <number>", "how many", wholeNumberFrom(1), 100_000)
    .option("--dimensions <number>", "of each", wholeNumberFrom(1), 512)
    .option("--python <path>", "a Python that has duckdb, to compare with")
    .parse()
    .opts<Options>();
}

await main();
