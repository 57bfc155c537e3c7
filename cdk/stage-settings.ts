import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Environment } from "../lib/config.ts";
import { QUEUES } from "../lib/ports/queues.ts";
import type { SecretName } from "./functions.ts";
import { bucketName, physicalName, queueSetting } from "./physical-names.ts";

/**
 * The settings with which our machine reaches a deployed stage, using the present AWS credentials. The contents of its
 * secrets are read when they are used.
 */
export async function stageSettings(
  stage: string,
  environment: Environment,
): Promise<Record<string, string>> {
  const region = primaryRegion(environment);
  const ask = new GetQueueUrlCommand({ QueueName: physicalName(stage, "ingest") });
  const { QueueUrl: url = "" } = await new SQSClient({ region }).send(ask);
  return settingsBeside(stage, region, url);
}

/** The region that takes writes, from the deployment's settings. */
export const primaryRegion = ({ INCREATOR_PRIMARY_REGION, INCREATOR_REGIONS }: Environment): string =>
  INCREATOR_PRIMARY_REGION || INCREATOR_REGIONS?.split(",")[0]?.trim() || "us-east-1";

/** What people's commands read: docs/DEPLOY.md, Secrets. */
const OPERATORS = ["settings", "operator"] as const satisfies readonly SecretName[];

/**
 * Derives settings from the address of one queue, `https://sqs.<region>.amazonaws.com/<account>/<name>`, which contains
 * the account.
 */
export function settingsBeside(stage: string, region: string, queueUrl: string): Record<string, string> {
  const { origin, pathname } = new URL(queueUrl);
  const [, account = ""] = pathname.split("/");
  const queues = QUEUES.map((name) => [
    queueSetting(name),
    `${origin}/${account}/${physicalName(stage, name)}`,
  ]);
  const place = { stage, account, region };
  return {
    AWS_REGION: region,
    ...Object.fromEntries(queues),
    INCREATOR_RAW_BUCKET: bucketName("raw", place),
    INCREATOR_QUARANTINE_BUCKET: bucketName("quarantine", place),
    INCREATOR_BACKUP_BUCKET: bucketName("backup", place),
    INCREATOR_EXPORT_BUCKET: bucketName("export", place),
    INCREATOR_SECRET_ARN: OPERATORS.map((name) => physicalName(stage, name)).join(","),
  };
}
