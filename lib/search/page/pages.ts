import { catalogueTenants } from "../../cache/cache-keys.ts";
import type { RenderedPage } from "../../cache/page.ts";
import type { Condition } from "../../domain/condition.ts";
import type { QueryReading } from "../../domain/query/read-query.ts";
import { dayOf } from "../../domain/ranking/priors.ts";
import type { SearchMeta, SearchRequest } from "../../domain/search-request.ts";
import { isCacheOut } from "../../ports/cache.ts";
import type { Settled } from "../legs/deadline.ts";
import type { SearchPorts } from "../ports.ts";
import { isBrowsed, type Question, questionOf } from "../question/question.ts";
import { isRelevant, type RankedCreator, rank } from "../rank/rank.ts";
import { browse, inCountTime } from "./browse.ts";
import { type CursorBinding, type CursorPosition, writeCursor } from "./cursor.ts";
import { facetsAmong, facetsOf } from "./facets.ts";
import { isPlaceUnknown } from "./filter-reasons.ts";
import { nearestWordsOf } from "./nearest-words.ts";
import { presentItem } from "./present.ts";
import { keepRankedList, pageOfList, recallRankedList } from "./ranked-list.ts";
import { type Relaxation, relaxations } from "./relax.ts";
import { unjudgedPlatforms } from "./unjudged.ts";

/** What every page is made from, whether first or later. */
export interface PageRequest {
  readonly request: SearchRequest;
  readonly reading: QueryReading;
  readonly readBy: "rules" | "llm";
  readonly binding: CursorBinding;
  readonly signal: AbortSignal;
}

/** The creators of one page, before they are presented. */
interface FoundCreators {
  readonly creators: readonly RankedCreator[];
  readonly next: CursorPosition | null;
  readonly total: number | null;
  /** Only on a first page, and only if the request asks for facets. */
  readonly facets?: SearchMeta["facets"];
  readonly relaxed: SearchMeta["relaxed"];
  /** Parts that did not answer this time. */
  readonly failures: SearchMeta["degraded"];
  /** What could not be done for a reason that lasts. */
  readonly notes: SearchMeta["degraded"];
}

/**
 * Searches. If the filters read from the words leave nothing, they are relaxed one by one until something is found or
 * time is up.
 */
export async function firstPage(ports: SearchPorts, asked: PageRequest): Promise<RenderedPage> {
  const steps = relaxations(asked.reading.filters, asked.request.filters);
  const strict = questionAfter(ports, asked, steps, 0);
  const foundStrictly = await find(ports, asked, strict, 0);
  if (foundStrictly.creators.length > 0) return render(ports, asked, strict, foundStrictly);
  for (let taken = 1; taken <= steps.length && !asked.signal.aborted; taken += 1) {
    const question = questionAfter(ports, asked, steps, taken);
    const found = await find(ports, asked, question, taken);
    if (found.creators.length === 0) continue;
    const relaxed = [...labels(steps, taken), ...found.relaxed];
    return render(ports, asked, question, { ...found, relaxed });
  }
  return render(ports, asked, strict, foundStrictly);
}

/** Continues from a cursor, with the relaxations that the first page needed. */
export async function laterPage(
  ports: SearchPorts,
  asked: PageRequest,
  position: CursorPosition,
): Promise<RenderedPage> {
  const steps = relaxations(asked.reading.filters, asked.request.filters);
  const question = questionAfter(ports, asked, steps, position.relaxed);
  const relaxed = labels(steps, position.relaxed);
  if (position.kind === "browse") {
    const found = await findInOrder(ports, question, position.relaxed, position.keyset);
    const loosened = { ...found, relaxed: [...relaxed, ...found.relaxed] };
    return render(ports, asked, question, loosened, position.depth);
  }
  const list = await recallRankedList(ports, position.list);
  const { creators, nextOffset } = await pageOfList(ports, list, question, position.offset);
  const next = nextOffset === null ? null : { ...position, offset: nextOffset };
  const total = list.entries.length;
  const found = { creators, next, total, relaxed, failures: [], notes: [] };
  return render(ports, asked, question, found, position.depth);
}

function questionAfter(
  ports: SearchPorts,
  { request, reading, binding }: PageRequest,
  steps: readonly Relaxation[],
  taken: number,
): Question {
  const readFilters = steps[taken - 1]?.filters ?? reading.filters;
  return questionOf(
    request,
    reading,
    readFilters,
    catalogueTenants(ports.documents.scope),
    dayOf(binding.now),
  );
}

const labels = (steps: readonly Relaxation[], taken: number): SearchMeta["relaxed"] =>
  steps.slice(0, taken).map(({ label }) => label);

const find = (
  ports: SearchPorts,
  { binding, signal }: PageRequest,
  question: Question,
  relaxed: number,
): Promise<FoundCreators> =>
  isBrowsed(question)
    ? findInOrder(ports, question, relaxed, null)
    : findByRank(ports, question, relaxed, { binding, signal });

