/**
 * Listings ask for keys in form encoding, since XML cannot hold every character that a key can; the SDK hands them
 * out as they came. Plus first, then percent.
 */
export function listedKey(key: string, encoding: string | undefined): string {
  return encoding === "url" ? decodeURIComponent(key.replaceAll("+", " ")) : key;
}
