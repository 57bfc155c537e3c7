import { newDraft } from "../../lib/domain/query/draft.ts";
import { segmentRun } from "../../lib/domain/query/filter-words.ts";
import { leftOver } from "../../lib/domain/query/left-over.ts";
import { tokensOf } from "../../lib/domain/query/query-tokens.ts";
import { scoreParts } from "../../lib/domain/ranking/score.ts";
import {
  LIMIT_MAX,
  type SearchItem,
  type SearchRequestInput,
  searchRequestSchema,
} from "../../lib/domain/search-request.ts";
import type { QueryReader } from "../../lib/search/ports.ts";
import { type SearchPorts, searchCreators } from "../../lib/search/search-creators.ts";
import { DEPTH, type SearchSystem } from "./search-system.ts";

/** The name of the unchanged search. Everything else is compared with it. */
export const FULL = "increator";

type Ask = Omit<SearchRequestInput, "query">;
type Order = (items: readonly SearchItem[]) => readonly SearchItem[];

interface Variant {
  readonly ask?: Ask;
  readonly ports?: Partial<SearchPorts>;
  readonly order?: Order;
}

/** Reads only words: nothing becomes a filter. */
const readNothing: QueryReader = async (query) => {
  const { text, terms } = leftOver(newDraft(query, tokensOf(query, segmentRun)));
  return { reading: { text, terms, excluded: [], handles: [], filters: {}, read: [] }, by: "rules" };
};

/**
 * The order without priors, from the parts of each score. Only the first 100 results are reordered: priors add at most
 * 0.05 to a score, so hardly any result comes from further down.
 */
const withoutPriors: Order = (items) => {
  const scored = items.map((item) => ({ item, score: scoreWithoutPriors(item) }));
  return scored.sort((a, b) => b.score - a.score).map(({ item }) => item);
};

function scoreWithoutPriors({ explain: parts, relevance_score }: SearchItem): number {
  if (!parts) return relevance_score;
  return scoreParts(parts, parts.exact_name, { quality: 0, freshness: 0, size: 0 }, parts.rerank).final;
}

/** Shows what each part adds: one part is left out, or one part works alone. */
const ABLATIONS: Readonly<Record<string, Variant>> = {
  "keyword alone": { ask: { mode: "keyword" } },
  "vectors alone": { ask: { mode: "vector" } },
  "without query reading": { ports: { readQuery: readNothing } },
  "without priors": { ask: { explain: true, limit: LIMIT_MAX }, order: withoutPriors },
};

/** Each leg alone. The full search must be no worse than the better one. */
export const PARTS: readonly string[] = ["keyword alone", "vectors alone"];

/** A model reads and orders. `ports` must contain it. */
export const llmSearch = (ports: SearchPorts): SearchSystem =>
  inProcess("with a language model", ports, { ask: { rerank: "llm" } });

export const fullSearch = (ports: SearchPorts): SearchSystem => inProcess(FULL, ports, {});

export const vectorSearch = (ports: SearchPorts): SearchSystem =>
  inProcess("vectors alone", ports, { ask: { mode: "vector" } });

/** Each variant gets its own ports: a cached page would not show what was left out. */
export const ablations = (freshPorts: () => SearchPorts): SearchSystem[] =>
  Object.entries(ABLATIONS).map(([name, variant]) => inProcess(name, freshPorts(), variant));

function inProcess(name: string, ports: SearchPorts, variant: Variant): SearchSystem {
  const changed = { ...ports, ...variant.ports };
  const order = variant.order ?? ((items) => items);
  return {
    name,
    async search(query) {
      const request = searchRequestSchema.parse({ limit: DEPTH, ...variant.ask, query });
      const { data, meta } = await searchCreators(changed, request);
      const ids = order(data).map(({ id }) => id);
      return { ids: ids.slice(0, DEPTH), filters: meta.interpreted.filters };
    },
  };
}
