import type { z } from "zod";
import { catalogueTenants } from "../cache/cache-keys.ts";
import { withCacheHit } from "../cache/page.ts";
import type { tasteAnswerSchema } from "../domain/api/creator-operations.ts";
import type { Creator } from "../domain/creator.ts";
import { unit } from "../domain/dot.ts";
import { AppError } from "../domain/errors.ts";
import { idsOf } from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";
import { embeddingText } from "../domain/profile/embedding-text.ts";
import { inRange } from "../domain/ranking/fusion.ts";
import { categoryName, countryName, languageName } from "../domain/ranking/names.ts";
import { dayOf } from "../domain/ranking/priors.ts";
import { sharedTraits, similarity } from "../domain/ranking/similarity.ts";
import { cosineRange, DISLIKE_WEIGHT } from "../domain/ranking/weights.ts";
import { type Filters, LIMIT_DEFAULT, type SimilarAnswer } from "../domain/search-request.ts";
import { elapsedMs } from "../ports/clock.ts";
import { conditionsOf, namespacesOf } from "./conditions.ts";
import { inTime } from "./deadline.ts";
import { withListed } from "./listed-creators.ts";
import { liveCreator, liveCreators } from "./live-creators.ts";
import { accountsNamed, type NamedAccount, notFound } from "./look-up-creators.ts";
import { narrowedNotes, nearestVectors } from "./nearest-vectors.ts";
import { filterReasons } from "./page/filter-reasons.ts";
import { presentFields } from "./page/present.ts";
import { unjudgedPlatforms } from "./page/unjudged.ts";
import type { SearchPorts } from "./ports.ts";
import { storedVectors } from "./stored-vectors.ts";

type SimilarPorts = Pick<
  SearchPorts,
  | "documents"
  | "vectors"
  | "embedder"
  | "clock"
  | "keyring"
  | "memory"
  | "settings"
  | "statements"
  | "acts"
  | "signals"
>;

type TasteAnswer = z.infer<typeof tasteAnswerSchema>;

export interface SimilarOptions {
  /** 1 to 100. */
  readonly limit?: number;
  readonly filters?: Filters;
}

const TRAIT_NAMES = { country: countryName, language: languageName, category: categoryName };

/**
 * Creators like this one in meaning, size, language, country and categories, with what they share. Never the creator
 * itself or another account of the same identity.
 * @throws AppError `not-found`, code `creator-not-found`; `unavailable` if vectors or documents cannot be read.
 */
export async function similarCreators(
  ports: SimilarPorts,
  id: string,
  { limit = LIMIT_DEFAULT, filters = {} }: SimilarOptions = {},
): Promise<SimilarAnswer> {
  const started = ports.clock.now();
  const taste = { likes: [await liveCreator(ports, id)], dislikes: [] };
  return similarTo(ports, taste, { limit, filters }, started);
}

export interface TasteRequest extends Required<SimilarOptions> {
  readonly likes: readonly string[];
  readonly dislikes: readonly string[];
  /** The platform of handles. */
  readonly platform?: Platform | undefined;
}

/**
 * Creators like several others together, and unlike some. Never one of those that are named, or another account of
 * theirs.
 * @throws AppError `not-found`, code `creator-not-found`, if no liked name is known; `unavailable` as above.
 */
export async function similarToSeveral(
  ports: SimilarPorts,
  { likes, dislikes, platform, ...options }: TasteRequest,
): Promise<TasteAnswer> {
  const started = ports.clock.now();
  const named = await accountsNamed(ports, [...likes, ...dislikes], platform);
  const of = (accounts: readonly NamedAccount[]): Creator[] => [
    ...new Map(accounts.flatMap(({ creators }) => creators).map((one) => [one.id, one])).values(),
  ];
  const taste = { likes: of(named.slice(0, likes.length)), dislikes: of(named.slice(likes.length)) };
  if (taste.likes.length === 0) throw nobodyLiked();
  return { ...(await similarTo(ports, taste, options, started)), unknown: notFound(named) };
}

const nobodyLiked = (): AppError =>
  new AppError("not-found", "creator-not-found", "Nobody goes by the liked names: name one that is known.", {
    field: "likes",
  });

interface Taste {
  /** At least one. */
  readonly likes: readonly Creator[];
  readonly dislikes: readonly Creator[];
}

async function similarTo(
  ports: SimilarPorts,
  taste: Taste,
  { limit, filters }: Required<SimilarOptions>,
  started: Date,
): Promise<SimilarAnswer> {
  const today = dayOf(started);
  const listed = await withListed(ports, filters);
  const ranked = (await lookalikes(ports, taste, listed, today)).slice(0, limit);
  return {
    data: ranked.map(({ other, nearest, score, meaning }) => {
      const traits = sharedTraits(nearest, other, TRAIT_NAMES);
      const reasons = [
        ...traits,
        ...(taste.likes.length > 1 ? [`Most like @${nearest.handle}`] : []),
        ...nearness(taste, meaning),
        ...filterReasons(other, filters, today),
      ];
      return { ...withCacheHit(presentFields(other, score, reasons), false), shared_traits: traits };
    }),
    meta: {
      latency: `${elapsedMs(started, ports.clock.now())}ms`,
      source: "index",
      cache: "miss",
      interpreted: { text: "", filters: {}, handles: [], read: [], by: "rules" },
      relaxed: [],
      degraded: [
        ...(await narrowedNotes(ports)),
        ...unjudgedPlatforms(filters, "relevance", ports.statements),
      ],
      next_cursor: null,
      total_estimate: null,
    },
  };
}

