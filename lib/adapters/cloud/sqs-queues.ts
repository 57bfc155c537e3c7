import {
  type BatchResultErrorEntry,
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { AppError } from "../../domain/errors.ts";
import type { OutgoingMessage, QueueName, Queues, ReceivedMessage } from "../../ports/queues.ts";
import { awsError, awsFailureOf, underDeadline } from "./aws-calls.ts";
import { utf8Bytes } from "./batches.ts";
import { type Entry, sendBatches } from "./sqs-batches.ts";

export interface SqsQueuesSettings {
  readonly queueUrls: Readonly<Record<QueueName, string>>;
  /** Default: the region in the queue's address or else the environment's, with the environment's credentials. */
  readonly client?: SQSClient;
}

/**
 * 25 s, because a long poll takes 20, SQS's maximum. Without `throwOnRequestTimeout` the SDK would only warn. The SDK
 * does the retries, because it knows which errors are temporary.
 */
const CLIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 25_000, throwOnRequestTimeout: true },
} as const;
const BODY_MAX_BYTES = 2 ** 20;
const DELAY_MAX_SECONDS = 900;
/** 12 hours: ChangeMessageVisibility. */
const RELEASE_MAX_SECONDS = 43_200;
const GROUP_MAX = 128;
const RECEIVE_MAX = 10;
const WAIT_MAX_SECONDS = 20;

interface ReceiptEntry {
  readonly ReceiptHandle: string;
  readonly VisibilityTimeout?: number;
}

/** Receipts whose message is gone or was given to another receiver. Nothing needs to be done. */
const OUTDATED = new Set([
  "ReceiptHandleIsInvalid",
  "InvalidParameterValue",
  "MessageNotInflight",
  "AWS.SimpleQueueService.MessageNotInflight",
]);

/** Queues in SQS: standard queues, fair by message group (no order), dead letters by the queue's redrive policy. */
export function createSqsQueues(settings: SqsQueuesSettings): Queues {
  const urlOf = (queue: QueueName): string => settings.queueUrls[queue];
  const clients = new Map<string, SQSClient>();
  const clientOf = (queue: QueueName): SQSClient => {
    const region = regionOf(urlOf(queue));
    const client =
      settings.client ?? clients.get(region) ?? new SQSClient({ ...CLIENT, ...(region && { region }) });
    clients.set(region, client);
    return client;
  };
  /** Sends entries about received messages, in batches. An outdated receipt needs nothing more. */
  const aboutReceipts = (
    queue: QueueName,
    entries: readonly ReceiptEntry[],
    ask: (batch: {
      readonly QueueUrl: string;
      readonly Entries: Entry<ReceiptEntry>[];
    }) => Promise<{ readonly Failed?: BatchResultErrorEntry[] | undefined }>,
  ): Promise<void> =>
    sendBatches(entries, {
      context: { queue },
      ignores: ({ Code }) => OUTDATED.has(Code ?? ""),
      send: async (Entries) => (await calling(queue, ask({ QueueUrl: urlOf(queue), Entries }))).Failed ?? [],
    });
  return {
    async send(queue, messages) {
      messages.forEach(requireSendable);
      await sendBatches(messages.map(entryOf), {
        context: { queue },
        bytesOf: ({ MessageBody }) => utf8Bytes(MessageBody),
        async send(Entries) {
          const command = new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries });
          return (await calling(queue, clientOf(queue).send(command, underDeadline()))).Failed ?? [];
        },
      });
    },
    async receive(queue, options) {
      const received: ReceivedMessage[] = [];
      let waitSeconds = Math.min(options.waitSeconds, WAIT_MAX_SECONDS);
      while (received.length < options.max) {
        const asked = Math.min(RECEIVE_MAX, options.max - received.length);
        const messages = await receiveOnce(clientOf(queue), urlOf(queue), queue, {
          ...options,
          asked,
          waitSeconds,
        });
        received.push(...messages);
        if (messages.length < asked) break;
        waitSeconds = 0;
      }
      return received;
    },
    acknowledge: (queue, receipts) =>
      aboutReceipts(
        queue,
        receipts.map((ReceiptHandle) => ({ ReceiptHandle })),
        (batch) => clientOf(queue).send(new DeleteMessageBatchCommand(batch), underDeadline()),
      ),
    async release(queue, receipts, delaySeconds) {
      const VisibilityTimeout = Math.min(Math.max(0, Math.ceil(delaySeconds)), RELEASE_MAX_SECONDS);
      await aboutReceipts(
        queue,
        receipts.map((ReceiptHandle) => ({ ReceiptHandle, VisibilityTimeout })),
        (batch) => clientOf(queue).send(new ChangeMessageVisibilityBatchCommand(batch), underDeadline()),
      );
    },
    async depth(queue) {
      const counts = await countsOf(clientOf(queue), urlOf(queue), queue);
      // SQS does not tell the age. CloudWatch's ApproximateAgeOfOldestMessage does, minutes late, and the alarm uses
      // that.
      return { ...counts, oldestAgeSeconds: counts.visible === 0 ? 0 : null };
    },
  };
}

