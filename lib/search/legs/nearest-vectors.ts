import type { Condition } from "../../domain/condition.ts";
import { FEWER_CANDIDATES } from "../../domain/runbook/acts.ts";
import { VECTOR_OBJECTIVE_MS } from "../../domain/runbook/signals.ts";
import type { SearchMeta } from "../../domain/search-request.ts";
import type { VectorHit } from "../../ports/vector-index.ts";
import type { SearchPorts } from "../ports.ts";
import { metadataConditions } from "../question/conditions.ts";

type Ports = Pick<SearchPorts, "vectors" | "clock" | "acts" | "signals">;

export interface NearestQuery {
  readonly namespaces: readonly string[];
  readonly vector: Float32Array;
  readonly conditions: readonly Condition[];
  readonly topK: number;
  readonly withValues?: boolean;
}

/**
 * The only place that asks the index for neighbours. It asks for fewer while the runbook demands it, and counts slow
 * answers for the runbook.
 */
export async function nearestVectors(
  ports: Ports,
  { topK, conditions, ...query }: NearestQuery,
  signal: AbortSignal,
): Promise<VectorHit[]> {
  const { vectors, clock, signals } = ports;
  const { namespaces, vector, withValues } = query;
  const most = (await isNarrowed(ports)) ? Math.min(topK, FEWER_CANDIDATES) : topK;
  const where = metadataConditions(conditions);
  const started = clock.now().getTime();
  let isSlow = true;
  try {
    const hits = await vectors.query(
      { namespaces, vector, topK: most, where, ...(withValues && { withValues }) },
      { signal },
    );
    isSlow = clock.now().getTime() - started > VECTOR_OBJECTIVE_MS;
    return hits;
  } finally {
    signals?.note("vectors/asked");
    if (isSlow) signals?.note("vectors/slow");
  }
}

/** Whether the index is asked for fewer neighbours, to relieve it. */
export const isNarrowed = async ({ acts }: Pick<Ports, "acts">): Promise<boolean> =>
  (await acts?.stands("fewer-candidates")) ?? false;

/** The note in an answer for which fewer neighbours were compared. */
export const narrowedNotes = async (ports: Pick<Ports, "acts">): Promise<SearchMeta["degraded"]> =>
  (await isNarrowed(ports))
    ? [{ part: "vectors", reason: `slow: only the ${FEWER_CANDIDATES} nearest profiles were compared` }]
    : [];
