import { Duration } from "aws-cdk-lib";
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IWidget,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { constructName } from "../names.ts";

/** Where alarms are sent, and the page that they link to. */
export interface AlertTarget {
  readonly topic: ITopic;
  /** Address of docs/RUNBOOK.md. */
  readonly runbookUrl: string;
}

/** A part of the system that can be watched, with its dashboard row. */
export interface Watched {
  readonly row: readonly IWidget[];
}

export interface RunbookAlarmProps extends Omit<AlarmProps, "alarmDescription" | "evaluationPeriods"> {
  readonly what: string;
  /** Anchor in docs/RUNBOOK.md. */
  readonly runbook: string;
  readonly evaluationPeriods?: number;
}

/** An alarm whose text says what is wrong and links to what to do. It fires above its threshold, if nothing else is said. */
export function runbookAlarm(
  scope: Construct,
  id: string,
  target: AlertTarget,
  { what, runbook, ...props }: RunbookAlarmProps,
): Alarm {
  const alarm = quietAlarm(scope, id, {
    ...props,
    what: `${what} What to do: ${target.runbookUrl}#${runbook}`,
  });
  alarm.addAlarmAction(new SnsAction(target.topic));
  alarm.addOkAction(new SnsAction(target.topic));
  return alarm;
}

/** Alarms when calls are refused because the function's or the account's concurrency is used up. */
export const watchThrottles = (
  scope: Construct,
  stem: string,
  handler: IFunction,
  alerts: AlertTarget,
): Alarm =>
  runbookAlarm(scope, `${constructName(stem)}Throttles`, alerts, {
    what: `Calls of the function ${stem} were turned away for want of copies.`,
    runbook: "too-many-requests",
    metric: handler.metricThrottles({ period: FIVE_MINUTES, statistic: "Sum" }),
    threshold: 0,
  });

/** A part of another alarm. It notifies no one by itself. */
export const quietAlarm = (
  scope: Construct,
  id: string,
  { what, ...props }: Omit<RunbookAlarmProps, "runbook">,
): Alarm =>
  new Alarm(scope, id, {
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    // No data means that no message waits and no one asks, which is no trouble.
    treatMissingData: TreatMissingData.NOT_BREACHING,
    ...props,
    alarmDescription: what,
  });

export const FIVE_MINUTES = Duration.minutes(5);
