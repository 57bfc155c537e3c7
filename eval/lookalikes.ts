import type { SearchPorts } from "../lib/search/search-creators.ts";
import { similarCreators } from "../lib/search/similar/similar-creators.ts";
import type { LookalikeQuestion } from "./judged-set.ts";
import { mean } from "./metrics.ts";

const DEPTH = 10;

/**
 * Share of the first ten lookalikes that truly have each trait in common with the given creator, 0..1, mean over
 * creators.
 */
export async function measureLookalikes(
  ports: SearchPorts,
  questions: readonly LookalikeQuestion[],
): Promise<Record<string, number>> {
  const shares = new Map<string, number[]>();
  for (const { id, shares: sharesOf } of questions) {
    const { data } = await similarCreators(ports, id, { limit: DEPTH });
    const found = data.map((item) => sharesOf(item.id));
    for (const trait of Object.keys(found[0] ?? {})) {
      const share = mean(found.map((one) => (one[trait] === true ? 1 : 0)));
      shares.set(trait, [...(shares.get(trait) ?? []), share]);
    }
  }
  return Object.fromEntries([...shares].map(([trait, values]) => [trait, mean(values)]));
}
