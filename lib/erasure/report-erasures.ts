import { DAY_MS, isoAfter } from "../domain/durations.ts";
import {
  type ErasureFigures,
  type ErasureVerification,
  FIGURE_DAYS,
  figuresOf,
} from "../domain/erasure-report.ts";
import type { Ports } from "../ports/ports.ts";
import { ownErasures, reportId } from "./verify-erasures.ts";

/** The figures as they are now, and what the last daily verification found; null if none ran today or yesterday. */
export async function reportErasures({ documents, clock }: Pick<Ports, "documents" | "clock">): Promise<{
  readonly at: string;
  readonly figures: ErasureFigures;
  readonly verification: ErasureVerification | null;
}> {
  const now = clock.now();
  const since = isoAfter(now, -FIGURE_DAYS * DAY_MS);
  const figures = figuresOf(now);
  for await (const page of ownErasures(documents)) {
    for (const erasure of page) if (erasure.received_at >= since) figures.add(erasure);
  }
  const [today, yesterday] = [now, new Date(now.getTime() - DAY_MS)].map((day) =>
    reportId(documents.scope.tenantId, day),
  );
  const kept = await documents.getMany("erasure_reports", [today ?? "", yesterday ?? ""]);
  const latest = kept.get(today ?? "") ?? kept.get(yesterday ?? "");
  return { at: now.toISOString(), figures: figures.result(), verification: latest?.verification ?? null };
}
