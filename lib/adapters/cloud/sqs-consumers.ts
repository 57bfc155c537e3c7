import { ListQueueTagsCommand, SQSClient, TagQueueCommand, UntagQueueCommand } from "@aws-sdk/client-sqs";
import type { Consumers } from "../../ports/consumers.ts";
import type { WorkQueue } from "../../ports/queues.ts";
import { awsError, underDeadline } from "./aws-calls.ts";

export interface SqsConsumersSettings {
  readonly queueUrls: Readonly<Record<WorkQueue, string>>;
  readonly client?: SQSClient;
}

const TAG = "increator:paused";
const CLIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 },
} as const;
/** SQS allows letters, digits, spaces and _.:/=+-@ in a tag's value, 256 at most. */
const reasonAsTag = (reason: string): string =>
  reason.replace(/[^\p{L}\p{N} _.:/=+\-@]/gu, " ").slice(0, 256);

/**
 * A pause is a tag of the queue itself: it outlives every worker and shows in the console. Workers that poll obey it.
 * An event-source mapping of Lambda does not read it: disabling that is the operator's act (docs/RUNBOOK.md).
 */
export function createSqsConsumers({ queueUrls, client }: SqsConsumersSettings): Consumers {
  const sqs = client ?? new SQSClient(CLIENT);
  const calling = <T>(queue: WorkQueue, call: Promise<T>): Promise<T> =>
    call.catch((error: unknown) => {
      throw awsError("queues", error, { queue });
    });
  return {
    async pause(queue, reason) {
      const command = new TagQueueCommand({
        QueueUrl: queueUrls[queue],
        Tags: { [TAG]: reasonAsTag(reason) },
      });
      await calling(queue, sqs.send(command, underDeadline()));
    },
    async resume(queue) {
      const command = new UntagQueueCommand({ QueueUrl: queueUrls[queue], TagKeys: [TAG] });
      await calling(queue, sqs.send(command, underDeadline()));
    },
    async state(queue) {
      const command = new ListQueueTagsCommand({ QueueUrl: queueUrls[queue] });
      const { Tags } = await calling(queue, sqs.send(command, underDeadline()));
      const reason = Tags?.[TAG];
      return reason === undefined ? { paused: false, reason: null } : { paused: true, reason };
    },
  };
}
