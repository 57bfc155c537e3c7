import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { isPrimary } from "../config.ts";
import { JobClock } from "../constructs/job-clock.ts";
import { QueueWorker } from "../constructs/queue-worker.ts";
import type { FunctionContext } from "../constructs/system-function.ts";
import type { AlertTarget } from "../constructs/watched.ts";
import { INDEXING, QUEUE_WORKERS } from "../functions.ts";
import { constructName } from "../names.ts";

/**
 * What runs without a request: the workers of the queues, and the clock that gives jobs to one of them. Only the
 * primary writes, so another region only fills its own index.
 */
export class PipelineStack extends Stack {
  readonly workers: ReadonlyMap<string, QueueWorker>;
  /** Null in a region that does no jobs. */
  readonly clock: JobClock | null;

  constructor(
    scope: Construct,
    id: string,
    context: FunctionContext,
    alerts: AlertTarget,
    props: StackProps,
  ) {
    super(scope, id, props);
    const takesWrites = isPrimary(context.config);
    this.workers = new Map(
      Object.entries(QUEUE_WORKERS)
        .filter(([stem]) => takesWrites || INDEXING.some((one) => one === stem))
        .map(([stem, settings]) => [
          stem,
          new QueueWorker(this, constructName(stem), { stem, settings, context, alerts }),
        ]),
    );
    this.clock = takesWrites ? new JobClock(this, "Clock", { ...context, alerts }) : null;
  }
}
