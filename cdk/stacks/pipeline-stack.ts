import { Duration, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import { QueueWorker } from "../constructs/queue-worker.ts";
import { ScheduledJob } from "../constructs/scheduled-job.ts";
import type { FunctionContext } from "../constructs/system-function.ts";
import { type AlertTarget, FIVE_MINUTES, runbookAlarm } from "../constructs/watched.ts";
import { QUEUE_WORKERS, SCHEDULED_JOBS } from "../functions.ts";
import { constructName, physicalName } from "../names.ts";

/** What runs without anybody asking: the workers of the queues and the jobs of the clock. */
export class PipelineStack extends Stack {
  readonly workers: readonly QueueWorker[];
  readonly jobs: readonly ScheduledJob[];

  constructor(
    scope: Construct,
    id: string,
    context: FunctionContext,
    alerts: AlertTarget,
    props: StackProps,
  ) {
    super(scope, id, props);
    this.workers = Object.entries(QUEUE_WORKERS).map(
      ([stem, settings]) => new QueueWorker(this, constructName(stem), { stem, settings, context, alerts }),
    );
    const dead = this.#missedRuns(context, alerts);
    this.jobs = Object.entries(SCHEDULED_JOBS).map(
      ([stem, settings]) =>
        new ScheduledJob(this, constructName(stem), { stem, settings, context, alerts, dead }),
    );
  }

  /** One for all jobs: what lies in it is only the news that a run was missed. */
  #missedRuns({ config, data }: FunctionContext, alerts: AlertTarget): Queue {
    const dead = new Queue(this, "MissedRuns", {
      queueName: physicalName(config.stage.name, "missed-runs"),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: data.messageKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    acknowledge(dead, "SQS3", "These are the dead letters of the schedules.");
    runbookAlarm(this, "RunsMissed", alerts, {
      what: "The scheduler gave a run up.",
      runbook: "scheduled-job-failed",
      metric: dead.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: "Maximum" }),
      threshold: 0,
    });
    return dead;
  }
}
