import { Readable } from "node:stream";
import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { DAY_SECONDS } from "../../domain/durations.ts";
import { AppError, isAppError } from "../../domain/errors.ts";
import { currentDeadline } from "../../ports/deadline.ts";
import type { Objects, StoredObject } from "../../ports/objects.ts";
import { underDeadline } from "./aws-calls.ts";
import { inParallel } from "./batches.ts";
import { type Buckets, bucketOf } from "./s3-buckets.ts";
import { calling, s3Error } from "./s3-errors.ts";
import { listedKey } from "./s3-listing-keys.ts";
import { deleteUpTo, deleteVersions } from "./s3-versions.ts";

export interface S3ObjectsSettings {
  readonly buckets: Buckets;
  /** Region of the buckets. Default: the environment's. */
  readonly region?: string | undefined;
  /** Default: a client for the region, with credentials from the environment. */
  readonly client?: S3Client;
}

/**
 * Three attempts, with 1 s to connect and 30 s until an answer begins or of silence within it. The SDK retries,
 * because only it can send one part of many again. Without `throwOnRequestTimeout` it would only warn.
 */
export const S3_CLIENT = {
  maxAttempts: 3,
  // Each put names its checksum. Otherwise the SDK would sign the checksum of an empty body into an upload link.
  requestChecksumCalculation: "WHEN_REQUIRED",
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 30_000,
    socketTimeout: 30_000,
    throwOnRequestTimeout: true,
  },
} as const;
/** 8 MiB per part: 10,000 parts, S3's maximum, make 80 GB. */
const PART_BYTES = 8 * 2 ** 20;
const PARTS_AT_ONCE = 4;
const KEYS_AT_ONCE = 8;
const LIST_MAX = 1_000;
/** A signature of version 4 is valid for at most 7 days. */
const LINK_MAX_SECONDS = 7 * DAY_SECONDS;

/**
 * Objects in S3. S3 checks every body against its SHA-256, every read is checked too, and the bucket decides the
 * encryption. The role needs s3:ListBucket; without it S3 answers 403 instead of 404 for a missing object.
 */
export function createS3Objects(settings: S3ObjectsSettings): Objects {
  const { region } = settings;
  const client = settings.client ?? new S3Client({ ...S3_CLIENT, ...(region !== undefined && { region }) });
  const target = (key: string) => ({ Bucket: bucketOf(settings.buckets, key), Key: key });
  // The bucket decides the encryption (its own KMS key). A header here would override that.
  const sealed = { ChecksumAlgorithm: "SHA256" as const };
  return {
    async put(key, body, { contentType, contentEncoding } = {}) {
      const command = new PutObjectCommand({
        ...target(key),
        ...sealed,
        Body: body,
        ...(contentType !== undefined && { ContentType: contentType }),
        ...(contentEncoding !== undefined && { ContentEncoding: contentEncoding }),
      });
      const { ETag } = await calling(key, client.send(command, underDeadline()));
      return { etag: bareEtag(ETag) };
    },
    putStream: async (key, body) => putStream(client, { ...target(key), ...sealed }, body),
    head: async (key) => head(client, target(key)),
    async get(key) {
      const { Body } = await read(client, target(key));
      return calling(key, Body.transformToByteArray());
    },
    async stream(key) {
      const { Body } = await read(client, target(key));
      return Readable.from(translated(key, Body), { objectMode: false });
    },
    list: async (prefix, options = {}) =>
      list(client, bucketOf(settings.buckets, prefix), prefix, { limit: LIST_MAX, ...options }),
    async deleteAllVersions(keys) {
      const held = await inParallel([...new Set(keys)], KEYS_AT_ONCE, (key) =>
        deleteVersions(client, target(key).Bucket, key, "this-key"),
      );
      return held.reduce((sum, one) => sum + one, 0);
    },
    deleteUpTo: async (object) => deleteUpTo(client, target(object.key).Bucket, object),
    async deletePrefix(prefix) {
      if (prefix === "")
        throw new AppError("invalid", "empty-prefix", "A prefix to delete must not be empty.");
      return deleteVersions(client, bucketOf(settings.buckets, prefix), prefix, "all-under");
    },
    async signedLink(key, seconds) {
      const expiresIn = Math.min(Math.max(1, Math.floor(seconds)), LINK_MAX_SECONDS);
      return calling(key, getSignedUrl(client, new GetObjectCommand(target(key)), { expiresIn }));
    },
    async signedUpload(key, { seconds, bytes }) {
      const command = new PutObjectCommand({ ...target(key), ContentLength: bytes });
      const expiresIn = Math.min(Math.max(1, Math.floor(seconds)), LINK_MAX_SECONDS);
      const signableHeaders = new Set(["content-length"]);
      return calling(key, getSignedUrl(client, command, { expiresIn, signableHeaders }));
    },
  };
}

interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

/** A multipart upload shows nothing until it is completed. If it fails, it is aborted and its parts are deleted. */
async function putStream(
  client: S3Client,
  params: Target & ConstructorParameters<typeof Upload>[0]["params"],
  body: Readable,
): Promise<{ etag: string }> {
  const abortController = new AbortController();
  const abort = (): void => abortController.abort();
  const deadline = currentDeadline();
  deadline?.addEventListener("abort", abort, { once: true });
  const upload = new Upload({
    client,
    params: { ...params, Body: body },
    queueSize: PARTS_AT_ONCE,
    partSize: PART_BYTES,
    leavePartsOnError: false,
    abortController,
  });
  try {
    const { ETag } = await upload.done();
    return { etag: bareEtag(ETag) };
  } catch (error) {
    // An error of the sent stream stays as it is.
    throw error === body.errored ? error : s3Error(error, params.Key);
  } finally {
    deadline?.removeEventListener("abort", abort);
  }
}

async function head(client: S3Client, target: Target): Promise<StoredObject> {
  try {
    const found = await calling(target.Key, client.send(new HeadObjectCommand(target), underDeadline()));
    return {
      key: target.Key,
      size: found.ContentLength ?? 0,
      etag: bareEtag(found.ETag),
      lastModified: found.LastModified ?? new Date(0),
      ...(found.VersionId !== undefined && { version: found.VersionId }),
    };
  } catch (error) {
    if (isAppError(error) && error.kind === "not-found") await requireBucket(client, target);
    throw error;
  }
}

/**
 * HEAD answers without a body, so a missing key and a missing bucket look the same. A request for the bucket tells.
 */
async function requireBucket(client: S3Client, { Bucket, Key }: Target): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket }), underDeadline());
  } catch (error) {
    const told = s3Error(error, Key);
    if (told.kind !== "not-found") throw told;
    throw new AppError("unavailable", "objects-no-bucket", "The bucket does not exist.", { key: Key }, error);
  }
}

async function read(client: S3Client, target: Target) {
  const command = new GetObjectCommand({ ...target, ChecksumMode: "ENABLED" });
  const { Body } = await calling(target.Key, client.send(command, underDeadline()));
  // In Node every body is a Readable. The type also covers browsers.
  if (!(Body instanceof Readable)) {
    const message = "The object came without a body.";
    throw new AppError("unavailable", "objects-no-body", message, { key: target.Key });
  }
  return { Body };
}

/** If a body breaks off half-way, its reader must not get the vendor's error. */
async function* translated(key: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (error) {
    throw s3Error(error, key);
  }
}

async function list(
  client: S3Client,
  bucket: string,
  prefix: string,
  options: { readonly limit: number; readonly cursor?: string },
): Promise<{ objects: StoredObject[]; cursor: string | null }> {
  const command = new ListObjectsV2Command({
    Bucket: bucket,
    Prefix: prefix,
    MaxKeys: options.limit,
    EncodingType: "url",
    ...(options.cursor !== undefined && { ContinuationToken: options.cursor }),
  });
  const page = await calling(prefix, client.send(command, underDeadline()));
  const objects = (page.Contents ?? []).flatMap(({ Key, Size, ETag, LastModified }) =>
    Key === undefined
      ? []
      : [
          {
            key: listedKey(Key, page.EncodingType),
            size: Size ?? 0,
            etag: bareEtag(ETag),
            lastModified: LastModified ?? new Date(0),
          },
        ],
  );
  return { objects, cursor: (page.IsTruncated && page.NextContinuationToken) || null };
}

/** Removes the quotes of the header. */
const bareEtag = (etag: string | undefined): string => (etag ?? "").replaceAll('"', "");
