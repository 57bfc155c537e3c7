import type { Steps } from "../steps.ts";

/** A value by which records are grouped, and the name of its field. */
export interface BlockKey {
  readonly field: string;
  readonly value: string;
}

export interface CandidatePair<R> {
  readonly a: R;
  readonly b: R;
  /** Names of the fields whose equal values brought the two together. */
  readonly foundBy: ReadonlySet<string>;
}

export interface Blocks<R> {
  readonly pairs: readonly CandidatePair<R>[];
  /**
   * Values that too many records share to be evidence, and the number of those records. None of their pairs is
   * compared.
   */
  readonly skipped: { readonly blocks: number; readonly records: number };
}

/**
 * A value that more accounts share is a common name. The cost of a block grows with its square: at most 1,225 pairs.
 */
export const BLOCK_MAX = 50;

/** Records, or blocks, that are looked at in a step. */
const PER_STEP = 500;

/** Pairs of records that share a value and may be compared, each pair once. */
export function* blockedPairs<R extends { readonly id: string }>(
  records: readonly R[],
  keysOf: (record: R) => readonly BlockKey[],
  mayPair: (a: R, b: R) => boolean,
): Steps<Blocks<R>> {
  const found = new Map<string, { a: R; b: R; foundBy: Set<string> }>();
  const skipped = { blocks: 0, records: 0 };
  let looked = 0;
  for (const { field, members } of yield* blocksOf(records, keysOf)) {
    looked += 1;
    if (looked % PER_STEP === 0) yield;
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

interface Block<R> {
  readonly field: string;
  readonly members: R[];
}

function* blocksOf<R>(
  records: readonly R[],
  keysOf: (record: R) => readonly BlockKey[],
): Steps<Iterable<Block<R>>> {
  const blocks = new Map<string, Block<R>>();
  for (const [at, record] of records.entries()) {
    if (at % PER_STEP === 0) yield;
    for (const { field, value } of keysOf(record)) {
      const key = `${field}\0${value}`;
      const block = blocks.get(key);
      if (block) block.members.push(record);
      else blocks.set(key, { field, members: [record] });
    }
  }
  return blocks.values();
}
