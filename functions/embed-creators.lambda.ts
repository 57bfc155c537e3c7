import { embedCreators, embedMessageSchema } from "../lib/embed/embed-creators.ts";
import { jsonMessage, sqsConsumer } from "../lib/lambda/sqs.ts";
import { cloud } from "./cloud.ts";

export const create = sqsConsumer(jsonMessage(embedMessageSchema), (services, message, { isRedelivered }) =>
  embedCreators(services, { tenantId: message.tenant_id, creatorIds: message.creator_ids, isRedelivered }),
);

export const handler = create(cloud);
