/** Parts that keep deleted data for a while in files of their own: logs, graphs, pages not written yet. */
type ScrubbedPart = "documents" | "vectors" | "queues" | "objects";

/**
 * Removes deleted bytes for good. When `scrub` resolves, none of our files of the part contains a byte that was
 * deleted or overwritten before the call. Files of a managed service belong to its supplier. For these it resolves at
 * once, and docs/PRIVACY.md says how long the supplier keeps its logs.
 * Errors: `unavailable` when something still reads the old bytes; then nothing is promised.
 */
export interface Scrubber {
  scrub(part: ScrubbedPart): Promise<void>;
}
