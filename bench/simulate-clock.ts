import type { Job } from "../lib/jobs/job.ts";

export interface JobCost extends Pick<Job<never>, "name" | "everyMinutes" | "reach"> {
  /** Seconds of a piece whose tenant has no creators. For a job of the system: all of its seconds. */
  readonly idleSeconds: number;
  readonly secondsPerThousand: number;
  readonly secondsAtMost: number;
}

export interface Fleet {
  readonly tenants: number;
  readonly creatorsEach: number;
  /** Number of creators in the common catalogue. */
  readonly catalogue: number;
  readonly workers: number;
}

export interface ClockFinding {
  readonly name: string;
  readonly everyMinutes: number;
  readonly idle: number;
  readonly perThousand: number;
  /**
   * The longest time in seconds from a strike until its last piece is done. A strike skips a piece that is still in
   * progress.
   */
  readonly longest: number;
  readonly kept: boolean;
}

/** A piece is interrupted after this time, as in lib/jobs/run-job.ts. */
const SLICE_SECONDS = 120;
const PREFIXES = 32;
/** One day that begins with all clocks striking at once, which is the worst case. */
const SIMULATED_SECONDS = 86_400;

interface Message {
  readonly job: number;
  readonly piece: number;
  readonly struckAt: number;
  readonly left: number;
}

/** Simulates one queue, first come first served, and its workers. Each message is one slice of a piece. */
export function simulateClock(costs: readonly JobCost[], fleet: Fleet): ClockFinding[] {
  const pieces = costs.map((cost) => pieceSeconds(cost, fleet));
  const busy = costs.map((_, job) => new Uint8Array(pieces[job]?.length ?? 0));
  const longest = costs.map(() => 0);
  const workers = new Float64Array(fleet.workers);
  const strikes = costs.flatMap(({ everyMinutes }, job) =>
    Array.from({ length: Math.ceil(SIMULATED_SECONDS / (everyMinutes * 60)) }, (_, at) => ({
      ...{ job, at: at * everyMinutes * 60 },
    })),
  );
  strikes.sort((a, b) => a.at - b.at);
  const waiting: { readonly at: number; readonly message: Message }[] = [];
  let [struck, taken] = [0, 0];
  while (struck < strikes.length || taken < waiting.length) {
    const next = strikes[struck];
    const first = waiting[taken];
    if (next && (!first || next.at <= Math.max(first.at, Math.min(...workers)))) {
      struck += 1;
      pieces[next.job]?.forEach((left, piece) => {
        const own = busy[next.job];
        if (!own || own[piece]) return;
        own[piece] = 1;
        waiting.push({ at: next.at, message: { job: next.job, piece, struckAt: next.at, left } });
      });
      continue;
    }
    if (!first) break;
    taken += 1;
    const { message } = first;
    const worker = workers.indexOf(Math.min(...workers));
    const slice = Math.min(message.left, SLICE_SECONDS);
    const endsAt = Math.max(workers[worker] ?? 0, first.at) + slice;
    workers[worker] = endsAt;
    const left = message.left - slice;
    if (left > 0) waiting.push({ at: endsAt, message: { ...message, left } });
    else {
      const own = busy[message.job];
      if (own) own[message.piece] = 0;
      longest[message.job] = Math.max(longest[message.job] ?? 0, endsAt - message.struckAt);
    }
  }
  return costs.map(({ name, everyMinutes, idleSeconds, secondsPerThousand }, job) => ({
    ...{ name, everyMinutes, idle: idleSeconds, perThousand: secondsPerThousand },
    longest: longest[job] ?? 0,
    kept: (longest[job] ?? 0) <= everyMinutes * 60,
  }));
}

/** Seconds of each piece in a round. */
function pieceSeconds(
  { reach, idleSeconds, secondsPerThousand, secondsAtMost }: JobCost,
  { tenants, creatorsEach, catalogue }: Fleet,
): number[] {
  if (reach === "system") return [idleSeconds];
  const of = (creators: number) =>
    Math.min(secondsAtMost, idleSeconds + (secondsPerThousand * creators) / 1_000);
  const own = Array.from({ length: tenants }, () => of(creatorsEach));
  const shared = reach === "prefixes" ? PREFIXES : 1;
  return [...own, ...Array.from({ length: shared }, () => of(catalogue / shared))];
}
