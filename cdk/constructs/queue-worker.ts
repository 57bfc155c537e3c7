import { Duration } from "aws-cdk-lib";
import { GraphWidget, type IWidget, type Metric } from "aws-cdk-lib/aws-cloudwatch";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Construct } from "constructs";
import { QUEUES, type WorkQueue as QueueName } from "../../lib/ports/queues.ts";
import type { QueueWorkerSettings } from "../functions.ts";
import { constructName } from "../names.ts";
import { type FunctionContext, SystemFunction } from "./system-function.ts";
import { type AlertTarget, FIVE_MINUTES, runbookAlarm, type Watched, watchThrottles } from "./watched.ts";
import type { WorkQueue } from "./work-queue.ts";

export interface QueueWorkerProps {
  readonly stem: string;
  readonly settings: QueueWorkerSettings;
  readonly context: FunctionContext;
  readonly alerts: AlertTarget;
}

/**
 * One stage of the pipeline: the function with its grants, the queues that feed it, its alarms and its dashboard row.
 * The queues themselves belong to the stateful stack, which sizes them from the same settings.
 */
export class QueueWorker extends Construct implements Watched {
  readonly row: readonly IWidget[];
  readonly worker: SystemFunction;

  constructor(scope: Construct, id: string, { stem, settings, context, alerts }: QueueWorkerProps) {
    super(scope, id);
    this.worker = new SystemFunction(this, "Worker", context, { ...settings, stem });
    const queues = QUEUES.filter((name) => name in settings.sources).map((name) => context.data.queue(name));
    for (const queue of queues) {
      this.#read(queue, settings);
      this.#watchDeadLetters(queue, settings.runbook, alerts);
    }
    watchThrottles(this, stem, this.worker.handler, alerts);
    this.row = rowOf(stem, this.worker, queues);
  }

  #read({ name, queue }: WorkQueue, { sources }: QueueWorkerSettings): void {
    const source = sources[queueName(name)];
    if (!source) return;
    this.worker.handler.addEventSource(
      new SqsEventSource(queue, {
        batchSize: source.batchSize,
        maxConcurrency: source.maxConcurrency,
        maxBatchingWindow: Duration.seconds(0),
        reportBatchItemFailures: true,
      }),
    );
  }

  #watchDeadLetters({ name, dead }: WorkQueue, runbook: string, alerts: AlertTarget): void {
    runbookAlarm(this, `${constructName(name)}DeadLetters`, alerts, {
      what: `Messages of ${name} were given up.`,
      runbook,
      metric: dead.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: "Maximum" }),
      threshold: 0,
    });
  }
}

function queueName(name: string): QueueName {
  const found = QUEUES.find((queue) => queue === name);
  if (!found) throw new Error(`No queue ${name}.`);
  return found;
}

function rowOf(stem: string, { handler }: SystemFunction, queues: readonly WorkQueue[]): IWidget[] {
  const depth = (metric: (queue: WorkQueue) => Metric) => queues.map(metric);
  return [
    new GraphWidget({
      title: `${stem}: waiting`,
      width: 6,
      left: depth(({ queue }) => queue.metricApproximateNumberOfMessagesVisible()),
    }),
    new GraphWidget({
      title: `${stem}: age of the oldest (s)`,
      width: 6,
      left: depth(({ queue }) => queue.metricApproximateAgeOfOldestMessage()),
    }),
    new GraphWidget({
      title: `${stem}: given up`,
      width: 6,
      left: depth(({ dead }) => dead.metricApproximateNumberOfMessagesVisible()),
    }),
    new GraphWidget({
      title: `${stem}: runs, errors, time`,
      width: 6,
      left: [handler.metricInvocations(), handler.metricErrors(), handler.metricThrottles()],
      right: [handler.metricDuration({ statistic: "p99" })],
    }),
  ];
}
