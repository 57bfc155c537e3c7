import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { type DeletionFile, sha256 } from "../domain/backup/manifest.ts";
import type { VectorDeletion } from "../domain/backup/records.ts";
import { atLeast, atMost } from "../domain/condition.ts";
import { idsOf } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { everyPage } from "../stored/every-page.ts";
import { deletionsKey, partsOfNamespace } from "./keys.ts";
import { type BackupPorts, systemDocuments } from "./ports.ts";

export interface DeletedVector {
  readonly namespace: string;
  readonly id: string;
}

const PAGE = 1_000;
const FILE_LINES = 100_000;

/** Writes the vectors that were deleted since an instant and have not come back. Returns the files for the manifest. */
export async function writeDeletions(
  ports: BackupPorts,
  backupId: string,
  since: string,
): Promise<DeletionFile[]> {
  const files: DeletionFile[] = [];
  let lines: DeletedVector[] = [];
  const flush = async () => {
    if (lines.length === 0) return;
    files.push(await writeDeletionFile(ports, deletionsKey(backupId, files.length), lines));
    lines = [];
  };
  const deleted = everyPage(systemDocuments(ports), "vector_deletions", {
    where: [atLeast("at", since)],
    sort: { field: "at", direction: "ascending" },
    limit: PAGE,
  });
  for await (const page of deleted) {
    lines.push(...(await stillGone(ports, page)));
    if (lines.length >= FILE_LINES) await flush();
  }
  await flush();
  return files;
}

/** A creator whose vector was written after the deletion has a vector again. */
async function stillGone(ports: BackupPorts, deletions: readonly VectorDeletion[]): Promise<DeletedVector[]> {
  const gone: DeletedVector[] = [];
  for (const [namespace, ofNamespace] of Map.groupBy(deletions, (one) => one.namespace)) {
    const parts = partsOfNamespace(namespace);
    if (!parts) continue;
    const documents = ports.openDocuments(ownScope(parts.tenantId));
    const found = await documents.getMany(
      "creators",
      ofNamespace.map(({ vector_id }) => vector_id),
    );
    for (const { vector_id, at } of ofNamespace) {
      const record = found.get(vector_id);
      const isBack =
        record?.erased === false &&
        record.platform === parts.platform &&
        (record[ports.marks.own]?.at ?? "") > at;
      if (!isBack) gone.push({ namespace, id: vector_id });
    }
  }
  return gone;
}

export async function writeDeletionFile(
  { objects }: Pick<BackupPorts, "objects">,
  key: string,
  lines: readonly DeletedVector[],
): Promise<DeletionFile> {
  const body = gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  await objects.put(key, body, { contentType: "application/x-ndjson", contentEncoding: "gzip" });
  return { key, rows: lines.length, bytes: body.length, sha256: sha256(body) };
}

const lineSchema = z.object({ namespace: z.string(), id: z.string() });

/** Reads the lines of a file whose checksum was verified. */
export const readDeletions = (body: Uint8Array): DeletedVector[] =>
  gunzipSync(body)
    .toString()
    .split("\n")
    .filter(Boolean)
    .map((line) => lineSchema.parse(JSON.parse(line)));

/** Removes the records that no later backup reads. */
export async function forgetDeletions(ports: BackupPorts, before: string): Promise<number> {
  const documents = systemDocuments(ports);
  let removed = 0;
  while (true) {
    const { items } = await documents.find("vector_deletions", {
      where: [atMost("at", before)],
      limit: PAGE,
    });
    if (items.length === 0) return removed;
    removed += await documents.delete("vector_deletions", idsOf(items));
  }
}
