import { latestOf } from "../domain/backup/chain.ts";
import { requireSameModel } from "../domain/backup/manifest.ts";
import type { BackupFile } from "../domain/backup/records.ts";
import { AppError } from "../domain/errors.ts";
import { idsOf } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { VectorIndex, VectorRecord } from "../ports/vector-index.ts";
import { partsOfNamespace } from "./keys.ts";
import { checkedBytes, readManifest } from "./manifests.ts";
import { type BackupPorts, sourceOf } from "./ports.ts";
import { replacedRows } from "./restore/replaced.ts";
import { sift } from "./restore/sift.ts";
import { backupsOf } from "./runs.ts";

export interface DrillRequest {
  /** The latest complete backup if not given. */
  readonly backup?: string | undefined;
  /** Number of rows to restore, or "all" rows of the backup. */
  readonly sample: number | "all";
}

export interface DrillReport {
  readonly backup: string;
  readonly files: number;
  /** Number of distinct vectors, however many files hold them. */
  readonly rows: number;
  /** Rows that came back from the scratch index bit for bit as in the file, with their metadata. */
  readonly identical: number;
  /** Rows whose creator has not been indexed since the backup, and how many of them the live index has bit for bit. */
  readonly comparable: number;
  readonly sameAsLive: number;
  /** Rows that were not restored, because their creators are erased, suppressed or gone. */
  readonly left: number;
  readonly queries: number;
  /**
   * The share of the live index's answers, among the restored vectors, that the scratch index also gives; null if there
   * are none to compare.
   */
  readonly recall: number | null;
  readonly isGood: boolean;
  readonly troubles: readonly string[];
}

/** Rows in the weekly drill. */
const WEEKLY_SAMPLE = 2_000;

/** The weekly drill. Without any backup there is nothing to prove. */
export async function drillLatest(
  ports: BackupPorts,
): Promise<DrillReport | { readonly troubles: readonly string[] }> {
  if ((await backupsOf(ports, "complete")).length === 0) return { troubles: [] };
  return verifyBackup(ports, { sample: WEEKLY_SAMPLE });
}

const QUERIES = 50;
const TOP = 10;
/** How many live answers are searched for restored vectors. */
const LIVE_TOP = 1_000;
const RECALL_MIN = 0.95;

/**
 * Proves that a backup can be restored: restores rows into an index that no one searches, compares vectors bit for bit,
 * and compares answers to the same questions with the live index.
 * @throws AppError `not-found`, code `no-such-backup`, when there is none; `invalid` as a restore.
 */
export async function verifyBackup(ports: BackupPorts, request: DrillRequest): Promise<DrillReport> {
  const id = request.backup ?? latestOf(await backupsOf(ports, "complete"))?.id;
  if (id === undefined) {
    const message = "There is no backup yet. Make one: increator backup create";
    throw new AppError("not-found", "no-such-backup", message);
  }
  const manifest = await readManifest(ports, id);
  requireSameModel(manifest, sourceOf(ports));
  const files = chosenFiles([...manifest.files, ...manifest.changes], request.sample);
  const scratch = await ports.backup.scratch.open();
  try {
    return await drill(ports, scratch.index, { id, startedAt: manifest.started_at, files, request });
  } finally {
    await scratch.close();
  }
}

interface Drill {
  readonly id: string;
  readonly startedAt: string;
  readonly files: readonly BackupFile[];
  readonly request: DrillRequest;
}

/** Files spread over the backup, as many as the sample needs. */
function chosenFiles(files: readonly BackupFile[], sample: DrillRequest["sample"]): BackupFile[] {
  if (sample === "all") return [...files];
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const step = Math.max(1, Math.floor((files.length * sample) / Math.max(1, rows)));
  const count = Math.min(files.length, Math.max(1, step, MIN_FILES));
  return Array.from({ length: count }, (_, at) => files[Math.floor((at * files.length) / count)]).filter(
    (file) => file !== undefined,
  );
}

/** One for each platform, since files are sorted by namespace. */
const MIN_FILES = 4;

interface Tally {
  rows: number;
  identical: number;
  comparable: number;
  sameAsLive: number;
  left: number;
  readonly probes: Map<string, VectorRecord[]>;
  readonly restored: Map<string, Set<string>>;
}

async function drill(ports: BackupPorts, scratch: VectorIndex, { id, startedAt, files, request }: Drill) {
  const perFile =
    request.sample === "all" ? Number.POSITIVE_INFINITY : Math.ceil(request.sample / files.length);
  const tally: Tally = {
    ...{ rows: 0, identical: 0, comparable: 0, sameAsLive: 0, left: 0 },
    probes: new Map(),
    restored: new Map(),
  };
  const replaced = replacedRows(ports);
  for (const [at, file] of files.entries()) {
    const again = await replaced(file, files.slice(at + 1));
    let taken = 0;
    for await (const group of ports.backup.files.read(await checkedBytes(ports, file))) {
      if (taken >= perFile) continue;
      const part = group.filter(({ id }) => !again.has(id)).slice(0, perFile - taken);
      taken += part.length;
      await drillGroup(ports, scratch, { file, startedAt, part, tally });
    }
  }
  const { recall, queries } = await compareAnswers(ports, scratch, tally);
  return reportOf({ id, files: files.length, tally, recall, queries });
}

