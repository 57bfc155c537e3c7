import type { EmbeddedComposition } from "../lib/compose/embedded.ts";
import { corsOriginsFrom, type Environment, processEnvironment } from "../lib/config.ts";
import { MINUTE_MS } from "../lib/domain/durations.ts";
import { type FollowPorts, followChanges } from "../lib/embed/follow-changes.ts";
import { followLog } from "../lib/lambda/follow-log.ts";
import { lazyHost } from "../lib/lambda/host.ts";
import type { Log } from "../lib/lambda/log.ts";
import type { WorkQueue } from "../lib/ports/queues.ts";
import { serveCommands } from "./command-server.ts";
import type { Commands } from "./commands.ts";
import type { FolderLock } from "./folder-lock.ts";
import { type LocalFunctions, localFunctions, type QueueFunction } from "./functions.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import { notifyOfLeftovers } from "./inbox-notifications.ts";
import { ownCommands } from "./own-commands.ts";
import { type Lane, type QueuePump, startQueuePump } from "./queue-pump.ts";
import { startRefining } from "./refine-drafts.ts";

/** A data folder that this process has open, and everything that works on it here. */
export interface OpenSystem {
  readonly dataDir: string;
  readonly composition: EmbeddedComposition;
  readonly functions: LocalFunctions;
  readonly gateway: Gateway;
  readonly commands: Commands;
  /** Starts to work off the queues, unless it has started already. */
  startWork(): Promise<void>;
  /** Cuts off other processes whose commands are under way. */
  hangUp(): void;
  /** Waits for others' commands and for messages in work, then releases the folder. */
  close(): Promise<void>;
}

/** Everything that works on an open data folder. It is most of the code; `system.ts` says when it is loaded. */
export async function serveFolder(parts: {
  readonly dataDir: string;
  readonly composition: EmbeddedComposition;
  readonly lock: FolderLock;
  readonly log: Log;
}): Promise<OpenSystem> {
  const { dataDir, composition, lock, log } = parts;
  const { services, keyringStore } = composition;
  const origins = localOrigins(processEnvironment());
  const host = lazyHost(
    async () => composition,
    log,
    () => origins,
  );
  const functions = localFunctions(() => host);
  const gateway = createGateway({ functions: functions.http, authorise: functions.authorise, log, origins });
  let work: Promise<Work> | null = null;
  const startWork = () => {
    work ??= begin(composition, functions, log);
    return work.then(() => undefined);
  };
  const commands = ownCommands({
    ...{ services, keyringStore, dataDir, gateway, functions, log, startWork },
  });
  const server = await serveCommands(commands, lock.owner, log);
  await lock.publishOwner();
  return {
    ...{ dataDir, composition, functions, gateway, commands, startWork },
    hangUp: () => server.hangUp(),
    async close() {
      await server.close();
      await (await work)?.stop();
      await composition.close();
      await lock.release();
    },
  };
}

/**
 * Any page may ask, unless the operator restricts it. Nothing is answered without a key, and browsers send none by
 * themselves.
 */
function localOrigins(environment: Environment): readonly string[] {
  const set = corsOriginsFrom(environment);
  return set.length > 0 ? set : ["*"];
}

/** Work besides requests. */
type Work = Pick<QueuePump, "stop">;

async function begin(composition: EmbeddedComposition, functions: LocalFunctions, log: Log): Promise<Work> {
  const { services, looksCost, bucketsNotify } = composition;
  if (!bucketsNotify) await notifyOfLeftovers(services);
  const following = startFollowing(composition, log);
  const pump = startQueuePump({ lanes: lanes(functions), ...services, log, looksCost });
  const refining = startRefining(composition, log);
  return {
    async stop() {
      await refining.stop();
      await pump.stop();
      await following.stop();
    },
  };
}

/** Messages about embedding are passed on several at a time, those about ingest one object at a time. */
const lanes = ({ queues }: LocalFunctions): Lane[] => [
  laneOf(queues, "ingest-raw", ["ingest"], 1),
  laneOf(queues, "embed-creators", ["embed-high", "embed-low"], 10),
  laneOf(queues, "run-erasure", ["erase"], 10),
  laneOf(queues, "back-up-vectors", ["backup"], 1),
  // The same time limit as in Lambda, because a backup drill reaches no checkpoint. Two lanes, so that short jobs pass
  // a long one.
  { ...laneOf(queues, "run-job", ["jobs"], 1), timeoutMs: JOB_TIMEOUT_MS },
  { ...laneOf(queues, "run-job", ["jobs"], 1), timeoutMs: JOB_TIMEOUT_MS },
];

const JOB_TIMEOUT_MS = 15 * MINUTE_MS;

const laneOf = (
  handlers: LocalFunctions["queues"],
  stem: QueueFunction,
  queues: readonly WorkQueue[],
  batchSize: number,
): Lane => ({ function: stem, handler: handlers[stem], queues, batchSize });

/** Only one process owns the folder, so the next one takes over at once from one that died. */
const HOLDER = "one machine";

/** Follows changes in this process. Searches in this process no longer see what it drops from their memory. */
function startFollowing(
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
