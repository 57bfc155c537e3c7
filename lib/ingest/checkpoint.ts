import { z } from "zod";
import { type TenantId, tenantIdSchema } from "../domain/ids.ts";
import { everyDigest, type Keyring, keyedDigest } from "../domain/keyring.ts";
import { type Checkpoint, type Rejection, rejectionSchema } from "../domain/records.ts";
import type { StoredObject } from "../ports/objects.ts";
import type { Ports } from "../ports/ports.ts";

/** What happened to an object. */
const ingestSummarySchema = z.object({
  tenant: tenantIdSchema,
  key: z.string(),
  /** Envelopes: `stored + unchanged + suppressed + quarantined_count`. Blank lines do not count. */
  read: z.number().int().nonnegative(),
  stored: z.number().int().nonnegative(),
  /** The store already held the same data or newer. */
  unchanged: z.number().int().nonnegative(),
  suppressed: z.number().int().nonnegative(),
  quarantined_count: z.number().int().nonnegative(),
  /** The first hundred. */
  quarantined: z.array(rejectionSchema),
  /** False while a later message has to continue from the last checkpoint. */
  finished: z.boolean(),
});
export type IngestSummary = z.infer<typeof ingestSummarySchema>;

const REJECTIONS_KEPT = 100;

/** Counts of an object, as far as it was read. */
export interface Tally {
  line: number;
  stored: number;
  unchanged: number;
  suppressed: number;
  quarantined: number;
  rejections: Rejection[];
}

export const emptyTally = (): Tally => ({
  line: 0,
  stored: 0,
  unchanged: 0,
  suppressed: 0,
  quarantined: 0,
  rejections: [],
});

export function addRejections(tally: Tally, rejections: readonly Rejection[]): void {
  tally.quarantined += rejections.length;
  tally.rejections.push(...rejections.slice(0, REJECTIONS_KEPT - tally.rejections.length));
}

export const summaryOf = (tenant: TenantId, key: string, tally: Tally, finished: boolean): IngestSummary => ({
  tenant,
  key,
  read: tally.stored + tally.unchanged + tally.suppressed + tally.quarantined,
  stored: tally.stored,
  unchanged: tally.unchanged,
  suppressed: tally.suppressed,
  quarantined_count: tally.quarantined,
  quarantined: [...tally.rejections],
  finished,
});

/** `documents` are those of the tenant that owns the object. */
type CheckpointPorts = Pick<Ports, "documents" | "keyring">;

/** How far this content was read. Other content under the same key starts from its beginning. */
export async function readCheckpoint(
  { documents, keyring }: CheckpointPorts,
  object: StoredObject,
): Promise<Checkpoint | null> {
  const checkpoint = await documents.get("checkpoints", checkpointId(keyring, object));
  const isOfEarlierDrop = checkpoint?.done && Date.parse(checkpoint.at) < object.lastModified.getTime();
  if (!isOfEarlierDrop) return checkpoint;
  await documents.delete("checkpoints", [checkpoint.id]);
  return null;
}

export async function writeCheckpoint(
  { documents, keyring }: CheckpointPorts,
  object: StoredObject,
  tally: Tally,
  state: { readonly done: boolean; readonly at: string },
): Promise<void> {
  const version = `${String(tally.line).padStart(12, "0")}${state.done ? "~" : ""}`;
  const set = { ...tally, rejections: [...tally.rejections], ...state };
  await documents.upsertMany("checkpoints", [{ id: checkpointId(keyring, object), version, set }]);
}

export const tallyOf = ({
  line,
  stored,
  unchanged,
  suppressed,
  quarantined,
  rejections,
}: Checkpoint): Tally => ({
  line,
  stored,
  unchanged,
  suppressed,
  quarantined,
  rejections: [...(rejections ?? [])],
});

/**
 * What happened to the last object that was dropped under `key`, even if it is long gone; null if nothing is known.
 * For hosts that want to show the end of an ingest that another process ran.
 */
export async function readIngestSummary(
  { documents, keyring }: CheckpointPorts,
  key: string,
): Promise<IngestSummary | null> {
  let latest: Checkpoint | null = null;
  // A rotation of the key may have come after it was read to its end.
  for (const { digest } of everyDigest(keyring, DROPPED, key)) {
    for await (const page of documents.scan("checkpoints", `cp_${digest}@`)) {
      for (const checkpoint of page) if (latest === null || checkpoint.at > latest.at) latest = checkpoint;
    }
  }
  return latest === null ? null : summaryOf(documents.scope.tenantId, key, tallyOf(latest), latest.done);
}

/**
 * A dropped file's name can be a person's, and no erasure searches names, so the id holds a digest of it. After a
 * rotation of the key, a half-read object is read from its beginning, which changes nothing.
 */
const checkpointId = (keyring: Keyring, { key, etag }: StoredObject): string =>
  `cp_${keyedDigest(keyring, DROPPED, key).digest}@${etag}`;
const DROPPED = "dropped-object";
