/** What was found out of a word, for the words seen last. */
export interface WordMemory<T> {
  get(word: string): T | undefined;
  set(word: string, found: T): void;
}

/**
 * Keeps at most `most` words, in two halves: when the newer one is full it becomes the older one, whose words are
 * forgotten unless they came again. So the words of all texts stay, however often names come that nobody else has.
 */
export function wordMemory<T>(most: number): WordMemory<T> {
  let newer = new Map<string, T>();
  let older = new Map<string, T>();
  const set = (word: string, found: T): void => {
    if (newer.size >= most / 2) {
      older = newer;
      newer = new Map();
    }
    newer.set(word, found);
  };
  return {
    get(word) {
      const found = newer.get(word);
      if (found !== undefined) return found;
      const before = older.get(word);
      if (before !== undefined) set(word, before);
      return before;
    },
    set,
  };
}
