import { type Creator, followerTier } from "../domain/creator.ts";
import type { TenantId } from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";
import { computeBenchmark, qualityOf } from "../domain/profile/quality.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import type { Clock } from "../ports/clock.ts";
import type { OpenTenantDocuments, TenantDocuments } from "../ports/tenant-documents.ts";
import { type BenchmarkTable, benchmarkKey, readBenchmarks } from "./benchmark-table.ts";

export interface BenchmarkPorts {
  readonly openDocuments: OpenTenantDocuments;
  readonly clock: Clock;
}

export interface BenchmarkSummary {
  /** Pairs of platform and follower tier that have enough creators. */
  readonly benchmarks: number;
  /** Creators whose quality was read anew and came out otherwise. */
  readonly refreshed: number;
}

export interface BenchmarkRequest {
  readonly tenantId: TenantId;
  readonly idPrefix?: string;
  /** Time that is left; the run ends at a page when there is none, and its next time starts anew. */
  readonly remainingMs?: () => number;
}

const DAY_MS = 86_400_000;
/** Rates a pair needs at most: percentiles of more differ by less than one. */
const SAMPLE_MAX = 20_000;
/** Creators looked at for the table. Ids are digests, so the first so many are a fair sample of all. */
const SCANNED_MAX = 500_000;

/**
 * Computes the tenant's benchmark table (percentiles of engagement by platform and follower tier) and reads every
 * creator's quality against it anew, so that quality does not depend on who arrived when. `idPrefix` bounds the
 * second part to a share of the creators, for catalogues that one run cannot go through.
 */
export async function benchmarkQuality(
  ports: BenchmarkPorts,
  { tenantId, idPrefix = "c_", remainingMs = () => Number.POSITIVE_INFINITY }: BenchmarkRequest,
): Promise<BenchmarkSummary> {
  const documents = ports.openDocuments(tenantScope(tenantId, { subscribesShared: false }));
  const now = ports.clock.now();
  const samples = await sampleRates(documents, remainingMs);
  // Half a sample is no benchmark: what stands is better.
  if (remainingMs() <= 0) return { benchmarks: 0, refreshed: 0 };
  const benchmarks = await writeBenchmarks(documents, samples, now);
  const table = await readBenchmarks(documents);
  const today = Math.floor(now.getTime() / DAY_MS);
  let refreshed = 0;
  for await (const page of documents.scan("creators", idPrefix)) {
    if (remainingMs() <= 0) break;
    refreshed += await refreshPage(
      documents,
      page.filter((record) => !record.erased),
      table,
      today,
    );
  }
  return { benchmarks, refreshed };
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

/** A pair that has too few creators now keeps no table, rather than an old one. */
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
  const kept = new Set(writes.map(({ id }) => id));
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
    // Of this very fetch: a newer one has read its own quality.
    const when = [{ field: "version", op: "eq", value: creator.version }] as const;
    return [{ id: creator.id, set: { quality }, when }];
  });
  const outcomes = await documents.updateMany("creators", updates);
  return outcomes.filter(Boolean).length;
}
