import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { createSqsConsumers } from "../../lib/adapters/cloud/sqs-consumers.ts";
import { QUEUES, type WorkQueue } from "../../lib/ports/queues.ts";
import { startLocalAws } from "../doubles/local-aws.ts";
import { describeConsumersContract } from "./consumers-contract.ts";

describeConsumersContract("SQS tags", async () => {
  const { aws, close } = await startLocalAws();
  const client = new SQSClient(aws);
  const urls: [WorkQueue, string][] = [];
  for (const queue of QUEUES) {
    const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName: queue }));
    urls.push([queue, QueueUrl]);
  }
  const queueUrls = Object.fromEntries(urls) as Record<WorkQueue, string>;
  return {
    port: createSqsConsumers({ client, queueUrls }),
    async close() {
      client.destroy();
      await close();
    },
  };
});