async function drillGroup(
  ports: BackupPorts,
  scratch: VectorIndex,
  work: {
    readonly file: BackupFile;
    readonly startedAt: string;
    readonly part: readonly VectorRecord[];
    readonly tally: Tally;
  },
): Promise<void> {
  const { file, startedAt, part, tally } = work;
  const { namespace } = file;
  const sifted = await sift(ports, namespace, idsOf(part));
  const wanted = part.filter(({ id }) => sifted.wanted.has(id));
  tally.left += part.length - wanted.length;
  if (wanted.length === 0) return;
  await scratch.upsert(namespace, wanted);
  const ids = idsOf(wanted);
  const back = byId(await scratch.fetch(namespace, ids, { afterOwnWrites: true }));
  tally.rows += wanted.length;
  tally.identical += wanted.filter((record) => isSame(record, back.get(record.id))).length;
  const unchanged = await unchangedSince(ports, namespace, wanted, startedAt);
  const live = byId(await ports.vectors.fetch(namespace, idsOf(unchanged)));
  tally.comparable += unchanged.length;
  tally.sameAsLive += unchanged.filter((record) => isSame(record, live.get(record.id))).length;
  remember(tally, namespace, unchanged, ids);
}

function remember(
  tally: Tally,
  namespace: string,
  unchanged: readonly VectorRecord[],
  ids: readonly string[],
): void {
  const restored = tally.restored.get(namespace) ?? new Set();
  for (const id of ids) restored.add(id);
  tally.restored.set(namespace, restored);
  const probes = tally.probes.get(namespace) ?? [];
  probes.push(...unchanged.slice(0, Math.max(0, QUERIES - probes.length)));
  tally.probes.set(namespace, probes);
}

const byId = (records: readonly VectorRecord[]): Map<string, VectorRecord> =>
  new Map(records.map((record) => [record.id, record]));

/** Bit for bit: the bytes of the floats, and the metadata in any field order. */
function isSame(a: VectorRecord, b: VectorRecord | undefined): boolean {
  if (!b) return false;
  return bytesOf(a.values).equals(bytesOf(b.values)) && sorted(a.metadata) === sorted(b.metadata);
}

const bytesOf = (values: Float32Array): Buffer =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength);
const sorted = (metadata: VectorRecord["metadata"]): string =>
  JSON.stringify(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Records whose vector was not written again since the backup began, so the live index must have the same. */
async function unchangedSince(
  ports: BackupPorts,
  namespace: string,
  records: readonly VectorRecord[],
  startedAt: string,
): Promise<VectorRecord[]> {
  const parts = partsOfNamespace(namespace);
  if (!parts) return [];
  const documents = ports.openDocuments(ownScope(parts.tenantId));
  const found = await documents.getMany("creators", idsOf(records));
  return records.filter(({ id }) => {
    const record = found.get(id);
    const marked = record?.erased === false ? record[ports.marks.own]?.at : undefined;
    return marked !== undefined && marked < startedAt;
  });
}

async function compareAnswers(
  { vectors }: BackupPorts,
  scratch: VectorIndex,
  { probes, restored }: Tally,
): Promise<{ recall: number | null; queries: number }> {
  let [expected, found, queries] = [0, 0, 0];
  for (const [namespace, records] of probes) {
    const here = restored.get(namespace) ?? new Set();
    for (const { values } of records) {
      queries += 1;
      const live = await vectors.query({
        namespaces: [namespace],
        vector: values,
        topK: LIVE_TOP,
        where: [],
      });
      const among = live.filter(({ id }) => here.has(id)).slice(0, TOP);
      const least = among.at(-1)?.score ?? 1;
      const hits = await scratch.query({ namespaces: [namespace], vector: values, topK: TOP, where: [] });
      expected += among.length;
      // Profiles with the same words have the same vector, so any creator at that distance is right.
      found += Math.min(among.length, hits.filter(({ score }) => score >= least - TIE).length);
    }
  }
  return { recall: expected === 0 ? null : found / expected, queries };
}

const TIE = 1e-5;

function reportOf(found: {
  id: string;
  files: number;
  tally: Tally;
  recall: number | null;
  queries: number;
}): DrillReport {
  const { id, files, tally, recall, queries } = found;
  const { rows, identical, comparable, sameAsLive, left } = tally;
  const troubles = [
    ...(identical < rows ? [`${rows - identical} vectors did not come back as they were backed up`] : []),
    ...(sameAsLive < comparable
      ? [`${comparable - sameAsLive} vectors are not those of the live index`]
      : []),
    ...(recall !== null && recall < RECALL_MIN ? [`recall ${recall.toFixed(3)} is below ${RECALL_MIN}`] : []),
  ];
  return {
    ...{ backup: id, files, rows, identical, comparable, sameAsLive, left, queries, recall, troubles },
    isGood: troubles.length === 0,
  };
}
