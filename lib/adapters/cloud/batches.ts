/** Limits of one call. Both apply. */
export interface BatchLimits {
  readonly count: number;
  readonly bytes: number;
}

/**
 * Cuts items into batches, in order, none above either limit. `bytesOf` counts what an item adds to the call. An item
 * that is above the limit alone gets a batch of its own, which the service then refuses.
 */
export function cutBatches<T>(
  items: Iterable<T>,
  limits: BatchLimits,
  bytesOf: (item: T) => number = () => 0,
): T[][] {
  const batches: T[][] = [];
  let batch: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const added = bytesOf(item);
    if (batch.length > 0 && (batch.length >= limits.count || bytes + added > limits.bytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += added;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

export const utf8Bytes = (text: string): number => Buffer.byteLength(text, "utf8");

/** Works on at most `width` items at once. Results come in the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
