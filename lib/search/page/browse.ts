import { type Condition, oneOf } from "../../domain/condition.ts";
import type { SearchedCreator } from "../../domain/creator.ts";
import { idsOf } from "../../domain/ids.ts";
import { priorsOf } from "../../domain/ranking/priors.ts";
import { KEYWORD_FIELD_WEIGHTS } from "../../domain/ranking/weights.ts";
import { wordMatcher } from "../../domain/ranking/word-matches.ts";
import type { ScoreParts, SearchRequest } from "../../domain/search-request.ts";
import { withinTime } from "../../ports/deadline.ts";
import type { BrowseField } from "../../ports/keyword-index.ts";
import { liveCreators } from "../creators/live-creators.ts";
import { inTime, type Settled, settle } from "../legs/deadline.ts";
import type { SearchPorts } from "../ports.ts";
import type { Question } from "../question/question.ts";
import type { RankedCreator } from "../rank/rank.ts";

/**
 * If at most this number of creators have the words, their ids are sent to the index as a condition. If more have
 * them, the index's order is read and each creator is checked.
 */
const NAMED_MAX = 1_000;
/** Most index pages that are read for one page of the answer, when words are common and matches are rare. */
const WALK_MAX_PAGES = 100;
/** Milliseconds that a page waits for counts of its matches. They are not worth more. */
const COUNT_MS = 500;

/** Without words, `relevance` has no order of its own, so the most followed creators come first. */
const SORT_FIELDS: Readonly<Record<SearchRequest["sort"], BrowseField>> = {
  relevance: "followers",
  followers: "followers",
  engagement_rate: "engagement_rate",
  growth: "growth_rate",
  recent: "last_post_day",
};

export interface BrowsePage {
  readonly creators: readonly RankedCreator[];
  /** Where the index goes on; null at the end. */
  readonly keyset: string | null;
  /** The number of matching creators, or a lower bound from 1,000 on. Null if only reading them all would tell. */
  readonly total: number | null;
  /** Conditions that match exactly these creators. Null if words narrow the set and no condition can express it. */
  readonly countable: readonly Condition[] | null;
  /** No creator has all the words, so any of them is enough. */
  readonly isLoosened: boolean;
}

/**
 * The filtered set in its own order, from the search index. The database is never searched for what matches. Words of
 * the query narrow the set: a profile must contain all of them, or any of them if no profile contains all.
 */
export async function browse(
  ports: SearchPorts,
  question: Question,
  keyset: string | null,
): Promise<BrowsePage> {
  const named = await creatorsWithWords(ports, question);
  const where: Condition[] = [
    ...question.conditions,
    ...(named.ids === null ? [] : [oneOf("id", named.ids)]),
  ];
  const { total, ...walked } = await walk(ports, question, where, keyset, named.ids !== null);
  return {
    ...walked,
    total: named.isCountable ? total : null,
    countable: named.isCountable ? where : null,
    isLoosened: named.isLoosened,
  };
}

/** Counts that are shown beside a page. With many matches they come too late, and the page goes without them. */
export function inCountTime<T>(part: string, work: () => Promise<T>): Promise<Settled<T>> {
  const signal = AbortSignal.timeout(COUNT_MS);
  return withinTime(COUNT_MS, () => settle(part, signal, work));
}

interface Named {
  /** Null: no word narrows the set, or too many creators have the words and are read one by one instead. */
  readonly ids: string[] | null;
  readonly isCountable: boolean;
  readonly isLoosened: boolean;
}

async function creatorsWithWords(ports: SearchPorts, question: Question): Promise<Named> {
  const required = requiredWords(question);
  if (required.length === 0) {
    return { ids: null, isCountable: question.excluded.length === 0, isLoosened: false };
  }
  const all = await idsNamed(ports, question, [], required);
  if (all.length >= NAMED_MAX) return { ids: null, isCountable: false, isLoosened: false };
  if (all.length > 0 || question.terms.length === 0)
    return { ids: all, isCountable: true, isLoosened: false };
  const any = await idsNamed(ports, question, question.terms, question.required);
  return { ids: any, isCountable: true, isLoosened: any.length > 0 };
}

async function idsNamed(
  { keywords, settings }: SearchPorts,
  question: Question,
  terms: readonly string[],
  required: readonly string[],
): Promise<string[]> {
  const signal = AbortSignal.timeout(settings.deadlineMs);
  const hits = await inTime("keywords", signal, () =>
    keywords.search(
      {
        tenants: question.tenants,
        terms,
        required,
        excluded: question.excluded,
        where: question.conditions,
        weights: KEYWORD_FIELD_WEIGHTS,
        fuzzy: true,
        limit: NAMED_MAX,
      },
      { signal },
    ),
  );
  return idsOf(hits);
}

/**
 * Reads on in the index's order until a page is full. Each read asks for exactly what is missing, so that the keyset
 * stays exact.
 */
async function walk(
  ports: SearchPorts,
  question: Question,
  where: readonly Condition[],
  from: string | null,
  wordsHold: boolean,
): Promise<Pick<BrowsePage, "creators" | "keyset" | "total">> {
  const { tenants, request, conditions, excluded } = question;
  const words = wordsHold ? { required: [], excluded: [] } : { required: requiredWords(question), excluded };
  const signal = AbortSignal.timeout(ports.settings.deadlineMs);
  const creators: SearchedCreator[] = [];
  let [keyset, total]: [string | null, number | null] = [from, null];
  for (let pages = 0; pages < WALK_MAX_PAGES && creators.length < request.limit; pages += 1) {
    const query = {
      ...{ tenants, where, by: SORT_FIELDS[request.sort] },
      limit: request.limit - creators.length,
      ...(keyset !== null && { cursor: keyset }),
    };
    const page = await inTime("keywords", signal, () => ports.keywords.browse(query, { signal }));
    const live = await liveCreators(ports, page.ids, { conditions, ...words }, new Set());
    creators.push(...page.ids.flatMap((id) => live.get(id) ?? []));
    total ??= page.total;
    keyset = page.cursor;
    if (keyset === null) break;
  }
  const matchWords = wordMatcher(question.terms);
  return {
    creators: creators.map((creator) => ({
      creator,
      parts: partsInBrowse(creator, question.today),
      matches: matchWords(creator),
    })),
    keyset,
    total,
  };
}

const requiredWords = ({ required, terms }: Question): string[] => [...required, ...terms];

/** Every creator in a browsed set matches in full, so none is better than another. */
const partsInBrowse = (creator: SearchedCreator, today: number): ScoreParts => ({
  keyword: null,
  vector: null,
  fused: 1,
  exact_name: 0,
  ...priorsOf(creator, today),
  rerank: null,
  final: 1,
});
