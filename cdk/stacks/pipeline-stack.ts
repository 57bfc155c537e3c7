import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { JobClock } from "../constructs/job-clock.ts";
import { QueueWorker } from "../constructs/queue-worker.ts";
import type { FunctionContext } from "../constructs/system-function.ts";
import type { AlertTarget } from "../constructs/watched.ts";
import { QUEUE_WORKERS } from "../functions.ts";
import { constructName } from "../names.ts";

/** What runs without anybody asking: the workers of the queues, and the clock that gives one of them its jobs. */
export class PipelineStack extends Stack {
  readonly workers: ReadonlyMap<string, QueueWorker>;
  readonly clock: JobClock;

  constructor(
    scope: Construct,
    id: string,
    context: FunctionContext,
    alerts: AlertTarget,
    props: StackProps,
  ) {
    super(scope, id, props);
    this.workers = new Map(
      Object.entries(QUEUE_WORKERS).map(([stem, settings]) => [
        stem,
        new QueueWorker(this, constructName(stem), { stem, settings, context, alerts }),
      ]),
    );
    this.clock = new JobClock(this, "Clock", { ...context, alerts });
  }
}
