import type { PreparationContext, PreparedEnvelope, RefusedEnvelope } from "../ingest/prepare-envelope.ts";
import type { EnvelopeText } from "../ingest/read-envelopes.ts";

/** What the thread is asked: everything in it can be cloned. */
export interface PreparingCall {
  readonly id: number;
  readonly context: PreparationContext;
  readonly texts: readonly EnvelopeText[];
}

/** One envelope as it is done. A platform's module holds functions and stays where it is. */
export interface PreparedReply {
  readonly id: number;
  readonly envelope: Omit<PreparedEnvelope, "platformModule"> | RefusedEnvelope;
}
