import { setImmediate } from "node:timers/promises";
import { currentDeadline } from "../ports/deadline.ts";
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

/** After this time, other work on this thread gets a turn. */
const TURN_MS = 20;

/**
 * Prepares on this thread, and lets other work run between two envelopes. The first call loads the normalisers and the
 * language detector: 90 MB, which a process that prepares elsewhere saves.
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
