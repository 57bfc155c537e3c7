import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Interval } from "./bootstrap.ts";
import { difference } from "./summary.ts";

const resultSchema = z.object({ id: z.string(), ndcg10: z.number() });
const runSchema = z.object({ results: z.array(resultSchema).default([]) });
/** The file also holds sets without judged queries, in other forms. */
const measuredSchema = z.object({
  sets: z.array(z.object({ set: z.string(), runs: z.array(runSchema).default([]) })),
});
type Result = z.infer<typeof resultSchema>;

export interface Change {
  readonly set: string;
  readonly queries: number;
  readonly change: Interval;
  /** "unclear" if the interval contains 0. */
  readonly verdict: "rose" | "fell" | "unclear";
}

/**
 * Results by set, from a file that `--json` wrote: those of its first run, the unchanged search.
 * @throws if the file has another form.
 */
export function readBefore(path: string): ReadonlyMap<string, readonly Result[]> {
  const { sets } = measuredSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return new Map(sets.map(({ set, runs }) => [set, runs[0]?.results ?? []]));
}

/** How a set changed, over the queries that both runs asked. */
export function changeOf(set: string, before: readonly Result[], now: readonly Result[]): Change {
  const known = new Set(before.map(({ id }) => id));
  const both = now.filter(({ id }) => known.has(id));
  const change = difference(both, before);
  const verdict = change.low > 0 ? "rose" : change.high < 0 ? "fell" : "unclear";
  return { set, queries: both.length, change, verdict };
}
