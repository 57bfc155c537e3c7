import { sqsConsumer } from "../lib/lambda/sqs.ts";
import { ingestRaw, parseIngestMessage } from "../lib/use-cases/ingest-raw.ts";
import { cloud } from "./cloud.ts";

export const create = sqsConsumer(parseIngestMessage, async (services, { keys }, invocation) => {
  for (const key of keys) await ingestRaw(services, { key }, invocation);
});

export const handler = create(cloud);
