import { jobMessageSchema, runJob } from "../lib/jobs/run-job.ts";
import { jsonMessage, sqsConsumer } from "../lib/lambda/sqs.ts";
import { cloud } from "./cloud.ts";

export const create = sqsConsumer(
  jsonMessage(jobMessageSchema),
  async (services, message, { remainingMs, log }) => {
    const { job, tenant, outcome, alarms, figures } = await runJob(services, message, { remainingMs });
    log.info("job", { job, tenant, outcome, ...figures });
    for (const alarm of alarms) log.error("alarm", { job, tenant, ...alarm });
  },
);

export const handler = create(cloud);
