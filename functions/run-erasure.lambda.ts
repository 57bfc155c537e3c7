import { eraseMessageSchema, runErasure } from "../lib/erasure/run-erasure.ts";
import { jsonMessage, sqsConsumer } from "../lib/lambda/sqs.ts";
import { cloud } from "./cloud.ts";

export const create = sqsConsumer(jsonMessage(eraseMessageSchema), (services, message) =>
  runErasure(services, { tenantId: message.tenant_id, erasureId: message.erasure_id, turn: message.turn }),
);

export const handler = create(cloud);
