import { setImmediate } from "node:timers/promises";
import { currentDeadline } from "../ports/deadline.ts";
import {
  type PreparationContext,
  type PreparedEnvelope,
  prepareEnvelope,
  type RefusedEnvelope,
} from "./prepare-envelope.ts";
import type { EnvelopeText } from "./read-envelopes.ts";

/** Prepares envelopes in their order. On which thread is the composition's choice: the work is heavy, and the text outside's. */
export type PrepareEnvelopes = (
  context: PreparationContext,
  texts: readonly EnvelopeText[],
) => Promise<(PreparedEnvelope | RefusedEnvelope)[]>;

/** After this time others on this thread get their turn. */
const TURN_MS = 20;

/**
 * On this thread. Others get a turn between two envelopes.
 * @throws the reason of the deadline under which it runs.
 */
export const prepareHere: PrepareEnvelopes = async (context, texts) => {
  const deadline = currentDeadline();
  const prepared: (PreparedEnvelope | RefusedEnvelope)[] = [];
  let turn = performance.now();
  for (const text of texts) {
    prepared.push(prepareEnvelope(context, text));
    if (performance.now() - turn < TURN_MS) continue;
    await setImmediate();
    deadline?.throwIfAborted();
    turn = performance.now();
  }
  return prepared;
};
