import { setTimeout as sleep } from "node:timers/promises";

/** Long enough for a search index in the cloud to follow its documents. A part on one machine needs one read. */
const PATIENCE_MS = 20_000;
const STEP_MS = 100;

/** Reads until `isSeen` holds or the time is over, since stores may show a write late. Returns the last value. */
export async function eventually<T>(look: () => Promise<T>, isSeen: (seen: T) => boolean): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  while (true) {
    const seen = await look();
    if (isSeen(seen) || performance.now() > end) return seen;
    await sleep(STEP_MS);
  }
}

/** What a suite opens before its first test and closes after its last. */
export interface Opened<P> {
  readonly port: P;
  close(): Promise<void>;
}
