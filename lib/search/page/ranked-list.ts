import { z } from "zod";
import { rankedListKey } from "../../cache/cache-keys.ts";
import { readSealed, writeSealed } from "../../cache/page-cache.ts";
import type { SearchedCreator } from "../../domain/creator.ts";
import { priorsOf } from "../../domain/ranking/priors.ts";
import { type ScoreParts, scorePartsSchema } from "../../domain/search-request.ts";
import { liveCreators } from "../creators/live-creators.ts";
import { matcherOf } from "../legs/word-evidence.ts";
import type { SearchPorts } from "../ports.ts";
import type { Question } from "../question/question.ts";
import { isRelevant, type RankedCreator, type Ranking } from "../rank/rank.ts";
import { expiredCursor } from "./cursor.ts";
import { roundedParts } from "./present.ts";

const { keyword, vector, fused, exact_name, rerank, final } = scorePartsSchema.shape;

/**
 * What a first page fixes for the pages after it: ids and the scores that cannot be computed again, without field
 * names.
 */
const rankedListSchema = z.object({
  entries: z.array(z.tuple([z.string(), keyword, vector, fused, exact_name, rerank, final])),
  spellings: z.array(z.tuple([z.string(), z.string()])),
});
type RankedList = z.infer<typeof rankedListSchema>;

/**
 * Keeps the list as long as its cursors are valid.
 * @throws AppError `unavailable`: a cursor to a missing list would be worse than no cursor.
 */
export async function keepRankedList(ports: SearchPorts, name: string, ranking: Ranking): Promise<void> {
  const list: RankedList = {
    entries: ranking.creators.map(({ creator, parts }) => {
      const { keyword, vector, fused, exact_name, rerank, final } = roundedParts(parts);
      return [creator.id, keyword, vector, fused, exact_name, rerank, final];
    }),
    spellings: [...ranking.spellings],
  };
  const key = rankedListKey(ports.documents.scope.tenantId, name);
  await writeSealed(ports, key, JSON.stringify(list), ports.settings.cursorSeconds);
}

/** @throws AppError `invalid`, code `expired-cursor`, if the cache no longer has the list. */
export async function recallRankedList(ports: SearchPorts, name: string): Promise<RankedList> {
  const text = await readSealed(ports, rankedListKey(ports.documents.scope.tenantId, name));
  if (text === null) throw expiredCursor();
  return rankedListSchema.parse(JSON.parse(text));
}

function partsOf(entry: RankedList["entries"][number], creator: SearchedCreator, today: number): ScoreParts {
  const [, keyword, vector, fused, exact_name, rerank, final] = entry;
  return { keyword, vector, fused, exact_name, ...priorsOf(creator, today), rerank, final };
}

export interface ListPage {
  readonly creators: readonly RankedCreator[];
  /** Where the page after this one starts; null at the end. */
  readonly nextOffset: number | null;
}

/**
 * The next creators of a list that are still live and still match. Others are skipped, and the page is filled from
 * those behind them.
 */
export async function pageOfList(
  ports: SearchPorts,
  list: RankedList,
  question: Question,
  offset: number,
): Promise<ListPage> {
  const { limit } = question.request;
  const matchesOf = matcherOf(question, new Map(list.spellings));
  const creators: RankedCreator[] = [];
  let at = offset;
  while (creators.length < limit && at < list.entries.length) {
    const chunk = list.entries.slice(at, at + limit - creators.length);
    at += chunk.length;
    const live = await liveCreators(
      ports,
      chunk.map(([id]) => id),
      question,
      new Set(),
    );
    for (const entry of chunk) {
      const creator = live.get(entry[0]);
      if (!creator) continue;
      const matches = matchesOf(creator);
      const ranked = { creator, matches, parts: partsOf(entry, creator, question.today) };
      if (isRelevant(ranked)) creators.push(ranked);
    }
  }
  return { creators, nextOffset: at < list.entries.length ? at : null };
}
