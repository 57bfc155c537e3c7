import type { Objects } from "../ports/objects.ts";

/** What is called on other regions' copies of objects. */
export type Copies = Pick<Objects, "deleteAllVersions" | "deletePrefix">;

const isBackup = (key: string): boolean => key.startsWith("backups/");

/**
 * The objects of this region, whose backups S3 copies to the other regions. S3 does not replicate the removal of a
 * version. So what is removed from backups is removed from the copies here, and from the copies first: if a copy does
 * not answer, the call fails and its worker repeats it. A backup counts as rewritten only once every copy is.
 */
export const replicatedObjects = (objects: Objects, copies: readonly Copies[]): Objects => ({
  put: (key, body, options) => objects.put(key, body, options),
  putStream: (key, body) => objects.putStream(key, body),
  head: (key) => objects.head(key),
  get: (key) => objects.get(key),
  stream: (key) => objects.stream(key),
  list: (prefix, options) => objects.list(prefix, options),
  async deleteAllVersions(keys) {
    const kept = keys.filter(isBackup);
    if (kept.length > 0) await Promise.all(copies.map((copy) => copy.deleteAllVersions(kept)));
    return objects.deleteAllVersions(keys);
  },
  deleteUpTo: (object) => objects.deleteUpTo(object),
  async deletePrefix(prefix) {
    if (isBackup(prefix)) await Promise.all(copies.map((copy) => copy.deletePrefix(prefix)));
    return objects.deletePrefix(prefix);
  },
  signedLink: (key, seconds) => objects.signedLink(key, seconds),
  signedUpload: (key, options) => objects.signedUpload(key, options),
});
