import { likeOf, type MemoryRun, shareOf, smallestFit, timeLimitsOf } from "../../cdk/memory.ts";
import { PRICES } from "../../lib/domain/cost/prices.ts";

const HEADER =
  "function, by size of memory        MB   peak MB  first ms  later ms  at its share  USD a million";

/** A table for reading: each size that was run, what it would cost, and the one that is chosen. */
export function memoryPage(runs: readonly MemoryRun[]): string {
  const byStem = Map.groupBy(runs, ({ stem }) => stem);
  const blocks = [...byStem].map(([stem, own]) => {
    const chosen = smallestFit(own, timeLimitsOf(stem));
    const { firstMs, laterMs } = timeLimitsOf(stem);
    const rows = own.map((run) => row(run, run.memoryMb === chosen));
    return `${stem}: ${own[0]?.work ?? ""}; first within ${firstMs} ms, later within ${laterMs}\n${rows.join("\n")}`;
  });
  const like = likeOf("give-consent");
  const note = like ? "Not run, and given what another takes: see `LIKE` in cdk/memory.ts.\n" : "";
  return `${HEADER}\n${blocks.join("\n")}\n${note}`;
}

function row(run: MemoryRun, isChosen: boolean): string {
  const cells = [
    String(run.memoryMb).padStart(36),
    (run.peakMb === null ? "too few" : String(run.peakMb)).padStart(9),
    String(run.firstMs).padStart(9),
    String(run.laterMs).padStart(9),
    String(stretched(run, run.firstMs)).padStart(13),
    dollarsPerMillion(run).toFixed(2).padStart(14),
  ];
  return `${cells.join(" ")}${isChosen ? "  <- chosen" : ""}`;
}

/** Milliseconds that computing takes under a size's share of a processor; a single thread gains nothing above one. */
const stretched = ({ memoryMb }: MemoryRun, ms: number): number =>
  Math.round(ms / Math.min(1, shareOf(memoryMb)));

/** Calls of an environment that is there already: Lambda's time, computing and waiting for the doubles, and its calls. */
function dollarsPerMillion(run: MemoryRun): number {
  const ms = stretched(run, run.laterMs || run.firstMs) + run.waitedMs;
  return (ms / 1_000) * (run.memoryMb / 1_024) * PRICES.lambdaTime.usd + PRICES.lambdaRequests.usd;
}
