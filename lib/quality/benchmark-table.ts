import type { Platform } from "../domain/platform.ts";
import type { Benchmark } from "../domain/records.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";

/** Benchmarks by `benchmarkKey`; a handful of records. */
export type BenchmarkTable = ReadonlyMap<string, Benchmark>;

/**
 * Generated creators are compared only with each other, so that samples and people never affect each other's results.
 */
export const benchmarkKey = (platform: Platform, tier: string, synthetic: boolean): string =>
  `${platform}/${tier}${synthetic ? "/synthetic" : ""}`;

/** Platforms x tiers x two. */
const TABLE_MAX = 1_000;

/** The tenant's table; empty before it was first computed. */
export async function readBenchmarks(documents: TenantDocuments): Promise<BenchmarkTable> {
  const { items } = await documents.find("benchmarks", { where: [], limit: TABLE_MAX });
  const own = items.filter(({ tenant_id }) => tenant_id === documents.scope.tenantId);
  return new Map(own.map((one) => [benchmarkKey(one.platform, one.tier, one.synthetic === true), one]));
}
