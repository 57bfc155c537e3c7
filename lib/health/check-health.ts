import { AppError } from "../domain/errors.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Cache } from "../ports/cache.ts";
import type { Queues } from "../ports/queues.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorIndex } from "../ports/vector-index.ts";

/** A store that takes longer than this to answer nothing much is as good as down. */
const DEADLINE_MS = 2_000;

interface HealthPorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly vectors: VectorIndex;
  readonly cache: Cache;
  readonly queues: Queues;
  /** Parts of a data folder that went away under the running system. */
  readonly lackingParts: () => readonly string[];
}

export interface Health {
  readonly status: "ok";
  readonly parts: readonly string[];
}

/**
 * Asks each store that a search or an ingest needs something small, all at the same time.
 * @throws AppError `unavailable`, code `unhealthy`, that names the parts which did not answer.
 */
export async function checkHealth(ports: HealthPorts): Promise<Health> {
  const { openDocuments, vectors, cache, queues, lackingParts } = ports;
  const questions: Readonly<Record<string, () => Promise<unknown>>> = {
    documents: () => openDocuments(SYSTEM_SCOPE).get("benchmarks", "health"),
    vectors: () => vectors.stats(),
    cache: () => cache.getMany(["health"]),
    queues: () => queues.depth("ingest"),
  };
  const answers = await Promise.all(
    Object.entries(questions).map(async ([part, ask]) => ({ part, ok: await answersInTime(ask) })),
  );
  const failed = [...answers.filter(({ ok }) => !ok).map(({ part }) => part), ...lackingParts()];
  if (failed.length > 0) {
    throw new AppError("unavailable", "unhealthy", `Without an answer: ${failed.join(", ")}.`, { failed });
  }
  return { status: "ok", parts: answers.map(({ part }) => part) };
}

async function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), DEADLINE_MS);
  const answered = Promise.resolve()
    .then(ask)
    .then(
      () => true,
      () => false,
    );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
