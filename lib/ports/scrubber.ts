/** Parts that keep what they delete for a while in files of their own: logs, graphs, pages not written yet. */
const SCRUBBED_PARTS = ["documents", "vectors", "queues", "objects"] as const;
type ScrubbedPart = (typeof SCRUBBED_PARTS)[number];

/**
 * The end of what is deleted. When `scrub` resolves, no file that this system keeps of the part holds a byte of what
 * was deleted or overwritten before the call. Files of a managed service are its supplier's: there it resolves at
 * once, and how long the supplier's own logs live is told in docs/PRIVACY.md.
 * Errors: `unavailable` when something still reads the old bytes; then nothing is promised.
 */
export interface Scrubber {
  scrub(part: ScrubbedPart): Promise<void>;
}
