import type { Cache } from "../../ports/cache.ts";
import type { ChangeFeed } from "../../ports/change-feed.ts";
import type { Documents } from "../../ports/documents.ts";
import type { Objects } from "../../ports/objects.ts";
import type { Queues } from "../../ports/queues.ts";
import type { VectorIndex } from "../../ports/vector-index.ts";
import type { MethodRules } from "./with-resilience.ts";

/** Lambda's own limit: what streams or deletes for minutes is bounded by its caller's deadline. */
const MINUTES_15 = 900_000;

/** A stream can be read once; deletes go through as many pages as there are. */
export const OBJECT_RULES: MethodRules<Objects> = {
  putStream: { retry: false, attemptMs: MINUTES_15 },
  deletePrefix: { attemptMs: MINUTES_15 },
  deleteAllVersions: { attemptMs: MINUTES_15 },
};

/** A long poll is no slow answer. */
export const QUEUE_RULES: MethodRules<Queues> = {
  receive: { attemptMs: (_queue, { waitSeconds }: { waitSeconds: number }) => waitSeconds * 1_000 + 5_000 },
};

/** Nor is a wait for changes, and the follower tries again by itself. */
export const CHANGE_RULES: MethodRules<ChangeFeed> = {
  read: { retry: false, attemptMs: (_after, { waitMs }: { waitMs: number }) => waitMs + 20_000 },
};

/** Reading one's own writes waits for the index; writes may be many requests. */
export const VECTOR_RULES: MethodRules<VectorIndex> = {
  upsert: { attemptMs: 60_000 },
  delete: { attemptMs: 60_000 },
  replaceMetadata: { attemptMs: 90_000 },
  fetch: { attemptMs: 45_000 },
};

/**
 * A conditional write that came through unseen would be told as superseded: the driver retries those, with a number.
 */
export const DOCUMENT_RULES: MethodRules<Documents> = {
  upsertMany: { retry: false },
  update: { retry: false },
  updateMany: { retry: false },
  delete: { retry: false },
  deleteUnchanged: { retry: false },
  scan: { yields: true },
};

/** Counting twice is worse than not knowing. */
export const CACHE_RULES: MethodRules<Cache> = { increment: { retry: false }, takeTokens: { retry: false } };
