import { ingestKeys } from "../lib/ingest/ingest-keys.ts";
import { parseIngestMessage } from "../lib/ingest/ingest-raw.ts";
import { sqsConsumer } from "../lib/lambda/sqs.ts";
import { cloud } from "./cloud.ts";

export const create = sqsConsumer(parseIngestMessage, (services, { keys }, invocation) =>
  ingestKeys(services, keys, invocation),
);

export const handler = create(cloud);
