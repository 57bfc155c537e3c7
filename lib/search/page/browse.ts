import { type Condition, oneOf } from "../../domain/condition.ts";
import type { Creator } from "../../domain/creator.ts";
import { idsOf } from "../../domain/ids.ts";
import { priorsOf } from "../../domain/ranking/priors.ts";
import { KEYWORD_FIELD_WEIGHTS } from "../../domain/ranking/weights.ts";
import { wordMatcher } from "../../domain/ranking/word-matches.ts";
import type { ScoreParts, SearchRequest } from "../../domain/search-request.ts";
import { withinTime } from "../../ports/deadline.ts";
import type { BrowseField } from "../../ports/keyword-index.ts";
import { inTime, type Settled, settle } from "../deadline.ts";
import { liveCreators } from "../live-creators.ts";
import type { SearchPorts } from "../ports.ts";
import type { Question } from "../question.ts";
import type { RankedCreator } from "../rank.ts";

/** Up to this many creators with the asked words are named to the index; with more, their order is walked and read. */
const NAMED_MAX = 1_000;
/** Pages of the order read for one page of the answer, when words are common and filters are not. */
const WALK_MAX_PAGES = 100;
/** Milliseconds that a page waits for numbers of what matches: they are worth no more. */
const COUNT_MS = 500;

/** `relevance` without words has no order of its own: the most followed come first. */
const SORT_FIELDS: Readonly<Record<SearchRequest["sort"], BrowseField>> = {
  relevance: "followers",
  followers: "followers",
  engagement_rate: "engagement_rate",
  growth: "growth_rate",
  recent: "last_post_day",
};

export interface BrowsePage {
  readonly creators: readonly RankedCreator[];
  /** The index's own place to go on from; null at the end. */
  readonly keyset: string | null;
  /** How many creators match, or a lower bound from 1,000 on; null where only reading them all would tell. */
  readonly total: number | null;
  /** Conditions that say just which creators match; null where words narrow the set that no condition tells. */
  readonly countable: readonly Condition[] | null;
  /** No creator has all of the words, so any of them was enough. */
  readonly isLoosened: boolean;
}

/**
 * The filtered set in an order of its own, by the search index: no read of the database looks through what matches.
 * Words of the query narrow it: every one must stand in the profile, or any of them where no profile has all.
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

/** Numbers beside a page: where many match they are late, and the page goes without. */
export function inCountTime<T>(part: string, work: () => Promise<T>): Promise<Settled<T>> {
  const signal = AbortSignal.timeout(COUNT_MS);
  return withinTime(COUNT_MS, () => settle(part, signal, work));
}

interface Named {
  /** Null: no word narrows the set, or too many creators have them, and they are read one by one instead. */
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
 * Reads on in the index's order until a page is full. Each read asks for what is missing, so that the keyset stays
 * exact.
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
  const creators: Creator[] = [];
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

/** Every creator in a browsed set fits it in full: there is no better and worse. */
const partsInBrowse = (creator: Creator, today: number): ScoreParts => ({
  keyword: null,
  vector: null,
  fused: 1,
  exact_name: 0,
  ...priorsOf(creator, today),
  rerank: null,
  final: 1,
});
