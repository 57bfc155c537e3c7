import { meetsAll } from "../../../lib/domain/condition.ts";
import type { VectorIndex, VectorRecord } from "../../../lib/ports/vector-index.ts";

/** A vector index as a map, whose whole content can be looked at. */
export function createMemoryVectorIndex(dimensions: number) {
  const namespaces = new Map<string, Map<string, VectorRecord>>();
  const recordsOf = (namespace: string): Map<string, VectorRecord> => {
    const records = namespaces.get(namespace) ?? new Map<string, VectorRecord>();
    namespaces.set(namespace, records);
    return records;
  };
  const index: VectorIndex = {
    dimensions,
    async upsert(namespace, records) {
      for (const record of records) recordsOf(namespace).set(record.id, record);
    },
    async replaceMetadata(namespace, updates) {
      const records = recordsOf(namespace);
      const there = updates.filter(({ id }) => records.has(id));
      for (const { id, metadata } of there) {
        const values = records.get(id)?.values ?? new Float32Array(dimensions);
        records.set(id, { id, values, metadata });
      }
      return there.map(({ id }) => id);
    },
    async query({ namespaces: asked, where, topK }) {
      return asked
        .flatMap((namespace) =>
          [...recordsOf(namespace).values()]
            .filter(({ metadata }) => meetsAll(metadata, where))
            .map(({ id }) => ({ id, namespace, score: 1 })),
        )
        .slice(0, topK);
    },
    async fetch(namespace, ids) {
      return ids.flatMap((id) => recordsOf(namespace).get(id) ?? []);
    },
    async list(namespace, { prefix = "", limit }) {
      const ids = [...recordsOf(namespace).keys()].filter((id) => id.startsWith(prefix)).sort();
      return { ids: ids.slice(0, limit), cursor: null };
    },
    async delete(namespace, ids) {
      for (const id of ids) recordsOf(namespace).delete(id);
    },
    async stats() {
      const counts = [...namespaces].map(([name, records]) => [name, { count: records.size }] as const);
      return { namespaces: Object.fromEntries(counts) };
    },
  };
  /** Every record, in an order that does not depend on when it came. */
  const content = (): unknown =>
    [...namespaces]
      .flatMap(([namespace, records]) =>
        [...records.values()].map(({ id, values, metadata }) => ({
          namespace,
          id,
          metadata,
          values: [...values.slice(0, 8)],
        })),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { index, content };
}
