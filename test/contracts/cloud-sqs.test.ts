import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { vi } from "vitest";
import { createSqsQueues } from "../../lib/adapters/cloud/sqs-queues.ts";
import { QUEUES, type QueueName, type WorkQueue } from "../../lib/ports/queues.ts";
import { startLocalAws } from "../doubles/local-aws.ts";
import { describeQueuesContract } from "./queues-contract.ts";

const MAX_RECEIVES = 3;

describeQueuesContract("SQS", async () => {
  const { aws, close } = await startLocalAws();
  const client = new SQSClient(aws);
  // The double's only clock: visibility and delays end without being waited for.
  const now = Date.now;
  let passedMs = 0;
  const clock = vi.spyOn(Date, "now").mockImplementation(() => now() + passedMs);
  const urls: [QueueName, string][] = [];
  for (const queue of QUEUES) urls.push(...(await createWithDeadLetters(client, queue)));
  const queueUrls = Object.fromEntries(urls) as Record<QueueName, string>;
  return {
    port: createSqsQueues({ client, queueUrls }),
    maxReceives: MAX_RECEIVES,
    async advance(seconds) {
      passedMs += seconds * 1_000;
    },
    async close() {
      clock.mockRestore();
      client.destroy();
      await close();
    },
  };
});

async function createWithDeadLetters(client: SQSClient, queue: WorkQueue): Promise<[QueueName, string][]> {
  const deadUrl = await createQueue(client, `${queue}-dead`);
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: deadUrl, AttributeNames: ["QueueArn"] }),
  );
  const redrive = { deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: MAX_RECEIVES };
  const url = await createQueue(client, queue, { RedrivePolicy: JSON.stringify(redrive) });
  return [
    [queue, url],
    [`${queue}-dead`, deadUrl],
  ];
}

async function createQueue(client: SQSClient, QueueName: string, Attributes: Record<string, string> = {}) {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName, Attributes }));
  if (QueueUrl === undefined) throw new Error("The double made no queue.");
  return QueueUrl;
}
