import { setTimeout as sleep } from "node:timers/promises";
import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsOutput,
  type ObjectIdentifier,
  type S3Client,
} from "@aws-sdk/client-s3";
import { AppError } from "../../domain/errors.ts";
import { currentDeadline } from "../../ports/deadline.ts";
import type { StoredObject } from "../../ports/objects.ts";
import { fullJitterMs } from "../resilience/full-jitter.ts";
import { underDeadline } from "./aws-calls.ts";
import { cutBatches } from "./batches.ts";
import { calling } from "./s3-errors.ts";
import { listedKey } from "./s3-listing-keys.ts";

/** A version or a delete marker. */
interface Entry {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly isMarker: boolean;
  readonly etag: string | undefined;
  readonly lastModified: Date | undefined;
}

/** DeleteObjects takes 1,000 keys per call: API reference of DeleteObjects. */
const DELETE_MAX = 1_000;
const DELETE_ROUNDS = 4;
const BACKOFF = { baseMs: 100, maxMs: 2_000, random: Math.random };

/**
 * Deletes every version and delete marker of the keys under `prefix`, or only of the key `prefix`. Returns how many
 * keys had a body; a key with delete markers only does not count.
 * @throws AppError `unavailable`, code `objects-delete-refused`, when some stay after several rounds.
 */
export async function deleteVersions(
  client: S3Client,
  bucket: string,
  prefix: string,
  only: "this-key" | "all-under",
): Promise<number> {
  let deleted = 0;
  let lastKey: string | null = null;
  for await (const page of versionPages(client, bucket, prefix)) {
    const entries = only === "all-under" ? page : page.filter(({ key }) => key === prefix);
    for (const { key, isMarker } of entries) {
      if (isMarker || key === lastKey) continue;
      deleted += 1;
      lastKey = key;
    }
    for (const batch of cutBatches(entries, { count: DELETE_MAX, bytes: Number.POSITIVE_INFINITY })) {
      await deleteEntries(client, bucket, batch);
    }
    // Keys come in order, and `prefix` itself comes before all that start with it.
    if (entries.length < page.length) break;
  }
  return deleted;
}

/**
 * Deletes the version that `object` describes and those before it. A bucket without versions calls its only body
 * "null"; another body that is put there between listing and deleting is deleted too.
 */
export async function deleteUpTo(client: S3Client, bucket: string, object: StoredObject): Promise<void> {
  const isReadOne = ({ versionId, etag }: Entry): boolean =>
    versionId === (object.version ?? "null") && etag === object.etag;
  let isReached = false;
  for await (const page of versionPages(client, bucket, object.key)) {
    const ofKey = page.filter(({ key }) => key === object.key);
    // Bodies of a key come newest first.
    const old = ofKey.filter((entry) => {
      if (entry.isMarker) return (entry.lastModified ?? new Date()) <= object.lastModified;
      isReached ||= isReadOne(entry);
      return isReached;
    });
    await deleteEntries(client, bucket, old);
    if (ofKey.length < page.length) break;
  }
}

/**
 * Pages of what is left. Each is listed from the start, because the reader deletes the entries. No documentation says
 * where a listing continues after a deleted version, and some servers then leave keys out.
 */
async function* versionPages(client: S3Client, bucket: string, prefix: string): AsyncGenerator<Entry[]> {
  for (let isLast = false; !isLast; ) {
    const request = { Bucket: bucket, Prefix: prefix, EncodingType: "url" as const };
    const page: ListObjectVersionsOutput = await calling(
      prefix,
      client.send(new ListObjectVersionsCommand(request), underDeadline()),
    );
    yield [
      ...entriesOf(page.Versions, false, page.EncodingType),
      ...entriesOf(page.DeleteMarkers, true, page.EncodingType),
    ];
    isLast = !page.IsTruncated;
  }
}

const entriesOf = (
  listed:
    | readonly {
        Key?: string | undefined;
        VersionId?: string | undefined;
        ETag?: string | undefined;
        LastModified?: Date | undefined;
      }[]
    | undefined,
  isMarker: boolean,
  encoding: string | undefined,
): Entry[] =>
  (listed ?? []).flatMap(({ Key, VersionId, ETag, LastModified }) =>
    Key === undefined
      ? []
      : [
          {
            ...{ key: listedKey(Key, encoding), versionId: VersionId, isMarker },
            ...{ etag: ETag?.replaceAll('"', ""), lastModified: LastModified },
          },
        ],
  );

/** The call may succeed while single entries fail. Those are tried again, a few times. */
async function deleteEntries(client: S3Client, bucket: string, entries: readonly Entry[]): Promise<void> {
  let left: ObjectIdentifier[] = entries.map(({ key, versionId }) => ({
    Key: key,
    ...(versionId !== undefined && { VersionId: versionId }),
  }));
  const [first] = entries;
  for (let round = 1; left.length > 0 && first !== undefined; round += 1) {
    const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: left, Quiet: true } });
    const { Errors: errors = [] } = await calling(first.key, client.send(command, underDeadline()));
    const refused = errors.filter(({ Code }) => Code !== "NoSuchKey" && Code !== "NoSuchVersion");
    if (refused.length > 0 && round === DELETE_ROUNDS) throw notDeleted(refused);
    left = refused.flatMap(({ Key, VersionId }) =>
      Key === undefined ? [] : [{ Key, ...(VersionId !== undefined && { VersionId }) }],
    );
    if (left.length > 0) await sleep(fullJitterMs(round, BACKOFF), undefined, { signal: currentDeadline() });
  }
}

const notDeleted = (errors: readonly { Code?: string | undefined }[]): AppError =>
  new AppError("unavailable", "objects-delete-refused", "Some versions could not be deleted.", {
    versions: errors.length,
    vendor_errors: [...new Set(errors.map(({ Code }) => Code ?? "unknown"))],
  });
