export const QUEUES = [
  "ingest",
  "embed-high",
  "embed-low",
  "erase",
  "crawl-high",
  "crawl-low",
  "backup",
  "jobs",
] as const;
export type WorkQueue = (typeof QUEUES)[number];
/** Every queue has its dead letters. */
export type QueueName = WorkQueue | `${WorkQueue}-dead`;

/** One SQS message holds at most 1 MiB; ours stay far below. */
export interface OutgoingMessage {
  readonly body: string;
  /** 0 to 900. */
  readonly delaySeconds?: number;
  /** Fairness between tenants; no order is promised. */
  readonly group?: string;
}

export interface ReceivedMessage {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  /** 1 at the first receive. */
  readonly receiveCount: number;
  readonly sentAt: Date;
}

export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** Age of the oldest message that waits, in seconds; 0 when none does, null where the queue does not tell. */
  readonly oldestAgeSeconds: number | null;
}

/**
 * At least once, in no order. A message that was received more than the queue's maximum moves to the dead letters.
 * Errors: `unavailable`. `send` either takes all messages or throws; some may then have been taken.
 */
export interface Queues {
  send(queue: QueueName, messages: readonly OutgoingMessage[]): Promise<void>;
  receive(
    queue: QueueName,
    options: { readonly max: number; readonly visibilitySeconds: number; readonly waitSeconds: number },
  ): Promise<ReceivedMessage[]>;
  /** Unknown or outdated receipts are ignored. */
  acknowledge(queue: QueueName, receipts: readonly string[]): Promise<void>;
  /** Makes received messages visible again after a delay. */
  release(queue: QueueName, receipts: readonly string[], delaySeconds: number): Promise<void>;
  depth(queue: QueueName): Promise<QueueDepth>;
}
