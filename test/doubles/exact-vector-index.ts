import { meetsAll } from "../../lib/domain/condition.ts";
import { AppError } from "../../lib/domain/errors.ts";
import type { VectorIndex, VectorRecord } from "../../lib/ports/vector-index.ts";

/** Namespace -> id -> record. */
export type VectorMaps = Map<string, Map<string, VectorRecord>>;

/** A vector index in memory that compares with every vector: slow and exact. `namespaces` shows its content. */
export function createExactVectorIndex(dimensions: number, namespaces: VectorMaps = new Map()): VectorIndex {
  const recordsOf = (namespace: string) => namespaces.get(namespace) ?? new Map<string, VectorRecord>();
  return {
    dimensions,
    async upsert(namespace, records) {
      const kept = recordsOf(namespace);
      for (const record of records) kept.set(record.id, record);
      namespaces.set(namespace, kept);
    },
    async replaceMetadata(namespace, updates) {
      const known = updates.filter(({ id }) => recordsOf(namespace).has(id));
      for (const { id, metadata } of known) {
        const record = recordsOf(namespace).get(id);
        if (record) recordsOf(namespace).set(id, { ...record, metadata });
      }
      return known.map(({ id }) => id);
    },
    async query({ namespaces: asked, vector, topK, where, withValues }, { signal } = {}) {
      signal?.throwIfAborted();
      if (vector.length !== dimensions)
        throw new AppError("invalid", "vector-dimensions", "Other dimensions.");
      return asked
        .flatMap((namespace) =>
          [...recordsOf(namespace).values()]
            .filter(({ metadata }) => meetsAll(metadata, where))
            .map(({ id, values }) => ({
              ...{ id, namespace, score: dot(vector, values) },
              ...(withValues && { values }),
            })),
        )
        .sort((a, b) => b.score - a.score)
        .slice(0, topK);
    },
    async fetch(namespace, ids) {
      return ids.flatMap((id) => recordsOf(namespace).get(id) ?? []);
    },
    async list(namespace, { prefix = "", limit, cursor = "" }) {
      const ids = [...recordsOf(namespace).keys()]
        .filter((id) => id.startsWith(prefix) && id > cursor)
        .sort();
      return { ids: ids.slice(0, limit), cursor: ids.length > limit ? (ids[limit - 1] ?? null) : null };
    },
    async delete(namespace, ids) {
      for (const id of ids) recordsOf(namespace).delete(id);
    },
    async stats() {
      return {
        namespaces: Object.fromEntries([...namespaces].map(([name, { size }]) => [name, { count: size }])),
      };
    },
  };
}

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
