import type { z } from "zod";
import { withCacheHit } from "../../cache/page.ts";
import type { tasteAnswerSchema } from "../../domain/api/creator-operations.ts";
import type { Creator } from "../../domain/creator.ts";
import { AppError } from "../../domain/errors.ts";
import type { Platform } from "../../domain/platform.ts";
import { categoryName, countryName, languageName } from "../../domain/ranking/names.ts";
import { dayOf } from "../../domain/ranking/priors.ts";
import { sharedTraits } from "../../domain/ranking/similarity.ts";
import { type Filters, LIMIT_DEFAULT, type SimilarAnswer } from "../../domain/search-request.ts";
import { elapsedMs } from "../../ports/clock.ts";
import { liveCreator } from "../creators/live-creators.ts";
import { accountsNamed, type NamedAccount, notFound } from "../creators/look-up-creators.ts";
import { narrowedNotes } from "../legs/nearest-vectors.ts";
import { filterReasons } from "../page/filter-reasons.ts";
import { presentFields } from "../page/present.ts";
import { unjudgedPlatforms } from "../page/unjudged.ts";
import { withListed } from "../question/listed-creators.ts";
import { lookalikes, type SimilarPorts } from "./lookalikes.ts";
import type { Taste } from "./taste-vector.ts";

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

function nearness({ likes }: Taste, meaning: number): string[] {
  if (meaning <= 0) return [];
  const [only, ...others] = likes;
  return others.length === 0
    ? [`Near in meaning to the profile of @${only?.handle}`]
    : [`Near in meaning to the ${likes.length} liked profiles together`];
}
