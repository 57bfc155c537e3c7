import { Duration, Stack } from "aws-cdk-lib";
import { GraphWidget, type IWidget } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { ScheduledJobSettings } from "../functions.ts";
import { physicalName } from "../names.ts";
import { type FunctionContext, SystemFunction } from "./system-function.ts";
import { type AlertTarget, FIVE_MINUTES, runbookAlarm, type Watched } from "./watched.ts";

export interface ScheduledJobProps {
  readonly stem: string;
  readonly settings: ScheduledJobSettings;
  readonly context: FunctionContext;
  readonly alerts: AlertTarget;
  /** Where runs go that the scheduler gave up. */
  readonly dead: Queue;
}

/** A run that is missed is made up for by the next: two retries, and none older than the time between two runs. */
const RETRIES = 2;
/** The scheduler takes no less. */
const EVENT_AGE_MIN_SECONDS = 60;
/** Nor more; and an alarm looks no further back than a day at a time. */
const DAY_MINUTES = 24 * 60;

/** A function that a clock starts, with its retries, dead letters, alarm and row of the dashboard. */
export class ScheduledJob extends Construct implements Watched {
  readonly row: readonly IWidget[];
  readonly job: SystemFunction;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    const { stem, settings, context, alerts } = props;
    this.job = new SystemFunction(this, "Job", context, { ...settings, stem });
    const { handler } = this.job;
    this.#schedule(props);
    const failed = handler.metricErrors({ period: FIVE_MINUTES, statistic: "Sum" });
    const isRare = settings.everyMinutes >= DAY_MINUTES;
    runbookAlarm(this, "Failed", alerts, {
      what: `The job ${stem} failed${isRare ? "" : " twice in a row"}.`,
      runbook: settings.runbook,
      metric: failed.with({
        period: Duration.minutes(Math.min(DAY_MINUTES, Math.max(5, settings.everyMinutes))),
      }),
      threshold: 0,
      evaluationPeriods: isRare ? 1 : 2,
    });
    this.row = [
      new GraphWidget({
        title: `${stem}: runs, errors, time`,
        width: 6,
        left: [handler.metricInvocations(), failed],
        right: [handler.metricDuration({ statistic: "Maximum" })],
      }),
    ];
  }

  /** CDK's own construct would let the scheduler start every version of the function; this role starts the one. */
  #schedule({ stem, settings, context, dead }: ScheduledJobProps): void {
    const { data, config } = context;
    const role = new Role(this, "SchedulerRole", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    });
    const allow = (actions: string[], resource: string) =>
      role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(["lambda:InvokeFunction"], this.job.handler.functionArn);
    allow(["sqs:SendMessage"], dead.queueArn);
    allow(["kms:GenerateDataKey", "kms:Decrypt"], data.messageKey.keyArn);
    const minutes = settings.everyMinutes;
    new CfnSchedule(this, "Schedule", {
      name: physicalName(config.stage.name, stem),
      description: `Runs ${stem} every ${minutes} minutes`,
      flexibleTimeWindow: { mode: "OFF" },
      scheduleExpression: `rate(${minutes} minutes)`,
      target: {
        arn: this.job.handler.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify(scheduledEvent(stem)),
        retryPolicy: {
          maximumRetryAttempts: RETRIES,
          maximumEventAgeInSeconds: Math.max(EVENT_AGE_MIN_SECONDS, Math.min(DAY_MINUTES, minutes) * 60),
        },
        deadLetterConfig: { arn: dead.queueArn },
      },
    });
  }
}

/** The shape of EventBridge's own scheduled events, as in events/; the scheduler fills in what is in brackets. */
const scheduledEvent = (stem: string) => ({
  version: "0",
  id: "<aws.scheduler.execution-id>",
  "detail-type": "Scheduled Event",
  source: "aws.scheduler",
  time: "<aws.scheduler.scheduled-time>",
  resources: ["<aws.scheduler.schedule-arn>"],
  detail: { job: stem },
});
