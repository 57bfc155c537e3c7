import { type Bill, monthlyBill } from "./monthly-bill.ts";
import type { Volumes } from "./volumes.ts";

export interface Alternative {
  readonly name: string;
  readonly bill: Bill;
  /**
   * US dollars a month, compared with the stated volumes; below zero it costs less. Null if other prices are missing
   * than for the stated volumes.
   */
  readonly difference: number | null;
}

/** The choices that matter, each applied alone. */
const CHOICES: readonly (readonly [string, Partial<Volumes>])[] = [
  ["512 dimensions", { dimensions: 512 }],
  ["1,536 dimensions", { dimensions: 1_536 }],
  ["namespaces by platform", { namespaces: "by-platform" }],
  ["one namespace", { namespaces: "one" }],
  ["reads on demand", { reads: "on-demand" }],
  ["dedicated read nodes", { reads: "dedicated" }],
  ["drops in bulk", { drops: "bulk" }],
  ["a drop for each profile", { drops: "per-profile" }],
  ["direct embeddings", { embeddings: "direct" }],
  ["Batch embeddings", { embeddings: "batch" }],
  ["one region", { regions: 1 }],
  ["a second region", { regions: 2 }],
];

/** The bill for each choice that is not made already. */
export function alternativesTo(volumes: Volumes): Alternative[] {
  const base = monthlyBill(volumes);
  return CHOICES.filter(([, choice]) => !isTaken(volumes, choice)).map(([name, choice]) => {
    const bill = monthlyBill({ ...volumes, ...choice });
    const isComparable = bill.unpriced.join() === base.unpriced.join();
    return { name, bill, difference: isComparable ? bill.total - base.total : null };
  });
}

const isTaken = (volumes: Volumes, choice: Partial<Volumes>): boolean =>
  Object.entries(choice).every(([key, value]) =>
    Object.entries(volumes).some(([k, v]) => k === key && v === value),
  );
