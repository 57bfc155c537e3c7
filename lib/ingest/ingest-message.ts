import { z } from "zod";
import { AppError } from "../domain/errors.ts";

/**
 * A notification of S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * EventBridge names the same object but does not encode its key.
 */
const s3RecordSchema = z.object({
  eventName: z.string().default("ObjectCreated:Put"),
  s3: z.object({ object: z.object({ key: z.string() }) }),
});
const notificationSchema = z.union([
  z.object({ Records: z.array(s3RecordSchema) }),
  z.object({
    "detail-type": z.string(),
    detail: z.object({ object: z.object({ key: z.string() }) }),
  }),
  /** Sent once when a notification is set up. It names a bucket and no object. */
  z.object({ Event: z.literal("s3:TestEvent") }),
]);

/**
 * SNS wraps a notification in this unless raw delivery is on:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
const snsSchema = z.object({ Type: z.literal("Notification"), Message: z.string() });

/** Empty objects that mark folders: the S3 console ends their keys in a slash, Hadoop in `_$folder$`. */
const isFolderMarker = (key: string): boolean => key.endsWith("/") || key.endsWith("_$folder$");

/**
 * The keys of created files, from the body of a message on the queue `ingest`.
 * @throws AppError `invalid`, code `bad-ingest-message`.
 */
export function parseIngestMessage(body: string): { keys: string[] } {
  const message = jsonOf(body);
  const wrapped = snsSchema.safeParse(message);
  const parsed = notificationSchema.safeParse(wrapped.success ? jsonOf(wrapped.data.Message) : message);
  if (!parsed.success) throw badMessage();
  return { keys: keysCreated(parsed.data).filter((key) => !isFolderMarker(key)) };
}

function keysCreated(notification: z.infer<typeof notificationSchema>): string[] {
  if ("Records" in notification) {
    const created = notification.Records.filter(({ eventName }) => isCreation(eventName));
    return created.map(({ s3 }) => decodedKey(s3.object.key));
  }
  const isCreated = "detail" in notification && notification["detail-type"] === "Object Created";
  return isCreated ? [notification.detail.object.key] : [];
}

/** The message that S3 sends when an object is created. This one may name several objects. */
export function ingestMessage(...keys: readonly string[]): string {
  return JSON.stringify({ Records: keys.map(creationOf) });
}

function creationOf(key: string) {
  const object = { key: encodeURIComponent(key).replace(/%20/g, "+").replace(/%2F/g, "/") };
  return { eventSource: "aws:s3", eventName: "ObjectCreated:Put", s3: { object } };
}

const isCreation = (eventName: string): boolean => /^(?:s3:)?ObjectCreated:/.test(eventName);

/**
 * Form encoding: a plus is a space, and a literal plus is %2B. So replace the pluses first, then decode the percents,
 * each once.
 */
function decodedKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replace(/\+/g, " "));
  } catch {
    throw badMessage();
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw badMessage();
  }
}

const badMessage = (): AppError =>
  new AppError("invalid", "bad-ingest-message", "The message is no notification of S3.");
