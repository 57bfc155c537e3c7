/**
 * Listings request form-encoded keys, because XML cannot hold every character of a key. The SDK returns them still
 * encoded. Decode plus first, then percent.
 */
export function listedKey(key: string, encoding: string | undefined): string {
  return encoding === "url" ? decodeURIComponent(key.replaceAll("+", " ")) : key;
}