async function findInOrder(
  ports: SearchPorts,
  question: Question,
  relaxed: number,
  keyset: string | null,
): Promise<FoundCreators> {
  const page = await browse(ports, question, keyset);
  const counted = keyset === null ? await facetsOfSet(ports, question, page.countable) : null;
  return {
    creators: page.creators,
    next: page.keyset === null ? null : { kind: "browse", relaxed, keyset: page.keyset },
    total: page.total,
    ...(counted?.value && { facets: counted.value }),
    relaxed: page.isLoosened
      ? [{ filter: "words", reason: "no creator has all of the words: any of them is enough" }]
      : [],
    failures: [],
    // The counts would most likely be late again next time, so the page is worth caching.
    notes: counted?.failures ?? [],
  };
}

const facetsOfSet = async (
  { keywords }: SearchPorts,
  { tenants, request: { facets: names } }: Question,
  conditions: readonly Condition[] | null,
): Promise<Settled<SearchMeta["facets"]> | null> =>
  names.length > 0 && conditions !== null
    ? inCountTime("facets", () => facetsOf(keywords, { tenants, conditions }, names))
    : null;

async function findByRank(
  ports: SearchPorts,
  question: Question,
  relaxed: number,
  { binding, signal }: Pick<PageRequest, "binding" | "signal">,
): Promise<FoundCreators> {
  const { creators: ranked, ...ranking } = await rank(ports, question, signal);
  const { limit, facets: names } = question.request;
  // Facets count only relevant creators, so all are checked. Without facets only the first page is; the rest is
  // checked when its page is read.
  const { shown, rest } =
    names.length > 0 ? firstOf(ranked.filter(isRelevant), limit) : firstOf(ranked, limit);
  const creators = [...shown, ...rest];
  const found = {
    creators: shown,
    total: creators.length,
    ...(names.length > 0 && {
      facets: facetsAmong(
        creators.map(({ creator }) => creator),
        names,
      ),
    }),
    relaxed: [],
    failures: ranking.failures,
    notes: ranking.notes,
  };
  if (rest.length === 0) return { ...found, next: null };
  const list = `${binding.order}-${binding.now.getTime().toString(36)}`;
  try {
    await keepRankedList(ports, list, { ...ranking, creators });
    return { ...found, next: { kind: "list", relaxed, list, offset: limit } };
  } catch (error) {
    if (!isCacheOut(error)) throw error;
    const failure = { part: "cache", reason: "did not answer: there are no further pages" };
    return { ...found, next: null, failures: [...found.failures, failure] };
  }
}

/** The first relevant creators, and all that come after them. */
function firstOf(ranked: readonly RankedCreator[], limit: number) {
  const shown: RankedCreator[] = [];
  let at = 0;
  for (const creator of ranked) {
    if (shown.length === limit) break;
    at += 1;
    if (isRelevant(creator)) shown.push(creator);
  }
  return { shown, rest: ranked.slice(at) };
}

async function render(
  ports: SearchPorts,
  { request, reading, readBy, binding }: PageRequest,
  question: Question,
  found: FoundCreators,
  depthBefore = 0,
): Promise<RenderedPage> {
  const depth = depthBefore + request.limit;
  const isDeepest = found.next !== null && depth >= ports.settings.cursorDepth;
  const nearest = await nearestWordsOf(ports, question, found.creators);
  return {
    items: found.creators.map((ranked) =>
      presentItem(ranked, question, nearest.get(ranked.creator.id) ?? []),
    ),
    meta: {
      interpreted: {
        text: reading.text,
        filters: reading.filters,
        handles: [...reading.handles],
        read: [...reading.read],
        by: readBy,
      },
      relaxed: found.relaxed,
      degraded: [
        ...found.failures,
        ...found.notes,
        ...(isDeepest ? [deepestPage(depth)] : []),
        ...unknownPlaces(found.creators, question),
        ...unjudgedPlatforms(question.filters, request.sort, ports.statements),
      ],
      next_cursor:
        found.next === null || isDeepest
          ? null
          : writeCursor(binding, { ...found.next, depth }, ports.settings.cursorSeconds),
      total_estimate: found.total,
      ...(found.facets && { facets: found.facets }),
    },
    isWhole: found.failures.length === 0,
  };
}

/** The note when some creators of a page are only known to be in the country. */
function unknownPlaces(creators: readonly RankedCreator[], { filters }: Question): SearchMeta["degraded"] {
  const unknown = creators.filter(({ creator }) => isPlaceUnknown(creator, filters)).length;
  const reason = `${unknown} of this page are in the country and name no city or region that is known`;
  return unknown === 0 ? [] : [{ part: "places", reason }];
}

const deepestPage = (depth: number): SearchMeta["degraded"][number] => ({
  part: "pages",
  reason: `end after ${depth} creators, though there are more: narrow the search by filters`,
});
