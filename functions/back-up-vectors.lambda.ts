import { backupMessageSchema, runBackup } from "../lib/backup/run-backup.ts";
import { jsonMessage, sqsConsumer } from "../lib/lambda/sqs.ts";
import { cloud } from "./cloud.ts";

export const create = sqsConsumer(jsonMessage(backupMessageSchema), (services, message, invocation) =>
  runBackup(services, message, invocation),
);

export const handler = create(cloud);
