/** Remembers a result for each of the words used most recently. */
export interface WordMemory<T> {
  get(word: string): T | undefined;
  set(word: string, found: T): void;
}

/**
 * Keeps at most `most` words, in two halves. When the newer half is full it becomes the older one, and words of the
 * former older half are forgotten unless they came again. So frequent words stay, even among many names that come only
 * once.
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
