import { createHash } from "node:crypto";
import { Transform } from "node:stream";

/** Counts and hashes the bytes that pass through. `result` is valid once the stream has ended. */
export function hashing(): {
  readonly through: Transform;
  result(): { readonly bytes: number; readonly sha256: string };
} {
  const hash = createHash("sha256");
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, result: () => ({ bytes, sha256: hash.digest("hex") }) };
}
