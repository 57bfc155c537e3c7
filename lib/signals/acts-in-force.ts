import { ACTS, type ActName, isInForce, type StandingAct } from "../domain/runbook/acts.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";

export type ActsPorts = Pick<Ports, "openDocuments" | "clock">;

/** What the runbook has in force, as one process knows it. */
export interface ActsInForce {
  stands(act: ActName): Promise<boolean>;
}

/** An act reaches every process within this time, and its end too. */
const KNOWN_MS = 15_000;

/**
 * Reads the acts at most once in 15 s. While they cannot be read, the ones known before hold until their own end: an act
 * is a relief, and nobody may fail for want of it.
 */
export function createActsInForce({ openDocuments, clock }: ActsPorts): ActsInForce {
  let known: Promise<readonly StandingAct[]> = Promise.resolve([]);
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    async stands(act) {
      const now = clock.now();
      if (Math.abs(now.getTime() - readAt) >= KNOWN_MS) {
        readAt = now.getTime();
        const before = known;
        known = readActs(openDocuments).catch(() => before);
      }
      return (await known).some((one) => one.id === act && isInForce(one, now));
    },
  };
}

/** Every act on record, those too whose time is over and whose end nobody has seen to yet. */
export async function readActs(openDocuments: OpenTenantDocuments): Promise<StandingAct[]> {
  return [...(await openDocuments(SYSTEM_SCOPE).getMany("acts", ACTS)).values()];
}
