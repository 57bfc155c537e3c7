import { AppError } from "../../domain/errors.ts";
import { awsError, awsFailureOf } from "./aws-calls.ts";

/** Only a missing key is `not-found`. A missing bucket is our fault and must not look like an erased object. */
export function s3Error(error: unknown, key: string): AppError {
  const { name } = awsFailureOf(error);
  const context = { key };
  switch (name) {
    case "NoSuchKey":
    case "NotFound":
      return new AppError("not-found", "object-not-found", "There is no such object.", context, error);
    case "NoSuchBucket":
      return new AppError("unavailable", "objects-no-bucket", "The bucket does not exist.", context, error);
    case "KeyTooLongError":
      return new AppError(
        "invalid",
        "object-key-too-long",
        "A key holds at most 1,024 bytes.",
        context,
        error,
      );
    case "EntityTooLarge":
      return new AppError("invalid", "object-too-large", "The object is too large.", context, error);
    default:
      return awsError("objects", error, context);
  }
}

/** Awaits a call of the client and translates its error. */
export async function calling<T>(key: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw s3Error(error, key);
  }
}
