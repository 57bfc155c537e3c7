import { randomUUID } from "node:crypto";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { MINUTE_MS } from "../lib/domain/durations.ts";
import { idsOf } from "../lib/domain/ids.ts";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import { pause } from "../lib/ports/deadline.ts";
import type { Ports } from "../lib/ports/ports.ts";
import type { ReceivedMessage, WorkQueue } from "../lib/ports/queues.ts";
import { lambdaContext } from "./lambda-context.ts";

export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** One worker: the queues it reads, in order of priority, and the function for their messages. */
export interface Lane {
  readonly function: string;
  readonly handler: QueueHandler;
  readonly queues: readonly WorkQueue[];
  /** Messages per call: 1 to 10. */
  readonly batchSize: number;
  /** Time limit of its function in milliseconds; one minute by default. */
  readonly timeoutMs?: number;
}

export interface PumpOptions extends Pick<Ports, "queues" | "consumers"> {
  readonly lanes: readonly Lane[];
  readonly log: Log;
  /** Whether each poll of a queue is a paid request. Default false. */
  readonly looksCost?: boolean;
}

export interface QueuePump {
  /** Receives no more messages, and waits until the present ones are done or stopped at a checkpoint. */
  stop(): Promise<void>;
}

const FUNCTION_TIMEOUT_MS = MINUTE_MS;
/** A message in work stays hidden for six times its function's time limit: AWS's own advice. */
const visibilitySecondsOf = ({ timeoutMs = FUNCTION_TIMEOUT_MS }: Lane): number => (6 * timeoutMs) / 1_000;
/** Pause if every queue was empty. */
const IDLE_MS = 50;
/**
 * If polls cost money: four queues with two requests per poll make some 350,000 requests a day, or 14 cents at SQS's
 * price.
 */
const COSTLY_IDLE_MS = 2_000;
/** A failed message comes again after 1, 2, 4 ... seconds. */
const RETRY_MAX_SECONDS = 60;
/** Pause after a queue could not be read. */
const TROUBLE_MS = 1_000;

/**
 * Does the part of SQS's event-source mapping on one machine: passes batches to functions, and returns failed messages
 * one by one.
 */
export function startQueuePump({ lanes, ...parts }: PumpOptions): QueuePump {
  const stopping = new AbortController();
  const running = lanes.map((lane) => runLane(lane, { ...parts, stop: stopping.signal }));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

type Parts = Omit<PumpOptions, "lanes"> & { readonly stop: AbortSignal };

async function runLane(lane: Lane, parts: Parts): Promise<void> {
  const idleMs = parts.looksCost ? COSTLY_IDLE_MS : IDLE_MS;
  while (!parts.stop.aborted) {
    try {
      if (!(await takeOneBatch(lane, parts))) await pause(idleMs, parts.stop);
    } catch (error) {
      parts.log.error("queue trouble", { function: lane.function, ...errorFields(error) });
      await pause(TROUBLE_MS, parts.stop);
    }
  }
}

/** Returns whether there was one. */
async function takeOneBatch(lane: Lane, parts: Parts): Promise<boolean> {
  for (const queue of lane.queues) {
    if ((await parts.consumers.state(queue)).paused) continue;
    const messages = await parts.queues.receive(queue, {
      max: lane.batchSize,
      visibilitySeconds: visibilitySecondsOf(lane),
      waitSeconds: 0,
    });
    if (messages.length === 0) continue;
    await handOver(lane, queue, messages, parts);
    return true;
  }
  return false;
}

async function handOver(
  lane: Lane,
  queue: WorkQueue,
  messages: readonly ReceivedMessage[],
  parts: Parts,
): Promise<void> {
  const { queues } = parts;
  const failed = await failuresOf(lane, queue, messages, parts);
  const done = messages.filter(({ id }) => !failed.has(id));
  await queues.acknowledge(
    queue,
    done.map(({ receipt }) => receipt),
  );
  for (const message of messages.filter(({ id }) => failed.has(id))) {
    await queues.release(
      queue,
      [message.receipt],
      Math.min(RETRY_MAX_SECONDS, 2 ** (message.receiveCount - 1)),
    );
  }
}

/** If a function throws, all its messages have failed, as in Lambda. */
async function failuresOf(
  lane: Lane,
  queue: WorkQueue,
  messages: readonly ReceivedMessage[],
  { log, stop }: Parts,
): Promise<Set<string>> {
  const event = { Records: messages.map((message) => sqsRecord(queue, message)) };
  try {
    const answer = await lane.handler(
      event,
      lambdaContext(lane.function, randomUUID(), { timeoutMs: lane.timeoutMs ?? FUNCTION_TIMEOUT_MS, stop }),
    );
    return new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  } catch (error) {
    log.error("function failed", { function: lane.function, ...errorFields(error) });
    return new Set(idsOf(messages));
  }
}

const sqsRecord = (queue: WorkQueue, message: ReceivedMessage): SQSRecord => ({
  messageId: message.id,
  receiptHandle: message.receipt,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt.getTime()),
    SenderId: "local",
    ApproximateFirstReceiveTimestamp: String(message.sentAt.getTime()),
  },
  messageAttributes: {},
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: `arn:aws:sqs:local:local:${queue}`,
  awsRegion: "local",
});
