import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import middy from "@middy/core";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import type { z } from "zod";
import type { Services } from "../compose/services.ts";
import { AppError } from "../domain/errors.ts";
import { jsonOrNull } from "../domain/json.ts";
import type { Host, SearchParts } from "./host.ts";
import { underHostDeadline } from "./host-deadline.ts";
import { errorFields, type Log } from "./log.ts";

/** What the work on a message may know about its invocation. */
export interface Invocation {
  /** Milliseconds until the function is stopped. */
  readonly remainingMs: () => number;
  /** Delivered before, to a worker that failed or died half-way. */
  readonly isRedelivered: boolean;
  readonly log: Log;
}

/**
 * Time to report the failed messages before the function is stopped. Without the report every message would come
 * again.
 */
const RESERVE_MS = 2_000;

/** Handles a queue's messages one after the other. Only those that fail are reported and come again. */
export const sqsConsumer =
  <M>(
    parse: (body: string) => M,
    run: (ports: Services & SearchParts, message: M, invocation: Invocation) => Promise<unknown>,
  ) =>
  (host: Host) =>
    middy<SQSEvent, SQSBatchResponse>(async (event: SQSEvent, context: Context) => {
      const { services, search } = await host.compose();
      const ports = { ...services, ...search };
      const invocationOf = ({ attributes }: SQSRecord): Invocation => ({
        remainingMs: () => context.getRemainingTimeInMillis(),
        isRedelivered: Number(attributes.ApproximateReceiveCount) > 1,
        log: host.log,
      });
      return processPartialResponse(
        event,
        (record: SQSRecord) =>
          observed(host, record, () =>
            underHostDeadline(
              context,
              async () => run(ports, parse(record.body), invocationOf(record)),
              RESERVE_MS,
            ),
          ),
        new BatchProcessor(EventType.SQS),
        { context, processInParallel: false, throwOnFullBatchFailure: false },
      );
    });

/**
 * Parses messages that hold JSON of one shape.
 * @throws AppError `invalid`, code `bad-message`; nothing of the body is told.
 */
export const jsonMessage =
  <S extends z.ZodType>(schema: S) =>
  (body: string): z.infer<S> => {
    const parsed = schema.safeParse(jsonOrNull(body));
    if (!parsed.success) throw new AppError("invalid", "bad-message", "The message does not fit its queue.");
    return parsed.data;
  };

async function observed(host: Host, record: SQSRecord, work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  const fields = () => ({
    message_id: record.messageId,
    queue: record.eventSourceARN.split(":").at(-1) ?? "",
    receive_count: Number(record.attributes.ApproximateReceiveCount),
    latency_ms: Math.round(performance.now() - startedAt),
  });
  try {
    await work();
    host.log.info("message done", fields());
  } catch (error) {
    host.log.warn("message failed", { ...fields(), ...errorFields(error) });
    throw error;
  }
}
