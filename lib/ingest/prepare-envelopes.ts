import { setImmediate } from "node:timers/promises";
import { currentDeadline } from "../ports/deadline.ts";
import type { PreparationContext } from "./prepare-envelope.ts";
import type { PreparedEnvelope, RefusedEnvelope } from "./prepared-envelope.ts";
import type { EnvelopeText } from "./read-envelopes.ts";

/** Prepares envelopes in their order. On which thread is the composition's choice: the work is heavy, and the text outside's. */
export type PrepareEnvelopes = (
  context: PreparationContext,
  texts: readonly EnvelopeText[],
) => Promise<(PreparedEnvelope | RefusedEnvelope)[]>;

/** After this time others on this thread get their turn. */
const TURN_MS = 20;

/**
 * On this thread. Others get a turn between two envelopes. The first call loads the normalisers and the language detector:
 * 90 MB, which a process that prepares elsewhere does without.
 * @throws the reason of the deadline under which it runs.
 */
export const prepareHere: PrepareEnvelopes = async (context, texts) => {
  const { prepareEnvelope } = await import("./prepare-envelope.ts");
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
