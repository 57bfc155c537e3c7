import { jsonMessage, sqsConsumer } from "../lib/lambda/sqs.ts";
import { embedCreators, embedMessageSchema } from "../lib/use-cases/embed-creators.ts";
import { cloud } from "./cloud.ts";

export const create = sqsConsumer(jsonMessage(embedMessageSchema), (services, message) =>
  embedCreators(services, { tenantId: message.tenant_id, creatorIds: message.creator_ids }),
);

export const handler = create(cloud);
