import { ListQueueTagsCommand, SQSClient, TagQueueCommand, UntagQueueCommand } from "@aws-sdk/client-sqs";
import type { Consumers } from "../../ports/consumers.ts";
import type { WorkQueue } from "../../ports/queues.ts";
import { awsError, SHORT_CALLS, underDeadline } from "./aws-calls.ts";

export interface SqsConsumersSettings {
  readonly queueUrls: Readonly<Record<WorkQueue, string>>;
  readonly client?: SQSClient;
}

const TAG = "increator:paused";
/**
 * Reading tags counts against one limit of the whole account. So workers that poll ask twice a minute, not five times
 * a second.
 */
const BELIEVED_MS = 30_000;
/** SQS allows letters, digits, spaces and _.:/=+-@ in a tag's value, 256 at most. */
const reasonAsTag = (reason: string): string =>
  reason.replace(/[^\p{L}\p{N} _.:/=+\-@]/gu, " ").slice(0, 256);

/**
 * A pause is a tag on the queue itself, so it outlives every worker and is visible in the console. Workers that poll
 * obey it. An event-source mapping of Lambda does not read it; an operator must disable that (docs/RUNBOOK.md).
 */
export function createSqsConsumers({ queueUrls, client }: SqsConsumersSettings): Consumers {
  const sqs = client ?? new SQSClient(SHORT_CALLS);
  const known = new Map<
    WorkQueue,
    { readonly state: Awaited<ReturnType<Consumers["state"]>>; readonly at: number }
  >();
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
      known.delete(queue);
    },
    async resume(queue) {
      const command = new UntagQueueCommand({ QueueUrl: queueUrls[queue], TagKeys: [TAG] });
      await calling(queue, sqs.send(command, underDeadline()));
      known.delete(queue);
    },
    async state(queue) {
      const last = known.get(queue);
      if (last && performance.now() - last.at < BELIEVED_MS) return last.state;
      const command = new ListQueueTagsCommand({ QueueUrl: queueUrls[queue] });
      const { Tags } = await calling(queue, sqs.send(command, underDeadline()));
      const reason = Tags?.[TAG];
      const state = reason === undefined ? { paused: false, reason: null } : { paused: true, reason };
      known.set(queue, { state, at: performance.now() });
      return state;
    },
  };
}