/** The region in an AWS address; "" for any other. A request is signed for its queue's region. */
const regionOf = (queueUrl: string): string =>
  /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com\//.exec(queueUrl)?.[1] ?? "";

function requireSendable({ body, delaySeconds = 0, group }: OutgoingMessage): void {
  const problem =
    body === "" || utf8Bytes(body) > BODY_MAX_BYTES
      ? "A message holds 1 byte to 1 MiB."
      : delaySeconds < 0 || delaySeconds > DELAY_MAX_SECONDS
        ? "A message is held back 0 to 900 seconds."
        : group !== undefined && (group === "" || group.length > GROUP_MAX)
          ? "A message group has 1 to 128 characters."
          : null;
  if (problem) throw new AppError("invalid", "message-not-sendable", problem);
}

const entryOf = ({ body, delaySeconds, group }: OutgoingMessage) => ({
  MessageBody: body,
  ...(delaySeconds !== undefined && { DelaySeconds: Math.ceil(delaySeconds) }),
  ...(group !== undefined && { MessageGroupId: group }),
});

async function receiveOnce(
  client: SQSClient,
  queueUrl: string,
  queue: QueueName,
  options: { readonly asked: number; readonly visibilitySeconds: number; readonly waitSeconds: number },
): Promise<ReceivedMessage[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: options.asked,
    VisibilityTimeout: options.visibilitySeconds,
    WaitTimeSeconds: options.waitSeconds,
    MessageSystemAttributeNames: ["ApproximateReceiveCount", "SentTimestamp"],
  });
  const { Messages = [] } = await calling(queue, client.send(command, underDeadline()));
  return Messages.map(receivedMessage);
}

const receivedMessage = ({ MessageId, ReceiptHandle, Body, Attributes }: Message): ReceivedMessage => ({
  id: MessageId ?? "",
  receipt: ReceiptHandle ?? "",
  body: Body ?? "",
  receiveCount: Number(Attributes?.ApproximateReceiveCount ?? 1),
  sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)),
});

/** Approximate, as SQS itself says: correct about a minute after the last change. */
async function countsOf(client: SQSClient, queueUrl: string, queue: QueueName) {
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: [
      "ApproximateNumberOfMessages",
      "ApproximateNumberOfMessagesNotVisible",
      "ApproximateNumberOfMessagesDelayed",
    ],
  });
  const { Attributes = {} } = await calling(queue, client.send(command, underDeadline()));
  return {
    visible: Number(Attributes.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
    delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
  };
}

async function calling<T>(queue: QueueName, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw sqsError(error, queue);
  }
}

function sqsError(error: unknown, queue: QueueName): AppError {
  const { name } = awsFailureOf(error);
  const context = { queue };
  if (name === "QueueDoesNotExist" || name === "AWS.SimpleQueueService.NonExistentQueue")
    return new AppError("unavailable", "queues-no-queue", "The queue does not exist.", context, error);
  if (name === "InvalidMessageContents" || name === "BatchRequestTooLong")
    return new AppError("invalid", "message-not-sendable", "SQS refuses such a message.", context, error);
  return awsError("queues", error, context);
}
