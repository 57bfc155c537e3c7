import { catalogueTenants } from "../cache/cache-keys.ts";
import { withCacheHit } from "../cache/page.ts";
import { type Creator, namespaceOf } from "../domain/creator.ts";
import { embeddingText } from "../domain/profile/embedding-text.ts";
import { inRange } from "../domain/ranking/fusion.ts";
import { categoryName, countryName, languageName } from "../domain/ranking/names.ts";
import { dayOf } from "../domain/ranking/priors.ts";
import { sharedTraits, similarity } from "../domain/ranking/similarity.ts";
import { cosineRange } from "../domain/ranking/weights.ts";
import { type Filters, LIMIT_DEFAULT, type SimilarAnswer } from "../domain/search-request.ts";
import { elapsedMs } from "../ports/clock.ts";
import { conditionsOf, metadataConditions, namespacesOf } from "./conditions.ts";
import { inTime } from "./deadline.ts";
import { liveCreator, liveCreators } from "./live-creators.ts";
import type { SearchPorts } from "./ports.ts";
import { presentFields } from "./present.ts";
import { unjudgedPlatforms } from "./unjudged.ts";

type SimilarPorts = Pick<
  SearchPorts,
  "documents" | "vectors" | "embedder" | "clock" | "keyring" | "memory" | "settings" | "statements"
>;

export interface SimilarOptions {
  /** 1 to 100. */
  readonly limit?: number;
  readonly filters?: Filters;
}

const TRAIT_NAMES = { country: countryName, language: languageName, category: categoryName };

/**
 * Creators like this one, by meaning, size, language, country and categories, with what they share; never itself or
 * another account of the same identity.
 * @throws AppError `not-found`, code `creator-not-found`; `unavailable` when vectors or documents cannot be read.
 */
export async function similarCreators(
  ports: SimilarPorts,
  id: string,
  { limit = LIMIT_DEFAULT, filters = {} }: SimilarOptions = {},
): Promise<SimilarAnswer> {
  const started = ports.clock.now();
  const creator = await liveCreator(ports, id);
  const ranked = (await lookalikes(ports, creator, filters, dayOf(started))).slice(0, limit);
  return {
    data: ranked.map(({ other, score, meaning }) => {
      const traits = sharedTraits(creator, other, TRAIT_NAMES);
      return {
        ...withCacheHit(presentFields(other, score, [...traits, ...nearness(creator, meaning)]), false),
        shared_traits: traits,
      };
    }),
    meta: {
      latency: `${elapsedMs(started, ports.clock.now())}ms`,
      source: "index",
      cache: "miss",
      interpreted: { text: "", filters: {}, handles: [], read: [], by: "rules" },
      relaxed: [],
      degraded: unjudgedPlatforms(filters, "relevance", ports.statements),
      next_cursor: null,
      total_estimate: null,
    },
  };
}

interface Lookalike {
  readonly other: Creator;
  readonly score: number;
  readonly meaning: number;
}

async function lookalikes(
  ports: SimilarPorts,
  creator: Creator,
  filters: Filters,
  today: number,
): Promise<Lookalike[]> {
  const tenants = catalogueTenants(ports.documents.scope);
  const conditions = conditionsOf(filters, today);
  const signal = AbortSignal.timeout(ports.settings.deadlineMs);
  const hits = await inTime("vectors", signal, async () => {
    const vector = await vectorOf(ports, creator, signal);
    const where = metadataConditions(conditions);
    const topK = ports.settings.candidatesPerLeg;
    return ports.vectors.query(
      { namespaces: namespacesOf(tenants, filters), vector, topK, where },
      { signal },
    );
  });
  const judged = {
    conditions,
    required: filters.keywords ?? [],
    excluded: filters.exclude_keywords ?? [],
  };
  const live = await liveCreators(
    ports,
    hits.map(({ id }) => id),
    judged,
    new Set(),
  );
  const range = cosineRange(ports.embedder.model);
  return hits
    .flatMap(({ id, score: cosine }) => {
      const other = live.get(id);
      if (!other || isSameCreator(creator, other)) return [];
      const meaning = inRange(cosine, range);
      return [{ other, meaning, score: similarity(creator, other, meaning) }];
    })
    .sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1));
}

const isSameCreator = (a: Creator, b: Creator): boolean =>
  a.id === b.id ||
  (a.identity_id !== null && a.identity_id === b.identity_id) ||
  // The shared catalogue's record of an account that the tenant has too.
  (a.platform === b.platform && a.platform_user_id === b.platform_user_id);

/** The creator's own vector; one that is not indexed yet is embedded as it will be. */
async function vectorOf(
  { vectors, embedder }: SimilarPorts,
  creator: Creator,
  signal: AbortSignal,
): Promise<Float32Array> {
  const [record] = await vectors.fetch(namespaceOf(creator.tenant_id, creator.platform), [creator.id]);
  if (record) return record.values;
  const [vector] = await embedder.embed([embeddingText(creator)], { signal });
  return vector ?? new Float32Array(embedder.dimensions);
}

const nearness = (creator: Creator, meaning: number): string[] =>
  meaning > 0 ? [`Near in meaning to the profile of @${creator.handle}`] : [];
