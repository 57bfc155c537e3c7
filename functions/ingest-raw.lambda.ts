import { sqsConsumer } from "../lib/lambda/sqs.ts";
import { ingestKeys } from "../lib/use-cases/ingest/ingest-keys.ts";
import { parseIngestMessage } from "../lib/use-cases/ingest-raw.ts";
import { cloud } from "./cloud.ts";

export const create = sqsConsumer(parseIngestMessage, (services, { keys }, invocation) =>
  ingestKeys(services, keys, invocation),
);

export const handler = create(cloud);
