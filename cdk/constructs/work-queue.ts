import { Duration, type RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { physicalName } from "../physical-names.ts";

/** AWS suggests five or more if concurrency is capped, because throttled receives count too (facts: SQS -> Lambda). */
const RECEIVES = 5;
/** A dead letter keeps its first timestamp, so it must be kept longer than in the source queue. 14 days is the most. */
const DEAD_DAYS = 14;
const WAITING_DAYS = 4;

export interface WorkQueueProps {
  /** As in lib/ports/queues.ts. */
  readonly name: string;
  readonly stage: string;
  readonly key: IKey;
  /** How long a message stays hidden while it is worked on. */
  readonly visibility: Duration;
  readonly removalPolicy: RemovalPolicy;
}

/** An encrypted queue with its dead letters. It accepts TLS only. */
export class WorkQueue extends Construct {
  readonly name: string;
  readonly queue: Queue;
  readonly dead: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const { name, stage, key, visibility, removalPolicy } = props;
    this.name = name;
    const shared = {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      removalPolicy,
    };
    this.dead = new Queue(this, "Dead", {
      ...shared,
      queueName: physicalName(stage, `${name}-dead`),
      retentionPeriod: Duration.days(DEAD_DAYS),
    });
    this.queue = new Queue(this, "Queue", {
      ...shared,
      queueName: physicalName(stage, name),
      visibilityTimeout: visibility,
      retentionPeriod: Duration.days(WAITING_DAYS),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: RECEIVES },
    });
  }
}
