import type { KeywordHit, KeywordIndex, KeywordQuery } from "../../../lib/ports/keyword-index.ts";

export interface Difference {
  readonly words: string;
  /** Found by one and not by the other. */
  readonly onlyLucene: readonly string[];
  readonly onlyOther: readonly string[];
  /** Share of pairs that both found and both tell apart, which they put in the same order; 1 without any. */
  readonly order: number;
}

/** What two indexes over the same documents say to the same questions. */
export async function differencesBetween(
  lucene: KeywordIndex,
  other: KeywordIndex,
  queries: readonly KeywordQuery[],
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const query of queries) {
    const [one, another] = [await lucene.search(query), await other.search(query)];
    const ids = new Set<string>(one.map(({ id }) => id));
    const others = new Set<string>(another.map(({ id }) => id));
    differences.push({
      words: query.terms.join(" "),
      onlyLucene: [...ids].filter((id) => !others.has(id)),
      onlyOther: [...others].filter((id) => !ids.has(id)),
      order: orderOf(one, another),
    });
  }
  return differences;
}

function orderOf(one: readonly KeywordHit[], other: readonly KeywordHit[]): number {
  const scores = new Map<string, number>(other.map(({ id, score }) => [id, score]));
  const both = one.flatMap(({ id, score }) => {
    const there = scores.get(id);
    return there === undefined ? [] : [{ score, there }];
  });
  const told = both.flatMap((a, at) =>
    both.slice(at + 1).flatMap((b) => Math.sign(a.score - b.score) * Math.sign(a.there - b.there) || []),
  );
  return told.length === 0 ? 1 : told.filter((sign) => sign > 0).length / told.length;
}
