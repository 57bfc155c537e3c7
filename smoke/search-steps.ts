import { type SearchAnswer, searchAnswerSchema } from "../lib/domain/search-request.ts";
import { Fault } from "./fault.ts";
import type { InventedCreator } from "./invented-creator.ts";
import { type Seen, type Smoke, until } from "./step.ts";

type Question = Readonly<Record<string, string | number>>;

const LEG_OFF = {
  keyword:
    "increator migrate makes the search index and waits for it; increator doctor says how far it is (docs/RUNBOOK.md, Search failing).",
  vector:
    "Look at the queue embed-high and at the embedder (docs/RUNBOOK.md, Embedding backlog; increator doctor).",
} as const;

export const search = ({ api, signal }: Smoke, question: Question): Promise<SearchAnswer> => {
  const query = Object.entries(question).map(([name, value]): [string, string] => [name, String(value)]);
  return api.get(searchAnswerSchema, `/search?${new URLSearchParams(query)}`, { signal });
};

/**
 * Searches until a page contains the creator. Each attempt asks for another number of results, for which no cache has
 * an answer.
 */
async function untilFound(smoke: Smoke, leg: keyof typeof LEG_OFF, q: string, id: string): Seen {
  const started = performance.now();
  const late = new Fault(`The ${leg} leg does not find what was taken in`, LEG_OFF[leg]);
  const rank = await until(smoke, late, async (attempt) => {
    const { data, meta } = await search(smoke, { q, mode: leg, limit: 20 + (attempt % 80) });
    const [degraded] = meta.degraded;
    if (degraded) throw new Fault(`${degraded.part}: ${degraded.reason}`, LEG_OFF[leg]);
    const place = data.findIndex((item) => item.id === id);
    return place < 0 ? null : place + 1;
  });
  return [`rank ${rank} after ${Math.round(performance.now() - started)} ms`, null];
}

export const findsByWord = (smoke: Smoke, { word }: InventedCreator, id: string): Seen =>
  untilFound(smoke, "keyword", word, id);

export const findsByMeaning = (smoke: Smoke, { meaning }: InventedCreator, id: string): Seen =>
  untilFound(smoke, "vector", meaning, id);

const hybrid = ({ word, meaning }: InventedCreator, platforms: string, limit: number): Question => ({
  ...{ q: `${word} ${meaning}`, platforms, limit, explain: "true" },
});

export async function findsByBothLegs(smoke: Smoke, creator: InventedCreator, id: string): Seen {
  const { data, meta } = await search(smoke, hybrid(creator, "youtube,x", 20));
  const [first] = data;
  const parts = first?.explain;
  const [degraded] = meta.degraded;
  if (degraded) throw new Fault(`${degraded.part}: ${degraded.reason}`, LEG_OFF.vector);
  if (first?.id !== id) {
    const remedy = "Ranking put another first: run npm run eval on this commit.";
    throw new Fault("A search by word and meaning does not give the creator first", remedy);
  }
  for (const leg of ["keyword", "vector"] as const) {
    if (!parts?.[leg]) throw new Fault(`The ${leg} leg gave no part of the score`, LEG_OFF[leg]);
  }
  const [keyword, vector] = [parts?.keyword, parts?.vector].map((part) => part?.toFixed(2));
  return [`first, keyword ${keyword}, vector ${vector}, ${meta.latency}`, null];
}

/**
 * Asks the same question twice. A process treats the platforms in another order as another page, but the shared cache
 * as the same one. For some ten seconds after creators were added, no page is cached.
 */
export async function comesFromSharedCache(smoke: Smoke, creator: InventedCreator, id: string): Seen {
  const remedy =
    "The shared cache does not answer, or keeps nothing: increator doctor asks it; is UPSTASH_REDIS_REST_TOKEN right?";
  const never = new Fault("The same search again is never answered from the shared cache", remedy);
  const { data, meta } = await until(smoke, never, async (attempt) => {
    const limit = 21 + (attempt % 79);
    await search(smoke, hybrid(creator, "youtube,x", limit));
    const again = await search(smoke, hybrid(creator, "x,youtube", limit));
    return again.meta.cache === "l2" ? again : null;
  });
  if (data[0]?.id !== id)
    throw new Fault("The cached page is another one", "Report this: a cache must not change an answer.");
  return [`l2, ${meta.latency}`, null];
}

/** Browses with filters and without words, sorted and page by page. */
export async function browses(smoke: Smoke, { followers }: InventedCreator, id: string): Seen {
  const exactly = { platforms: "youtube", followers_min: followers, followers_max: followers };
  const { data } = await search(smoke, { ...exactly, sort: "followers", limit: 100 });
  if (!data.some((item) => item.id === id)) {
    const remedy = "increator migrate makes the database's indexes; increator doctor looks at them.";
    throw new Fault(`A browse for exactly ${followers} followers lacks the creator`, remedy);
  }
  const pages = await firstPages(smoke);
  return [
    `found by its ${followers} followers; ${pages.join(" and ")} creators in order on the first pages`,
    null,
  ];
}

async function firstPages(smoke: Smoke): Promise<number[]> {
  const question = { platforms: "youtube", sort: "followers", limit: 5 };
  const first = await search(smoke, question);
  const cursor = first.meta.next_cursor;
  const second = cursor === null ? null : await search(smoke, { ...question, cursor });
  const all = [...first.data, ...(second?.data ?? [])];
  const counts = all.map((item) => item.followers ?? -1);
  const isSorted = counts.every((count, at) => at === 0 || count <= (counts[at - 1] ?? 0));
  if (!isSorted || new Set(all.map((item) => item.id)).size < all.length) {
    const remedy = "Report this with the answers of GET /search?platforms=youtube&sort=followers&limit=5.";
    throw new Fault("Two pages of a browse are out of order, or have a creator twice", remedy);
  }
  return [first.data.length, ...(second ? [second.data.length] : [])];
}
