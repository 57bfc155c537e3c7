import { eraseMessageSchema, requestOf, runErasure } from "../lib/erasure/run-erasure.ts";
import { jsonMessage, sqsConsumer } from "../lib/lambda/sqs.ts";
import { cloud } from "./cloud.ts";

export const create = sqsConsumer(jsonMessage(eraseMessageSchema), (services, message) =>
  runErasure(services, requestOf(message)),
);

export const handler = create(cloud);
