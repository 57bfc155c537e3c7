import { setTimeout as sleep } from "node:timers/promises";
import type { BatchResultErrorEntry } from "@aws-sdk/client-sqs";
import { AppError, type ErrorContext } from "../../domain/errors.ts";
import { currentDeadline } from "../../ports/deadline.ts";
import { fullJitterMs } from "../resilience/full-jitter.ts";
import { type BatchLimits, cutBatches } from "./batches.ts";

/** 10 entries and 1 MiB in total: SQS's developer guide, "Message quotas". */
const BATCH_LIMITS: BatchLimits = { count: 10, bytes: 2 ** 20 };

const ROUNDS = 4;
const BACKOFF = { baseMs: 50, maxMs: 1_000, random: Math.random };

export type Entry<T> = T & { readonly Id: string };

/**
 * Sends items in batches. SQS may accept some entries of a batch and refuse others, which are sent again, a few times.
 * `ignores` names refusals that need no action.
 * @throws AppError `unavailable` when entries are still refused; `invalid` at once when a refusal blames the sender.
 */
export async function sendBatches<T>(
  items: readonly T[],
  options: {
    readonly context: ErrorContext;
    readonly bytesOf?: (item: T) => number;
    readonly send: (entries: Entry<T>[]) => Promise<readonly BatchResultErrorEntry[]>;
    readonly ignores?: (failure: BatchResultErrorEntry) => boolean;
  },
): Promise<void> {
  for (const batch of cutBatches(items, BATCH_LIMITS, options.bytesOf)) {
    let entries = batch.map((item, index): Entry<T> => ({ ...item, Id: String(index) }));
    for (let round = 1; entries.length > 0; round += 1) {
      const failures = (await options.send(entries)).filter((one) => !options.ignores?.(one));
      const blamed = failures.find(({ SenderFault }) => SenderFault);
      if (blamed) throw refused("invalid", [blamed], options.context);
      if (failures.length > 0 && round === ROUNDS) throw refused("unavailable", failures, options.context);
      const failed = new Set(failures.map(({ Id }) => Id));
      entries = entries.filter(({ Id }) => failed.has(Id));
      if (entries.length > 0)
        await sleep(fullJitterMs(round, BACKOFF), undefined, { signal: currentDeadline() });
    }
  }
}

const refused = (
  kind: "invalid" | "unavailable",
  failures: readonly BatchResultErrorEntry[],
  context: ErrorContext,
): AppError =>
  new AppError(kind, "queue-entries-refused", "The queue refused some entries of a batch.", {
    ...context,
    entries: failures.length,
    vendor_errors: [...new Set(failures.map(({ Code }) => Code ?? "unknown"))],
  });
