import { pausedByHand, pauseUntil } from "../crawl/limits/auto-pause.ts";
import type { ActName } from "../domain/runbook/acts.ts";
import type { Ports } from "../ports/ports.ts";

export type EffectPorts = Pick<Ports, "consumers" | "readCapacity">;

/** Why an act cannot be done here, or the value that its end will restore. */
type Prospect = { readonly obstacle: string } | { readonly before: number | null };

/** What an act does besides being on record. Each step may be repeated. */
interface Effect {
  prospect(ports: EffectPorts): Promise<Prospect>;
  /** Begins the act, or holds it for longer. */
  hold(ports: EffectPorts, act: { readonly until: string; readonly before: number | null }): Promise<void>;
  end(ports: EffectPorts, act: { readonly before: number | null }): Promise<void>;
}

/** Workers and searches read the record: lib/signals/acts-in-force.ts. */
const READ_BY_OTHERS: Effect = {
  prospect: async () => ({ before: null }),
  hold: async () => undefined,
  end: async () => undefined,
};

/** A pause with an end time that workers respect, so it ends even if no one is left to end it. */
const PAUSE: Effect = {
  async prospect(ports) {
    const reason = await pausedByHand(ports, "crawl-low");
    return reason === null ? { before: null } : { obstacle: `an operator paused it already: ${reason}` };
  },
  async hold(ports, { until }) {
    if ((await pausedByHand(ports, "crawl-low")) === null) await pauseUntil(ports, "crawl-low", until);
  },
  async end(ports) {
    if ((await pausedByHand(ports, "crawl-low")) === null) await ports.consumers.resume("crawl-low");
  },
};

/** The only act that does not end by itself when no one runs the runbook: a replica stays until it is removed. */
const REPLICA: Effect = {
  async prospect({ readCapacity }) {
    if (readCapacity === null) return { obstacle: "the vectors are on this machine, which has no replicas" };
    // Checked before the index is asked, because the key may not be allowed to control the index.
    if (readCapacity.most === 0)
      return { obstacle: "PINECONE_REPLICAS_MAX allows none; only dedicated read nodes have replicas" };
    const replicas = await readCapacity.replicas();
    if (replicas === null)
      return { obstacle: "the index reads on demand: only dedicated read nodes have replicas to add" };
    if (replicas >= readCapacity.most)
      return { obstacle: `${replicas} replicas, PINECONE_REPLICAS_MAX allows ${readCapacity.most}` };
    return { before: replicas };
  },
  async hold({ readCapacity }, { before }) {
    if (readCapacity === null || before === null) return;
    if ((await readCapacity.replicas()) === before) await readCapacity.setReplicas(before + 1);
  },
  async end({ readCapacity }, { before }) {
    if (readCapacity === null || before === null) return;
    // If the number differs, an operator chose it.
    if ((await readCapacity.replicas()) === before + 1) await readCapacity.setReplicas(before);
  },
};

export const EFFECTS: Readonly<Record<ActName, Effect>> = {
  "rotate-proxies": READ_BY_OTHERS,
  "pause-crawl-low": PAUSE,
  "fewer-candidates": READ_BY_OTHERS,
  "add-replica": REPLICA,
};
