import { everyTenant } from "../access/tenants.ts";
import { eq } from "../domain/condition.ts";
import { idsOf, SHARED_TENANT, type TenantId } from "../domain/ids.ts";
import type { MoveReport, SearchComparison } from "../domain/move.ts";
import { QUERY_MAX_CHARACTERS, searchRequestSchema } from "../domain/search-request.ts";
import { tenantScope } from "../domain/tenant-scope.ts";
import { searchIndexes } from "../search/search-indexes.ts";
import { onlyScope } from "./collections.ts";
import type { MovePorts, MoveSide } from "./ports.ts";

/** Ids are digests, so the first ones are a random sample. */
const SEARCHES = 20;
const FIRST_RESULTS = 10;
/** A move may wait longer for an answer than a person would. */
const DEADLINE_MS = 20_000;

interface Asked {
  readonly tenantId: TenantId;
  readonly query: string;
}

/** Searches both sides for the sample creators' own words, in two modes. Null if there is no creator to search for. */
export async function compareSearches(ports: MovePorts): Promise<MoveReport["searches"]> {
  const sample = await sampleOf(ports);
  if (sample.length === 0) return null;
  return { hybrid: await compare(ports, sample, "hybrid"), vector: await compare(ports, sample, "vector") };
}

async function sampleOf({ source }: MovePorts): Promise<Asked[]> {
  const tenants = await everyTenant(source);
  const sample: Asked[] = [];
  for (const tenantId of tenants) {
    const { items } = await source.openDocuments(onlyScope(tenantId)).find("creators", {
      where: [eq("erased", false)],
      limit: SEARCHES,
    });
    for (const record of items) {
      if (!record.erased && record.bio.trim() !== "")
        sample.push({ tenantId, query: record.bio.slice(0, QUERY_MAX_CHARACTERS / 2).trim() });
    }
  }
  return sample.slice(0, SEARCHES);
}

async function compare(
  ports: MovePorts,
  sample: readonly Asked[],
  mode: "hybrid" | "vector",
): Promise<SearchComparison> {
  const degraded = new Set<string>();
  let overlap = 0;
  for (const asked of sample) {
    const here = await firstResults(ports, ports.source, asked, mode);
    const there = await firstResults(ports, ports.target, asked, mode);
    for (const part of there.degraded) degraded.add(part);
    overlap += shareOf(here.ids, there.ids);
  }
  return { searches: sample.length, overlap: overlap / sample.length, degraded: [...degraded] };
}

async function firstResults(
  { search, clock }: MovePorts,
  { openDocuments, keywords, vectors }: MoveSide,
  { tenantId, query }: Asked,
  mode: "hybrid" | "vector",
) {
  const documents = openDocuments(tenantScope(tenantId, { subscribesShared: tenantId !== SHARED_TENANT }));
  const request = searchRequestSchema.parse({ query, mode, limit: FIRST_RESULTS });
  const asked = { position: null, now: clock.now(), deadlineMs: DEADLINE_MS };
  const { items, meta } = await searchIndexes({ ...search, documents, keywords, vectors }, request, asked);
  return { ids: idsOf(items), degraded: meta.degraded.map(({ part }) => part) };
}

function shareOf(here: readonly string[], there: readonly string[]): number {
  const most = Math.max(here.length, there.length);
  return most === 0 ? 1 : here.filter((id) => there.includes(id)).length / most;
}