interface Lookalike {
  readonly other: Creator;
  /** The liked creator that `other` resembles most. */
  readonly nearest: Creator;
  readonly score: number;
  readonly meaning: number;
}

async function lookalikes(
  ports: SimilarPorts,
  taste: Taste,
  filters: Filters,
  today: number,
): Promise<Lookalike[]> {
  const tenants = catalogueTenants(ports.documents.scope);
  const conditions = conditionsOf(filters, today);
  const signal = AbortSignal.timeout(ports.settings.deadlineMs);
  const hits = await inTime("vectors", signal, async () => {
    const vector = await vectorOf(ports, taste, signal);
    return nearestVectors(
      ports,
      {
        namespaces: namespacesOf(tenants, filters),
        vector,
        conditions,
        topK: ports.settings.candidatesPerLeg,
      },
      signal,
    );
  });
  const judged = {
    conditions,
    required: filters.keywords ?? [],
    excluded: filters.exclude_keywords ?? [],
  };
  const live = await liveCreators(ports, idsOf(hits), judged, new Set());
  const range = cosineRange(ports.embedder.model);
  return hits
    .flatMap(({ id, score: cosine }) => {
      const other = live.get(id);
      if (!other || [...taste.likes, ...taste.dislikes].some((one) => isSameCreator(one, other))) return [];
      const meaning = inRange(cosine, range);
      return [{ other, meaning, ...likeness(taste, other, meaning) }];
    })
    .sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1));
}

/** The mean likeness to the liked creators, minus a share of its likeness to the disliked ones in traits. */
function likeness(
  { likes, dislikes }: Taste,
  other: Creator,
  meaning: number,
): Pick<Lookalike, "nearest" | "score"> {
  const liked = likes
    .map((creator) => ({ creator, score: similarity(creator, other, meaning) }))
    .sort((a, b) => b.score - a.score);
  const disliked = mean(dislikes.map((creator) => similarity(creator, other, 0)));
  const score = mean(liked.map((one) => one.score)) - DISLIKE_WEIGHT * disliked;
  return { nearest: liked[0]?.creator ?? other, score: Math.max(0, score) };
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const isSameCreator = (a: Creator, b: Creator): boolean =>
  a.id === b.id ||
  (a.identity_id !== null && a.identity_id === b.identity_id) ||
  // The shared catalogue may have a record of the same account.
  (a.platform === b.platform && a.platform_user_id === b.platform_user_id);

/**
 * Moves from the centre of the liked creators away from the centre of the disliked ones (Rocchio's relevance
 * feedback). Unit length.
 */
async function vectorOf(
  ports: SimilarPorts,
  { likes, dislikes }: Taste,
  signal: AbortSignal,
): Promise<Float32Array> {
  const [liked, disliked] = await Promise.all(
    [likes, dislikes].map(async (creators) =>
      middleOf(await vectorsOf(ports, creators, signal), ports.embedder.dimensions),
    ),
  );
  const vector = (liked ?? new Float32Array(0)).map(
    (value, at) => value - DISLIKE_WEIGHT * (disliked?.[at] ?? 0),
  );
  return likes.length + dislikes.length === 1 ? vector : unit(vector);
}

/**
 * The creators' own vectors. Creators that are not indexed yet are embedded now, as drafts if the embedder has any.
 */
async function vectorsOf(
  ports: SimilarPorts,
  creators: readonly Creator[],
  signal: AbortSignal,
): Promise<Float32Array[]> {
  const stored = await storedVectors(ports, creators);
  const known = new Map<string, Float32Array>(stored.map(({ id, values }) => [id, values]));
  const missing = creators.filter(({ id }) => !known.has(id));
  const embedded =
    missing.length === 0
      ? []
      : await ports.embedder.embed(missing.map(embeddingText), { signal, as: "draft" });
  return [...known.values(), ...embedded];
}

function middleOf(vectors: readonly Float32Array[], dimensions: number): Float32Array {
  const middle = new Float32Array(dimensions);
  for (const vector of vectors)
    for (const [at, value] of vector.entries()) middle[at] = (middle[at] ?? 0) + value / vectors.length;
  return middle;
}

function nearness({ likes }: Taste, meaning: number): string[] {
  if (meaning <= 0) return [];
  const [only, ...others] = likes;
  return others.length === 0
    ? [`Near in meaning to the profile of @${only?.handle}`]
    : [`Near in meaning to the ${likes.length} liked profiles together`];
}
