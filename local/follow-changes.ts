import type { EmbeddedComposition } from "../lib/compose/embedded.ts";
import { type FollowPorts, followChanges } from "../lib/embed/follow-changes.ts";
import { followLog } from "../lib/lambda/follow-log.ts";
import type { Log } from "../lib/lambda/log.ts";

/** One process owns the folder, so that the next one takes over at once from one that died. */
const HOLDER = "one machine";

/** The follower of changes in this process; what it drops from caches, searches of this process no longer see. */
export function startFollowing(
  { services, search }: Pick<EmbeddedComposition, "services" | "search">,
  log: Log,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const ports: FollowPorts = { ...services, memory: search.memory };
  const running = followChanges(ports, { holder: HOLDER, signal: stopping.signal, ...followLog(log) });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
