import type { Steps } from "../domain/steps.ts";
import { currentDeadline } from "../ports/deadline.ts";
import { inTurns } from "../ports/in-turns.ts";
import type { PreparationContext } from "./prepare-envelope.ts";
import type { PreparedEnvelope, RefusedEnvelope } from "./prepared-envelope.ts";
import type { EnvelopeText } from "./read-envelopes.ts";

/**
 * Prepares envelopes in their order. The composition chooses the thread: the work is heavy, and the text comes from
 * outside.
 */
export type PrepareEnvelopes = (
  context: PreparationContext,
  texts: readonly EnvelopeText[],
) => Promise<(PreparedEnvelope | RefusedEnvelope)[]>;

/**
 * Prepares on this thread, and lets other work run between two envelopes. The first call loads the normalisers and the
 * language detector: 90 MB, which a process that prepares elsewhere saves.
 * @throws the reason of the deadline under which it runs.
 */
export const prepareHere: PrepareEnvelopes = async (context, texts) => {
  const { prepareEnvelope } = await import("./prepare-envelope.ts");
  const deadline = currentDeadline();
  const preparing = function* (): Steps<(PreparedEnvelope | RefusedEnvelope)[]> {
    const prepared: (PreparedEnvelope | RefusedEnvelope)[] = [];
    for (const text of texts) {
      prepared.push(prepareEnvelope(context, text));
      yield;
      deadline?.throwIfAborted();
    }
    return prepared;
  };
  return inTurns(preparing());
};
