import type { Objects, UploadOptions } from "../ports/objects.ts";

/**
 * Objects that tell `onPut` of each key that was put through them, before the put ends, as the bucket's notification
 * would: a put that cannot be told of fails, and its sender puts again.
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
    // Through this process, which tells of it; nobody would of what goes to the bucket directly.
    signedUpload: async (key, options) => upload(key, options),
  };
}
