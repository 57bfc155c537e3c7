import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { derivedKey, everyDigest, type Keyring, keyedDigest } from "./keyring.ts";

const key = (byte: number) => new Uint8Array(32).fill(byte);
const ring: Keyring = {
  current: 2,
  keys: new Map([
    [1, key(1)],
    [2, key(2)],
  ]),
};

describe("keyed digests", () => {
  it("are HMAC-SHA-256 over domain, version and value under the current key", () => {
    const expected = createHmac("sha256", key(2)).update("email|v2|a@b.example").digest("hex");
    expect(keyedDigest(ring, "email", "a@b.example")).toEqual({ digest: expected, key_version: 2 });
  });

  it("of equal values in two domains differ", () => {
    expect(keyedDigest(ring, "email", "1").digest).not.toBe(keyedDigest(ring, "phone", "1").digest);
  });

  it("are found under every live key, newest first", () => {
    expect(everyDigest(ring, "phone", "+49").map((one) => one.key_version)).toEqual([2, 1]);
  });

  it("fail loudly when the current key is missing", () => {
    expect(() => keyedDigest({ current: 3, keys: ring.keys }, "email", "x")).toThrow(/no key of version 3/);
  });
});

it("derived keys are 256 bits, stable, and differ by purpose", () => {
  expect(derivedKey(ring, "cursor")).toHaveLength(32);
  expect(derivedKey(ring, "cursor")).toEqual(derivedKey(ring, "cursor"));
  expect(derivedKey(ring, "cursor")).not.toEqual(derivedKey(ring, "cache-pack"));
});
