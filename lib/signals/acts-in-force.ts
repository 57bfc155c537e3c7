import { ACTS, type ActName, isInForce, type StandingAct } from "../domain/runbook/acts.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";

export type ActsPorts = Pick<Ports, "openDocuments" | "clock">;

/** The runbook's acts that are in force, as one process knows them. */
export interface ActsInForce {
  stands(act: ActName): Promise<boolean>;
}

/** The start and the end of an act reach every process within this time. */
const KNOWN_MS = 15_000;

/**
 * Reads the acts at most once in 15 s. While they cannot be read, the known ones hold until their own end. An act is
 * only a relief, so a caller must not fail for lack of it.
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

/** Every act on record, also those that have expired but were not ended yet. */
export async function readActs(openDocuments: OpenTenantDocuments): Promise<StandingAct[]> {
  return [...(await openDocuments(SYSTEM_SCOPE).getMany("acts", ACTS)).values()];
}
