/** A value by which records are brought together, and the field that says so. */
export interface BlockKey {
  readonly field: string;
  readonly value: string;
}

export interface CandidatePair<R> {
  readonly a: R;
  readonly b: R;
  /** Names of fields whose equal values brought them together. */
  readonly foundBy: ReadonlySet<string>;
}

export interface Blocks<R> {
  readonly pairs: readonly CandidatePair<R>[];
  /** Values that too many records share to say anything, and how many stand behind them: none of their pairs is looked at. */
  readonly skipped: { readonly blocks: number; readonly records: number };
}

/** A value that more accounts share is a common name. A block costs its square: 1,225 pairs at most. */
export const BLOCK_MAX = 50;

/** Pairs of records that share a value and may be compared, each once. */
export function blockedPairs<R extends { readonly id: string }>(
  records: readonly R[],
  keysOf: (record: R) => readonly BlockKey[],
  mayPair: (a: R, b: R) => boolean,
): Blocks<R> {
  const found = new Map<string, { a: R; b: R; foundBy: Set<string> }>();
  const skipped = { blocks: 0, records: 0 };
  for (const { field, members } of blocksOf(records, keysOf)) {
    if (members.length > BLOCK_MAX) {
      skipped.blocks += 1;
      skipped.records += members.length;
      continue;
    }
    for (const [at, one] of members.entries()) {
      for (const other of members.slice(at + 1)) {
        if (one.id === other.id || !mayPair(one, other)) continue;
        const [a, b] = one.id < other.id ? [one, other] : [other, one];
        const key = `${a.id} ${b.id}`;
        const pair = found.get(key) ?? { a, b, foundBy: new Set() };
        pair.foundBy.add(field);
        found.set(key, pair);
      }
    }
  }
  return { pairs: [...found.values()], skipped };
}

function blocksOf<R>(records: readonly R[], keysOf: (record: R) => readonly BlockKey[]) {
  const blocks = new Map<string, { readonly field: string; readonly members: R[] }>();
  for (const record of records) {
    for (const { field, value } of keysOf(record)) {
      const key = `${field}\0${value}`;
      const block = blocks.get(key);
      if (block) block.members.push(record);
      else blocks.set(key, { field, members: [record] });
    }
  }
  return blocks.values();
}
