/** Where the record of each key is: 8 to 16 bytes a record, where a map takes 40 to 80. */
export interface KeySlots {
  /** Undefined if no record has the key. */
  get(key: number): number | undefined;
  /** `keys[slot]` must be the key already. */
  set(key: number, slot: number): void;
  /** `keys` must still have the key at its slot. */
  delete(key: number): void;
}

const EMPTY = -1;
const SIZE_MIN = 1_024;
/** Knuth's multiplicative hash: keys that follow each other are spread evenly. The Art of Computer Programming, 6.4. */
const SPREAD = 0x9e3779b1;

/** A hash table of slots with linear probing, at most half full. `keys` holds the key of each slot. */
export function createKeySlots(keys: readonly number[]): KeySlots {
  let table = new Int32Array(SIZE_MIN).fill(EMPTY);
  let used = 0;
  const homeOf = (key: number): number => Math.imul(key, SPREAD) >>> (Math.clz32(table.length) + 1);
  const next = (place: number): number => (place + 1) & (table.length - 1);
  /** The place of the key's slot, or the empty place where it would be. */
  const placeOf = (key: number): number => {
    let place = homeOf(key);
    for (let slot = table[place] as number; slot !== EMPTY; slot = table[place] as number) {
      if (keys[slot] === key) break;
      place = next(place);
    }
    return place;
  };
  const grow = (): void => {
    const slots = table.filter((slot) => slot !== EMPTY);
    table = new Int32Array(table.length * 2).fill(EMPTY);
    for (const slot of slots) table[placeOf(keys[slot] as number)] = slot;
  };
  return {
    get(key) {
      const slot = table[placeOf(key)] as number;
      return slot === EMPTY ? undefined : slot;
    },
    set(key, slot) {
      if (2 * (used + 1) > table.length) grow();
      const place = placeOf(key);
      if (table[place] === EMPTY) used += 1;
      table[place] = slot;
    },
    delete(key) {
      let hole = placeOf(key);
      if (table[hole] === EMPTY) return;
      // A later slot moves into the hole unless its own home is behind the hole, so no search stops too early.
      for (let place = next(hole); table[place] !== EMPTY; place = next(place)) {
        const home = homeOf(keys[table[place] as number] as number);
        const distance = (from: number): number => (place - from) & (table.length - 1);
        if (distance(home) < distance(hole)) continue;
        table[hole] = table[place] as number;
        hole = place;
      }
      table[hole] = EMPTY;
      used -= 1;
    },
  };
}
