import { pausedByHand, pauseUntil } from "../crawl/limits/auto-pause.ts";
import type { ActName } from "../domain/runbook/acts.ts";
import type { Ports } from "../ports/ports.ts";

export type EffectPorts = Pick<Ports, "consumers" | "readCapacity">;

/** Why an act cannot be done here, or what its end will go back to. */
type Prospect = { readonly obstacle: string } | { readonly before: number | null };

/** What an act does beside standing on record. Each step may be done twice. */
interface Effect {
  prospect(ports: EffectPorts): Promise<Prospect>;
  /** Begins it, or holds it for longer. */
  hold(ports: EffectPorts, act: { readonly until: string; readonly before: number | null }): Promise<void>;
  end(ports: EffectPorts, act: { readonly before: number | null }): Promise<void>;
}

/** Workers and searches read it: lib/signals/acts-in-force.ts. */
const READ_BY_OTHERS: Effect = {
  prospect: async () => ({ before: null }),
  hold: async () => undefined,
  end: async () => undefined,
};

/** By the mark that workers know: it ends by itself at its time, though nobody is left to end it. */
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

/** The one act that does not end by itself where nobody runs the runbook: a replica stays until it is taken away. */
const REPLICA: Effect = {
  async prospect({ readCapacity }) {
    if (readCapacity === null) return { obstacle: "the vectors are on this machine, which has no replicas" };
    // Not asked then: the key may have no right to the index's control.
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
    // Another number is an operator's choice.
    if ((await readCapacity.replicas()) === before + 1) await readCapacity.setReplicas(before);
  },
};

export const EFFECTS: Readonly<Record<ActName, Effect>> = {
  "rotate-proxies": READ_BY_OTHERS,
  "pause-crawl-low": PAUSE,
  "fewer-candidates": READ_BY_OTHERS,
  "add-replica": REPLICA,
};
