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
/** Every queue has a queue of dead letters. */
export type QueueName = WorkQueue | `${WorkQueue}-dead`;

/** An SQS message holds at most 1 MiB. Ours are far smaller. */
export interface OutgoingMessage {
  readonly body: string;
  /** 0 to 900. */
  readonly delaySeconds?: number;
  /** Keeps tenants' shares fair; it promises no order. */
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
  /** Age of the oldest waiting message, in seconds; 0 if none waits, null if the queue does not tell. */
  readonly oldestAgeSeconds: number | null;
}

/**
 * Delivers at least once, in no order. A message that was received more often than the queue's maximum moves to the
 * dead letters.
 * Errors: `unavailable`. `send` either takes all messages or throws; it may have taken some before it throws.
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

/** All messages of some queues, whether they wait, are in work or are held back. */
export async function messagesIn(
  queues: Pick<Queues, "depth">,
  ...names: readonly QueueName[]
): Promise<number> {
  const depths = await Promise.all(names.map((name) => queues.depth(name)));
  return depths.reduce((sum, { visible, inFlight, delayed }) => sum + visible + inFlight + delayed, 0);
}
