import type { Metadata } from "./filter.ts";

export interface StoredVector {
  readonly id: string;
  readonly values: readonly number[];
  readonly metadata?: Metadata | undefined;
}

type Change = (records: Map<string, StoredVector>) => void;

/** What a read sees, and the number of the last write in it. */
export interface View {
  readonly records: ReadonlyMap<string, StoredVector>;
  readonly indexed: number;
}

export interface Namespaces {
  /** Numbers the write; it becomes visible at once, or after this many reads as the lag says. */
  write(namespace: string, change: Change): number;
  /** Null if nothing was ever written there. */
  read(namespace: string): View | null;
  names(): string[];
}

interface Namespace {
  readonly records: Map<string, StoredVector>;
  readonly pending: { readonly lsn: number; readonly change: Change; readsLeft: number }[];
  lastLsn: number;
  indexed: number;
}

/** Namespaces whose writes become visible late: counted in reads, not in time, so that tests repeat. */
export function createNamespaces(options: { lagReads: number }): Namespaces {
  const namespaces = new Map<string, Namespace>();
  return {
    write(name, change) {
      const fresh = (): Namespace => ({ records: new Map(), pending: [], lastLsn: 0, indexed: 0 });
      const namespace = namespaces.get(name) ?? fresh();
      namespaces.set(name, namespace);
      namespace.lastLsn += 1;
      namespace.pending.push({ lsn: namespace.lastLsn, change, readsLeft: options.lagReads });
      if (options.lagReads === 0) settle(namespace);
      return namespace.lastLsn;
    },
    read(name) {
      const namespace = namespaces.get(name);
      if (!namespace) return null;
      settle(namespace);
      for (const write of namespace.pending) write.readsLeft -= 1;
      return { records: namespace.records, indexed: namespace.indexed };
    },
    names: () => [...namespaces.keys()],
  };
}

/** Applies, in order, the writes that have waited long enough. */
function settle(namespace: Namespace): void {
  while (namespace.pending[0] !== undefined && namespace.pending[0].readsLeft <= 0) {
    const write = namespace.pending.shift();
    write?.change(namespace.records);
    namespace.indexed = write?.lsn ?? namespace.indexed;
  }
}
