import type { z } from "zod";
import { catalogueTenants } from "../cache/cache-keys.ts";
import { withCacheHit } from "../cache/page.ts";
import type { rankAnswerSchema } from "../domain/api/creator-operations.ts";
import { oneOf } from "../domain/condition.ts";
import { idsOf } from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";
import { readQuery } from "../domain/query/read-query.ts";
import { dayOf } from "../domain/ranking/priors.ts";
import { wordTest } from "../domain/ranking/word-matches.ts";
import { type Filters, searchRequestSchema } from "../domain/search-request.ts";
import { elapsedMs } from "../ports/clock.ts";
import { withinTime } from "../ports/deadline.ts";
import { accountsNamed, notFound } from "./creators/look-up-creators.ts";
import { embedOnce } from "./legs/embed-once.ts";
import { nearestWordsOf } from "./page/nearest-words.ts";
import { presentItem } from "./page/present.ts";
import { unjudgedPlatforms } from "./page/unjudged.ts";
import type { SearchPorts } from "./ports.ts";
import { missedFilters } from "./question/conditions.ts";
import { withListed } from "./question/listed-creators.ts";
import { type Question, questionOf } from "./question/question.ts";
import { type RankedCreator, rank } from "./rank/rank.ts";

type Answer = z.infer<typeof rankAnswerSchema>;

export interface RankRequest {
  readonly query: string;
  readonly accounts: readonly string[];
  readonly platform?: Platform | undefined;
  readonly filters: Filters;
  readonly explain: boolean;
}

/**
 * Ranks the creators that a caller names for a query, as a search would, with the reasons. Every creator that is found
 * is ranked. Those that miss filters come after the others.
 * @throws AppError `unavailable`, code `search-unavailable`, if no leg answered.
 */
export async function rankCreators(
  ports: SearchPorts,
  { query, accounts, platform, filters, explain }: RankRequest,
): Promise<Answer> {
  const started = ports.clock.now();
  const named = await accountsNamed(ports, accounts, platform);
  const among = [...new Map(named.flatMap(({ creators }) => creators).map((one) => [one.id, one])).values()];
  const request = searchRequestSchema.parse({ query, explain });
  const { reading, by } = ports.readQuery
    ? await ports.readQuery(query)
    : { reading: readQuery(query), by: "rules" as const };
  const tenants = catalogueTenants(ports.documents.scope);
  const listed = await withListed(ports, filters);
  const asked = questionOf(
    { ...request, filters: listed },
    reading,
    reading.filters,
    tenants,
    dayOf(started),
  );
  const question = {
    ...asked,
    ...ANYBODY,
    conditions: [oneOf("id", idsOf(among))],
    among,
  } as const;
  const { deadlineMs } = ports.settings;
  const searching = { ...ports, embedder: embedOnce(ports.embedder) };
  const ranking =
    among.length === 0
      ? { creators: [], failures: [], notes: [] }
      : await withinTime(2 * deadlineMs, () => rank(searching, question, AbortSignal.timeout(deadlineMs)));
  const nearest = await nearestWordsOf(searching, asked, ranking.creators);
  const data = ranking.creators
    .map((ranked) => present(ranked, asked, nearest.get(ranked.creator.id) ?? []))
    .sort((a, b) => a.missed_filters.length - b.missed_filters.length);
  return {
    data,
    meta: {
      latency: `${elapsedMs(started, ports.clock.now())}ms`,
      source: "index",
      cache: "miss",
      interpreted: {
        text: reading.text,
        filters: reading.filters,
        handles: [...reading.handles],
        read: [...reading.read],
        by,
      },
      relaxed: [],
      degraded: [
        ...ranking.failures,
        ...ranking.notes,
        ...unjudgedPlatforms(asked.filters, "relevance", ports.statements),
      ],
      next_cursor: null,
      total_estimate: data.length,
    },
    unknown: notFound(named),
  };
}

/** What narrows a search by words or handles does not narrow a list that the caller made. */
const ANYBODY = { required: [], excluded: [], handles: [] } as const;

/** Reasons name only the filters that the creator meets. */
function present(
  ranked: RankedCreator,
  asked: Question,
  nearestWords: readonly string[],
): Answer["data"][number] {
  const { creator } = ranked;
  const byField = missedFilters(creator, asked.filters, asked.today);
  const missed = [
    ...byField,
    ...(wordTest(asked.required, [])(creator) ? [] : ["keywords"]),
    ...(wordTest([], asked.excluded)(creator) ? [] : ["exclude_keywords"]),
  ];
  const met = Object.fromEntries(Object.entries(asked.filters).filter(([name]) => !missed.includes(name)));
  const item = presentItem(ranked, { ...asked, filters: met }, nearestWords);
  return { ...withCacheHit(item, false), missed_filters: missed };
}
