import { setTimeout as sleep } from "node:timers/promises";
import type { TenantId } from "../lib/domain/ids.ts";
import type { Api } from "./api.ts";
import { Fault } from "./fault.ts";
import type { Inside } from "./inside.ts";

/** The input of all steps. */
export interface Smoke {
  readonly api: Api;
  readonly inside: Inside;
  /** The key's tenant, to which the invented creator belongs. */
  readonly tenant: TenantId;
  /** The origin of pages that may read answers; null if no page may. */
  readonly origin: string | null;
  /** Ends everything but the cleaning up. */
  readonly signal: AbortSignal;
}

/** What a step saw, in words, and the value that later steps need. */
export type Seen<T = null> = Promise<readonly [saw: string, value: T]>;

const ASK_AGAIN_MS = 400;

/**
 * Asks until there is an answer.
 * @throws Fault `late` when the time of the whole run is over.
 */
export async function until<T>(
  { signal }: Pick<Smoke, "signal">,
  late: Fault,
  ask: (attempt: number) => Promise<T | null>,
): Promise<T> {
  try {
    for (let attempt = 0; ; attempt += 1) {
      const found = await ask(attempt);
      if (found !== null) return found;
      await sleep(ASK_AGAIN_MS, undefined, { signal });
    }
  } catch (error) {
    // A person may have ended the run, which is not a fault.
    const isOver = signal.aborted && signal.reason instanceof DOMException && !(error instanceof Fault);
    throw isOver && signal.reason.name === "TimeoutError" ? late : error;
  }
}
