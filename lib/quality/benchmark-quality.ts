import { eq } from "../domain/condition.ts";
import { type Creator, followerTier } from "../domain/creator.ts";
import { DAY_MS } from "../domain/durations.ts";
import { idsOf, type TenantId } from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";
import { computeBenchmark, qualityOf } from "../domain/profile/quality.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { type BenchmarkTable, benchmarkKey, readBenchmarks } from "./benchmark-table.ts";

export type BenchmarkPorts = Pick<Ports, "openDocuments" | "clock">;

export interface BenchmarkRequest {
  readonly tenantId: TenantId;
  readonly remainingMs?: () => number;
}

export interface RefreshRequest extends BenchmarkRequest {
  /** Prefix of creator ids. */
  readonly prefix?: string;
  /** Continues from an earlier answer's `next`. */
  readonly from?: string | null;
}

/** Rates that a pair needs at most. With more, percentiles differ by less than one. */
const SAMPLE_MAX = 20_000;
/** Creators read for the table. Ids are digests, so the first ones are a fair sample of all. */
const SCANNED_MAX = 500_000;
const FOREVER = () => Number.POSITIVE_INFINITY;

/**
 * Computes the tenant's benchmark table: percentiles of engagement by platform and follower tier. If the time runs
 * out, it uses what it has read, which is also a fair sample.
 * @returns pairs of platform and tier that have enough creators.
 */
export async function benchmarkQuality(
  { openDocuments, clock }: BenchmarkPorts,
  { tenantId, remainingMs = FOREVER }: BenchmarkRequest,
): Promise<number> {
  const documents = openDocuments(ownScope(tenantId));
  return writeBenchmarks(documents, await sampleRates(documents, remainingMs), clock.now());
}

/**
 * Computes every creator's quality again with the tenant's table, so that it does not depend on the order of arrival.
 * @returns creators whose quality changed, and where the walk continues.
 */
export async function refreshQuality(
  { openDocuments, clock }: BenchmarkPorts,
  { tenantId, prefix = "c_", from = null, remainingMs = FOREVER }: RefreshRequest,
): Promise<{ readonly refreshed: number; readonly next: string | null }> {
  const documents = openDocuments(ownScope(tenantId));
  const table = await readBenchmarks(documents);
  const today = Math.floor(clock.now().getTime() / DAY_MS);
  let refreshed = 0;
  for await (const page of documents.scan("creators", prefix, from ?? undefined)) {
    const live = page.filter((record) => !record.erased);
    refreshed += await refreshPage(documents, live, table, today);
    if (remainingMs() <= 0) return { refreshed, next: page.at(-1)?.id ?? null };
  }
  return { refreshed, next: null };
}

interface Sample {
  readonly platform: Platform;
  readonly tier: string;
  readonly synthetic: boolean;
  readonly rates: number[];
}

async function sampleRates(documents: TenantDocuments, remainingMs: () => number): Promise<Sample[]> {
  const samples = new Map<string, Sample>();
  let scanned = 0;
  for await (const page of documents.scan("creators", "c_")) {
    for (const record of page) if (!record.erased) addRate(samples, record);
    scanned += page.length;
    if (scanned >= SCANNED_MAX || remainingMs() <= 0) break;
  }
  return [...samples.values()];
}

function addRate(samples: Map<string, Sample>, creator: Creator): void {
  const { platform, followers, engagement_rate: rate, synthetic } = creator;
  if (followers === null || rate === null) return;
  const tier = followerTier(followers);
  const key = benchmarkKey(platform, tier, synthetic);
  const sample = samples.get(key) ?? { platform, tier, synthetic, rates: [] };
  samples.set(key, sample);
  if (sample.rates.length < SAMPLE_MAX) sample.rates.push(rate);
}

/** A pair that has too few creators now loses its table; an old one is not kept. */
async function writeBenchmarks(
  documents: TenantDocuments,
  samples: readonly Sample[],
  now: Date,
): Promise<number> {
  const { tenantId } = documents.scope;
  const at = now.toISOString();
  const writes = samples.flatMap(({ platform, tier, synthetic, rates }) => {
    const percentiles = computeBenchmark(rates);
    if (!percentiles) return [];
    const set = { platform, tier, sample: rates.length, engagement_percentiles: percentiles, at, synthetic };
    return [{ id: `${tenantId}/${benchmarkKey(platform, tier, synthetic)}`, version: at, set }];
  });
  const kept = new Set(idsOf(writes));
  const stored = await readBenchmarks(documents);
  const outdated = [...stored.values()].map(({ id }) => id).filter((id) => !kept.has(id));
  await documents.delete("benchmarks", outdated);
  await documents.upsertMany("benchmarks", writes);
  return writes.length;
}

async function refreshPage(
  documents: TenantDocuments,
  creators: readonly Creator[],
  table: BenchmarkTable,
  today: number,
): Promise<number> {
  const updates = creators.flatMap((creator) => {
    const { followers, platform, synthetic } = creator;
    const key = followers === null ? null : benchmarkKey(platform, followerTier(followers), synthetic);
    const quality = qualityOf(creator, key === null ? null : (table.get(key) ?? null), today);
    if (JSON.stringify(quality) === JSON.stringify(creator.quality)) return [];
    // Only for this very fetch: a newer one has computed its own quality.
    const when = [eq("version", creator.version)];
    return [{ id: creator.id, set: { quality }, when }];
  });
  const outcomes = await documents.updateMany("creators", updates);
  return outcomes.filter(Boolean).length;
}
