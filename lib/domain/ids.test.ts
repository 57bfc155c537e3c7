import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { creatorIdOf, creatorIdSchema, crockford, LOCAL_TENANT, tenantIdSchema } from "./ids.ts";

describe("creator ids", () => {
  // Expected values were computed by a big-integer implementation in another language.
  it.each([
    ["local", "youtube", "UCq7Zr1xA4hT0mWb2Nf8sLkQ", "c_dca6z0bnhnpz2w8nb6f8654kdb"],
    ["acme", "tiktok", "lumenkitchenlab", "c_b7t0yecf5wp9j4tkp6wrt8v37q"],
    ["shared", "x", "2244994945111", "c_hgeh9cx9fdaxxzdhavcp7nekpg"],
    ["local", "instagram", "17841403152768494", "c_9n0mr9ygpnw781shg7agv84szr"],
  ] as const)("follow from tenant, platform and account: %s %s %s", (tenant, platform, account, expected) => {
    expect(creatorIdOf(tenantIdSchema.parse(tenant), platform, account)).toBe(expected);
  });

  it("always fit their own schema and differ between tenants", () => {
    fc.assert(
      fc.property(fc.string(), (account) => {
        const local = creatorIdOf(LOCAL_TENANT, "x", account);
        expect(creatorIdSchema.safeParse(local).success).toBe(true);
        expect(creatorIdOf(tenantIdSchema.parse("acme"), "x", account)).not.toBe(local);
      }),
    );
  });
});

describe("Crockford base32", () => {
  it("writes bits from the most significant on and pads the last character with zero bits", () => {
    expect(crockford(new Uint8Array([0xff]), 2)).toBe("zw");
    expect(crockford(new Uint8Array([0, 0x44, 0x32, 0x14, 0xc7]), 8)).toBe("01234567");
  });
});

describe("tenant ids", () => {
  it.each(["", "Acme", "a/b", "-a", "a".repeat(64), "a.b", "a b"])(
    "refuse %j, which could leave its prefix",
    (text) => {
      expect(tenantIdSchema.safeParse(text).success).toBe(false);
    },
  );
});
