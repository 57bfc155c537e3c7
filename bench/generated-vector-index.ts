import type { VectorIndex, VectorRecord } from "../lib/ports/vector-index.ts";

const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

/** Ids in order, spread over every prefix of two digits, like digests. */
function idOf(at: number, count: number): string {
  const place = Math.floor((at / count) * DIGITS.length ** 2);
  const start = `${DIGITS[Math.floor(place / DIGITS.length)]}${DIGITS[place % DIGITS.length]}`;
  return `c_${start}${String(at).padStart(24, "0")}`;
}

const placeOf = (id: string): number => Number(id.slice(4));

/**
 * An index of any size that stores nothing: every vector is computed from its id. So a measurement shows the backup's
 * own work. It only counts upserted records.
 */
export function createGeneratedVectorIndex(namespace: string, count: number, dimensions: number) {
  const ids = Array.from({ length: count }, (_, at) => idOf(at, count));
  let taken = 0;
  const index: VectorIndex = {
    dimensions,
    async upsert(_namespace, records) {
      taken += records.length;
    },
    replaceMetadata: async () => [],
    query: async () => [],
    fetch: async (_namespace, wanted) => wanted.map((id) => recordOf(id, dimensions)),
    async list(_namespace, { prefix = "", limit, cursor = "" }) {
      const from = firstFrom(ids, cursor > prefix ? `${cursor}!` : prefix);
      const page = ids.slice(from, from + limit).filter((id) => id.startsWith(prefix));
      const isMore = page.length === limit && (ids[from + limit] ?? "").startsWith(prefix);
      return { ids: page, cursor: isMore ? (page.at(-1) ?? null) : null };
    },
    delete: async () => undefined,
    stats: async () => ({ namespaces: { [namespace]: { count } } }),
  };
  return { index, taken: () => taken };
}

function firstFrom(ids: readonly string[], least: string): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] ?? "") < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A linear congruential generator: fast, and always the same. Numerical Recipes, 7.1. */
function recordOf(id: string, dimensions: number): VectorRecord {
  const at = placeOf(id);
  let state = (at * 2_654_435_761) >>> 0;
  const values = new Float32Array(dimensions);
  for (let index = 0; index < dimensions; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    values[index] = (state / 2 ** 31 - 1) / Math.sqrt(dimensions);
  }
  const metadata = {
    handle_lc: `creator_${at}`,
    followers: at,
    engagement_rate: 0.031,
    country: "DE",
    languages: ["de", "en"],
    categories: ["food", "travel"],
    verified: at % 7 === 0,
    account_type: "person",
    has_contact: false,
    last_post_day: 20_400,
  };
  return { id, values, metadata };
}
