import { describe, expect, test } from "vitest";
import type { Keyring } from "../keyring.ts";
import { isSigned, manifestBytes, signatureOf } from "./manifest.ts";
import { estimate, monthlyUsd } from "./price.ts";
import { BACKUP_SIZES, prefixesFor } from "./shards.ts";

describe("shards", () => {
  test.each([
    [0, 1],
    [BACKUP_SIZES.shardVectors, 1],
    [BACKUP_SIZES.shardVectors + 1, 32],
    [62_500_000, 1_024],
  ])("of %i vectors are %i", (vectors, shards) => {
    expect(prefixesFor(vectors, BACKUP_SIZES.shardVectors)).toHaveLength(shards);
  });

  test("part every id in one way, in the order of ids", () => {
    const prefixes = prefixesFor(62_500_000, BACKUP_SIZES.shardVectors);
    expect(prefixes).toEqual([...prefixes].sort());
    expect(prefixes.filter((prefix) => "c_zh73x40000000000000000000".startsWith(prefix))).toEqual(["c_zh"]);
  });
});

describe("the price of a backup", () => {
  const volumes = { vectors: 250_000_000, dimensions: 512, changedPerDay: 328_542, metadataBytes: 250 };

  test("of 250 million vectors is 27.5 million read units, 440 dollars, in the hours that the index's rate allows", () => {
    const full = estimate(volumes, "full");
    expect(full).toMatchObject({
      readUnits: 27_500_000,
      listCalls: 2_500_000,
      fetchCalls: 2_500_000,
      boundBy: "index",
    });
    expect(full.lines[0]?.usd).toBeCloseTo(440, 5);
    expect(full.seconds).toBe(2_500_000 / 80);
    expect(full.files).toBeLessThan(100_000);
  });

  test("of an increment is that of the changed vectors alone", () => {
    const increment = estimate(volumes, "incremental");
    expect(increment).toMatchObject({ listCalls: 0, readUnits: 32_855 });
    expect(monthlyUsd(volumes)).toBeLessThan(5 * estimate(volumes, "full").usd);
  });
});

describe("a signature", () => {
  const key = (fill: number) => new Uint8Array(32).fill(fill);
  const ring = (current: number, ...keys: [number, number][]): Keyring => ({
    current,
    keys: new Map(keys.map(([version, fill]) => [version, key(fill)])),
  });
  const bytes = manifestBytes({ id: "b" });
  const signed = { algorithm: "HMAC-SHA-256" as const, signatures: [signatureOf(ring(1, [1, 7]), bytes)] };

  test("holds after a rotation, and for these bytes and these keys alone", () => {
    expect(isSigned(ring(2, [1, 7], [2, 8]), bytes, signed)).toBe(true);
    expect(isSigned(ring(1, [1, 7]), manifestBytes({ id: "c" }), signed)).toBe(false);
    expect(isSigned(ring(1, [1, 9]), bytes, signed)).toBe(false);
    expect(isSigned(ring(2, [2, 8]), bytes, signed)).toBe(false);
  });
});
