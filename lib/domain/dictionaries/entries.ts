/** A code of the API and its English name. */
export interface DictionaryEntry {
  readonly code: string;
  readonly name: string;
}

/**
 * Entries in order of their names, made when they are first asked for: loading ICU's names takes longer than an answer
 * from the cache does.
 */
export function entriesOnce(read: () => readonly DictionaryEntry[]): () => readonly DictionaryEntry[] {
  let entries: readonly DictionaryEntry[] | undefined;
  return () => {
    entries ??= [...read()].sort((a, b) => a.name.localeCompare(b.name, "en"));
    return entries;
  };
}
