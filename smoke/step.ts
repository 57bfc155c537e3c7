import { setTimeout as sleep } from "node:timers/promises";
import type { TenantId } from "../lib/domain/ids.ts";
import type { Api } from "./api.ts";
import { Fault } from "./fault.ts";
import type { Inside } from "./inside.ts";

/** What the steps are given. */
export interface Smoke {
  readonly api: Api;
  readonly inside: Inside;
  /** Whose key it is: the invented creator becomes this tenant's. */
  readonly tenant: TenantId;
  /** Of a page that may read answers; null: no page may. */
  readonly origin: string | null;
  /** Ends everything but the cleaning up. */
  readonly signal: AbortSignal;
}

/** What a step saw, in words, and what later steps need of it. */
export type Seen<T = null> = Promise<readonly [saw: string, value: T]>;

const ASK_AGAIN_MS = 400;

/** Asks until there is an answer. @throws Fault `late` when the time of the whole run is over. */
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
    // Somebody may have ended the run, which is nobody's fault.
    const isOver = signal.aborted && signal.reason instanceof DOMException && !(error instanceof Fault);
    throw isOver && signal.reason.name === "TimeoutError" ? late : error;
  }
}
