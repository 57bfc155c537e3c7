import type { Objects } from "../ports/objects.ts";

/** What another region's copies of objects are asked for. */
export type Copies = Pick<Objects, "deleteAllVersions" | "deletePrefix">;

const isBackup = (key: string): boolean => key.startsWith("backups/");

/**
 * The objects of this region, whose backups S3 copies to the others. S3 copies no removal of a version, so that what is
 * removed from backups is removed from the copies here, and first: a copy that does not answer fails the call, which its
 * worker repeats, and no backup counts as rewritten before every copy is.
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
