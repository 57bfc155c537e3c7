import { type Measured, SIGNALS, type SignalName } from "../domain/runbook/signals.ts";
import { minuteOf, type SignalPorts, signalKey } from "./tally.ts";

/**
 * This minute and the one before. So trouble is seen in its first minute, and a minute that has just begun does not
 * look quiet.
 */
const MINUTES = [0, 1] as const;

/** Adds up what all processes counted lately. @throws AppError `unavailable` when the counts cannot be read. */
export async function readSignals({ counters, clock }: SignalPorts): Promise<Measured> {
  const minute = minuteOf(clock.now());
  const keys = SIGNALS.flatMap((name) => MINUTES.map((ago) => signalKey(name, minute - ago)));
  const values = await counters.getMany(keys);
  const sums = SIGNALS.map((name, at) => {
    const own = values.slice(at * MINUTES.length, (at + 1) * MINUTES.length);
    return [name, own.reduce((sum, value) => sum + Number(value ?? 0), 0)] as const;
  });
  return Object.fromEntries(sums) as Record<SignalName, number>;
}
