import { AppError } from "../../domain/errors.ts";

/** The bucket behind each first part of a key. Two parts may share a bucket. */
export interface Buckets {
  readonly inbox: string;
  readonly raw: string;
  readonly quarantine: string;
  readonly backups: string;
  readonly exports: string;
}

/** @throws AppError `invalid`, code `unknown-object-root`, for a key whose first part names no bucket. */
export function bucketOf(buckets: Buckets, key: string): string {
  const slash = key.indexOf("/");
  const root = slash === -1 ? "" : key.slice(0, slash);
  switch (root) {
    case "inbox":
    case "raw":
    case "quarantine":
    case "backups":
    case "exports":
      return buckets[root];
    default:
      throw new AppError(
        "invalid",
        "unknown-object-root",
        "A key starts with inbox/, raw/, quarantine/, backups/ or exports/.",
      );
  }
}
