import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alternativesTo } from "./alternatives.ts";
import { breakEvenNodeHour, firstFill, monthlyBill, onDemandQueriesPerSecond } from "./monthly-bill.ts";
import { requestedEstimates } from "./requested-estimates.ts";
import { readUnitsPerQuery } from "./supplier-lines.ts";
import { vectorGb, volumesSchema } from "./volumes.ts";

const volumes = (given: object = {}) => volumesSchema.parse(given);

const anyVolumes = fc
  .record({
    creators: fc.integer({ min: 0, max: 1_000_000_000 }),
    updates: fc.integer({ min: 0, max: 100_000_000 }),
    queries: fc.integer({ min: 0, max: 100_000_000 }),
    dimensions: fc.integer({ min: 64, max: 3_072 }),
    cacheHitRate: fc.double({ min: 0, max: 1, noNaN: true }),
    namespaces: fc.constantFrom("one", "by-platform"),
    reads: fc.constantFrom("on-demand", "dedicated"),
  })
  .map(volumes);

test("the total is the sum of the lines that have a price, and the others are named", () => {
  fc.assert(
    fc.property(anyVolumes, (some) => {
      const { lines, total, unpriced } = monthlyBill(some);
      const sum = lines.reduce((all, { usd }) => all + (usd ?? 0), 0);
      expect(total).toBeCloseTo(sum, 6);
      expect(unpriced).toHaveLength(lines.filter(({ usd }) => usd === null).length);
      for (const { usd } of lines) expect(usd ?? 0).toBeGreaterThanOrEqual(0);
    }),
  );
});

test("what stands on prices that nobody confirmed is summed up, and what is confirmed is not in it", () => {
  fc.assert(
    fc.property(anyVolumes, (some) => {
      const { lines, total, unconfirmed } = monthlyBill(some);
      const confirmed = lines.reduce((sum, { isConfirmed, usd }) => sum + (isConfirmed ? (usd ?? 0) : 0), 0);
      expect(unconfirmed.usd).toBeCloseTo(total - confirmed, 6);
      expect(unconfirmed.share * total).toBeCloseTo(unconfirmed.usd, 6);
    }),
  );
  expect(monthlyBill(volumes()).unconfirmed.lines).toContain("AWS: Lambda, time");
  expect(monthlyBill(volumes()).unconfirmed.lines).not.toContain("AWS: API Gateway");
});

test("more searches never cost less", () => {
  fc.assert(
    fc.property(anyVolumes, fc.integer({ min: 1, max: 1_000_000 }), (some, more) => {
      const after = monthlyBill({ ...some, queries: some.queries + more });
      expect(after.total).toBeGreaterThanOrEqual(monthlyBill(some).total);
    }),
  );
});

describe("at 250 million creators", () => {
  test("512 dimensions are 0.64 TB, a cent and three searches a second in one namespace", () => {
    const one = volumes({ namespaces: "one" });
    expect(vectorGb(one)).toBeCloseTo(644, 0);
    expect((readUnitsPerQuery(one) * 16) / 1e6).toBeCloseTo(0.01, 3);
    expect(onDemandQueriesPerSecond(one)).toBeCloseTo(3.1, 1);
  });

  test("a namespace for each platform makes a search that names one four times cheaper", () => {
    const named = volumes({ onePlatformShare: 1 });
    expect(readUnitsPerQuery(named)).toBeCloseTo(vectorGb(named) / 4, 6);
  });

  test("embedding everybody once by the Batch API costs 500 dollars", () => {
    expect(firstFill(volumes())).toBe(500);
  });

  test("the pods that were first counted on hold a fraction, and the bill says so", () => {
    const pods = requestedEstimates(monthlyBill(volumes())).find(({ item }) => item.includes("pods"));
    expect(pods?.holds).toBe(false);
    expect(pods?.why).toContain("5 million vectors and 10 s1 pods 50 million; 250 million need 250 or 50");
  });
});

test("dedicated nodes at the price of breaking even cost what reading on demand does", () => {
  const some = volumes({ queries: 5_000_000 });
  const dedicated = monthlyBill({ ...some, reads: "dedicated", nodeHour: breakEvenNodeHour(some) });
  expect(dedicated.total).toBeCloseTo(monthlyBill(some).total, 6);
});

test("a comparison with what has no price claims no difference", () => {
  const dedicated = alternativesTo(volumes()).find(({ name }) => name === "dedicated read nodes");
  expect(dedicated?.difference).toBeNull();
  expect(dedicated?.bill.unpriced).toContain("Pinecone: searches, dedicated read nodes");
});

test("what is taken already is no alternative", () => {
  const names = alternativesTo(volumes()).map(({ name }) => name);
  expect(names).not.toContain("512 dimensions");
  expect(names).toContain("1,536 dimensions");
});

test("a second region adds lines and changes none, and costs less than the first", () => {
  fc.assert(
    fc.property(anyVolumes, (some) => {
      const [one, two] = [monthlyBill(some), monthlyBill({ ...some, regions: 2 })];
      expect(two.lines.slice(0, one.lines.length)).toEqual(one.lines);
      expect(two.lines.length).toBeGreaterThan(one.lines.length);
    }),
  );
  const [one, two] = [monthlyBill(volumes()), monthlyBill(volumes({ regions: 2 }))];
  expect(two.total - one.total).toBeLessThan(one.total);
});
