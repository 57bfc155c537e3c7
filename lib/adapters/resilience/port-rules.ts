import { MINUTE_MS } from "../../domain/durations.ts";
import type { Cache } from "../../ports/cache.ts";
import type { ChangeFeed } from "../../ports/change-feed.ts";
import type { Documents } from "../../ports/documents.ts";
import type { Objects } from "../../ports/objects.ts";
import type { Queues } from "../../ports/queues.ts";
import type { VectorIndex } from "../../ports/vector-index.ts";
import type { MethodRules } from "./with-resilience.ts";

/** Lambda's own limit. Calls that stream or delete for minutes are limited by their caller's deadline. */
const MINUTES_15 = 15 * MINUTE_MS;

/** A stream can be read only once. Deletes go through any number of pages. */
export const OBJECT_RULES: MethodRules<Objects> = {
  putStream: { retry: false, attemptMs: MINUTES_15 },
  deletePrefix: { attemptMs: MINUTES_15 },
  deleteAllVersions: { attemptMs: MINUTES_15 },
};

/** A long poll takes long by design. */
export const QUEUE_RULES: MethodRules<Queues> = {
  receive: { attemptMs: (_queue, { waitSeconds }: { waitSeconds: number }) => waitSeconds * 1_000 + 5_000 },
};

/** So does a wait for changes, and the follower tries again by itself. */
export const CHANGE_RULES: MethodRules<ChangeFeed> = {
  read: { retry: false, attemptMs: (_after, { waitMs }: { waitMs: number }) => waitMs + 20_000 },
};

/** A read of own writes waits for the index. A write may take many requests. */
export const VECTOR_RULES: MethodRules<VectorIndex> = {
  upsert: { attemptMs: MINUTE_MS },
  delete: { attemptMs: MINUTE_MS },
  replaceMetadata: { attemptMs: 90_000 },
  fetch: { attemptMs: 45_000 },
};

/**
 * If a conditional write succeeded without us knowing, its retry would report `superseded`. The driver retries those
 * itself, with a number.
 */
export const DOCUMENT_RULES: MethodRules<Documents> = {
  upsertMany: { retry: false },
  update: { retry: false },
  updateMany: { retry: false },
  delete: { retry: false },
  deleteUnchanged: { retry: false },
  scan: { yields: true },
};

/** Counting twice is worse than not knowing the count. */
export const CACHE_RULES: MethodRules<Cache> = { increment: { retry: false }, takeTokens: { retry: false } };
