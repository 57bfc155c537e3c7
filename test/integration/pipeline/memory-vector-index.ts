import { createExactVectorIndex, type VectorMaps } from "../../doubles/exact-vector-index.ts";

/** A vector index whose whole content can be looked at. */
export function createMemoryVectorIndex(dimensions: number) {
  const namespaces: VectorMaps = new Map();
  const index = createExactVectorIndex(dimensions, namespaces);
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
