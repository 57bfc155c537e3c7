import { Duration } from "aws-cdk-lib";
import { AlarmRule, CompositeAlarm, MathExpression, type Metric } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Construct } from "constructs";
import { constructName } from "../names.ts";
import { type AlertTarget, quietAlarm } from "./watched.ts";

export interface BurnRateProps {
  readonly objective: string;
  /** Share of requests that must be good: 0.999. */
  readonly target: number;
  readonly requests: {
    readonly bad: (period: Duration) => Metric[];
    readonly all: (period: Duration) => Metric[];
  };
  readonly runbook: string;
  readonly alerts: AlertTarget;
}

/**
 * How fast the month's error budget may burn before an alarm: 2% of it in one hour, 5% in six. Each rate is measured
 * over a long window, so that a blip stays quiet, and over a short one, so that the alarm ends with the trouble.
 * Figures: Google, The Site Reliability Workbook, chapter 5.
 */
const WINDOWS = [
  { name: "fast", factor: 14.4, long: Duration.hours(1), short: Duration.minutes(5) },
  { name: "slow", factor: 6, long: Duration.hours(6), short: Duration.minutes(30) },
] as const;

/** Alarms on how fast an objective's error budget burns. */
export class BurnRate extends Construct {
  constructor(scope: Construct, id: string, props: BurnRateProps) {
    super(scope, id);
    for (const window of WINDOWS) this.#alarm(props, window);
  }

  #alarm(
    { objective, target, requests, runbook, alerts }: BurnRateProps,
    window: (typeof WINDOWS)[number],
  ): void {
    const threshold = window.factor * (1 - target);
    const over = (period: Duration, name: string) =>
      quietAlarm(this, `${constructName(window.name)}${name}`, {
        what: `${objective}: share of failures over ${period.toHumanString()}.`,
        metric: failureShare(requests.bad(period), requests.all(period), period),
        threshold,
      });
    const alarm = new CompositeAlarm(this, constructName(window.name), {
      alarmDescription: `${objective}: failures use the allowance up ${window.factor} times too fast. What to do: ${alerts.runbookUrl}#${runbook}`,
      alarmRule: AlarmRule.allOf(over(window.long, "Long"), over(window.short, "Short")),
    });
    alarm.addAlarmAction(new SnsAction(alerts.topic));
    alarm.addOkAction(new SnsAction(alerts.topic));
  }
}

/** The share of bad requests. A window without requests has no failures. */
export function failureShare(
  bad: readonly Metric[],
  all: readonly Metric[],
  period: Duration,
): MathExpression {
  const named = (prefix: string, metrics: readonly Metric[]) =>
    metrics.map((metric, at) => [`${prefix}${at}`, metric] as const);
  const sum = (metrics: readonly (readonly [string, Metric])[]) =>
    metrics.map(([name]) => `FILL(${name}, 0)`).join(" + ");
  const failed = named("bad", bad);
  const asked = named("all", all);
  return new MathExpression({
    expression: `IF((${sum(asked)}) > 0, (${sum(failed)}) / (${sum(asked)}), 0)`,
    usingMetrics: Object.fromEntries([...failed, ...asked]),
    label: "share of failures",
    period,
  });
}
