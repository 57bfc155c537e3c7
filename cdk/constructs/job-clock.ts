import { Duration, Stack } from "aws-cdk-lib";
import { ComparisonOperator, GraphWidget, type IWidget, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnSchedule } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import { JOBS } from "../../lib/jobs/registry.ts";
import type { DeploymentConfig } from "../config.ts";
import { constructName } from "../names.ts";
import { physicalName } from "../physical-names.ts";
import type { DataStack } from "../stacks/data-stack.ts";
import { type AlertTarget, runbookAlarm, type Watched } from "./watched.ts";

export interface JobClockProps {
  readonly config: DeploymentConfig;
  readonly data: DataStack;
  readonly alerts: AlertTarget;
}

/**
 * The clock of lib/jobs/registry.ts: at each strike the scheduler sends a message to the queue `jobs`. It tries until
 * the next strike, which asks for the same. After that the queue's own retries and dead letters apply.
 */
export class JobClock extends Construct implements Watched {
  readonly row: readonly IWidget[];

  constructor(scope: Construct, id: string, { config, data, alerts }: JobClockProps) {
    super(scope, id);
    const { queue } = data.queue("jobs");
    const role = new Role(this, "SchedulerRole", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Stack.of(this).account } },
      }),
    });
    const allow = (actions: string[], resource: string) =>
      role.addToPrincipalPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(["sqs:SendMessage"], queue.queueArn);
    allow(["kms:GenerateDataKey", "kms:Decrypt"], data.messageKey.keyArn);
    for (const { name, everyMinutes } of JOBS) {
      new CfnSchedule(this, constructName(name), {
        name: physicalName(config.stage.name, name),
        description: `Asks for ${name} every ${everyMinutes} minutes`,
        flexibleTimeWindow: { mode: "OFF" },
        scheduleExpression: `rate(${everyMinutes} ${everyMinutes === 1 ? "minute" : "minutes"})`,
        target: {
          arn: queue.queueArn,
          roleArn: role.roleArn,
          // The scheduler fills in the part in angle brackets.
          input: JSON.stringify({ job: name, at: "<aws.scheduler.scheduled-time>" }),
          // 60 to 86,400 s: https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html
          retryPolicy: { maximumEventAgeInSeconds: Math.min(everyMinutes * 60, 86_400) },
        },
      });
    }
    const received = queue.metricNumberOfMessagesReceived({ period: Duration.minutes(15), statistic: "Sum" });
    const age = queue.metricApproximateAgeOfOldestMessage({
      period: Duration.minutes(15),
      statistic: "Maximum",
    });
    runbookAlarm(this, "Late", alerts, {
      what: "Jobs of the clock wait for longer than half an hour.",
      runbook: "scheduled-job-failed",
      metric: age,
      threshold: 1_800,
    });
    // A job strikes each minute. Most other alarms come from jobs, so without a clock they would all be silent.
    runbookAlarm(this, "Stopped", alerts, {
      what: "No job of the clock was asked for in 15 minutes.",
      runbook: "scheduled-job-failed",
      metric: queue.metricNumberOfMessagesSent({ period: Duration.minutes(15), statistic: "Sum" }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      treatMissingData: TreatMissingData.BREACHING,
    });
    this.row = [
      new GraphWidget({
        title: "jobs: messages taken, age of the oldest (s)",
        width: 6,
        left: [received],
        right: [age],
      }),
    ];
  }
}
