import type { Objects, UploadOptions } from "../ports/objects.ts";

/**
 * Objects that call `onPut` for each key before the put ends, like the bucket's notification would. If `onPut` fails,
 * the put fails, and its caller puts again.
 */
export function notifyingObjects(
  objects: Objects,
  onPut: (object: { readonly key: string }) => void | Promise<void>,
  upload: (key: string, options: UploadOptions) => string,
): Objects {
  const told = async <T>(key: string, put: Promise<T>): Promise<T> => {
    const answer = await put;
    await onPut({ key });
    return answer;
  };
  return {
    put: (key, body, options) => told(key, objects.put(key, body, options)),
    putStream: (key, body) => told(key, objects.putStream(key, body)),
    head: (key) => objects.head(key),
    get: (key) => objects.get(key),
    stream: (key) => objects.stream(key),
    list: (prefix, options) => objects.list(prefix, options),
    deleteAllVersions: (keys) => objects.deleteAllVersions(keys),
    deleteUpTo: (object) => objects.deleteUpTo(object),
    deletePrefix: (prefix) => objects.deletePrefix(prefix),
    signedLink: (key, seconds) => objects.signedLink(key, seconds),
    // The upload goes through this process, which notifies. Nothing would notify of an upload directly to the bucket.
    signedUpload: async (key, options) => upload(key, options),
  };
}
