import { createShapeDrift } from "../platforms/shape-drift.ts";
import { aborted, pause } from "../ports/deadline.ts";
import type { ReceivedMessage } from "../ports/queues.ts";
import { createActsInForce } from "../signals/acts-in-force.ts";
import { createSignalTally, type SignalTally } from "../signals/tally.ts";
import type { CrawlEvent } from "./crawl-events.ts";
import { CRAWL_QUEUES, type CrawlMessage, type CrawlQueue, crawlMessageSchema } from "./crawl-message.ts";
import { crawlTargets } from "./crawl-targets.ts";
import {
  type CrawlerOptions,
  type CrawlPorts,
  type PerPlatform,
  perPlatform,
  type WorkerPorts,
} from "./crawler.ts";
import { createPlatformFetcher, type PlatformFetcher } from "./fetch-batch.ts";
import { isOpen, pauseForStorm } from "./limits/auto-pause.ts";
import { createHealthPool } from "./limits/health-pool.ts";
import { createIngestNotifier } from "./notify-ingest.ts";

export interface CrawlWorker {
  /** Works until the signal fires, or until `whenIdle` says "stop". */
  run(signal: AbortSignal): Promise<void>;
  /** Health of credentials and pace of platforms, for metrics and people. */
  state(): PerPlatform<PlatformState>;
}

export interface PlatformState {
  readonly running: number;
  readonly limit: number;
  readonly credentials: ReturnType<PlatformFetcher["credentials"]["health"]>;
}

export interface CrawlWorkerOptions extends CrawlerOptions {
  /** Read in this order, the most urgent first. */
  readonly queues?: readonly CrawlQueue[];
  /**
   * Called before each look into the queues. It reloads what changes under a running process (the keyring). A worker
   * runs for weeks; with an old keyring it would fetch people again who were erased under a newer one.
   */
  readonly refresh?: () => Promise<void>;
  /** Called when the queues are empty and no message is being handled. Without it the worker keeps waiting. */
  readonly whenIdle?: () => Promise<"stop" | "go-on">;
}

/** Longer than any message takes: a call is cut off after a minute, and a message gets five attempts. */
const VISIBILITY_SECONDS = 900;
/** A long poll costs no more than a short one, and ends early when a message arrives. */
const WAIT_SECONDS = 1;
const PAUSED_MS = 1_000;
/** While messages are being handled, the worker looks into the queues this often. */
const LOOK_MS = 200;
const TROUBLE_MS = 1_000;

/**
 * Takes messages from the crawl queues and handles several at once. When it is told to stop, it takes no more and
 * gives the running ones `graceMs` to end. Then it cuts off the rest and makes their messages visible again at once.
 * What was settled by then stays settled, because targets that no longer carry the message's claim are left alone.
 */
export function createCrawlWorker(ports: CrawlPorts, given: CrawlWorkerOptions): CrawlWorker {
  const signals = createSignalTally(ports);
  const onEvent = (event: CrawlEvent): void => {
    noteCall(signals, event);
    given.onEvent(event);
  };
  const options = { ...given, onEvent, acts: createActsInForce(ports) };
  const shared = { ...ports, notifyIngest: createIngestNotifier(ports.queues), drift: createShapeDrift() };
  const routes = createHealthPool(options.routes, ports.clock);
  const fetchers = perPlatform((platform) => createPlatformFetcher(ports, options, platform, routes));
  return {
    run: (signal) =>
      run(
        { ports: shared, options, signals, fetchers, cut: new AbortController(), inHand: new Set() },
        signal,
      ),
    state: () => perPlatform((platform) => stateOf(fetchers[platform])),
  };
}

const stateOf = ({ pace, credentials }: PlatformFetcher): PlatformState => ({
  running: pace.running,
  limit: pace.limit,
  credentials: credentials.health(),
});

/** Counts how a platform's calls ended, for the runbook. */
function noteCall(signals: SignalTally, { kind, ...event }: CrawlEvent): void {
  if (!("platform" in event) || event.platform === null) return;
  if (kind === "answered" || kind === "throttled") signals.note(`crawl/${event.platform}/${kind}`);
  if (kind === "outage") signals.note(`crawl/${event.platform}/failed`);
}

interface Loop {
  readonly ports: WorkerPorts;
  readonly options: CrawlWorkerOptions;
  readonly signals: SignalTally;
  readonly fetchers: PerPlatform<PlatformFetcher>;
  /** Cuts off the running calls. */
  readonly cut: AbortController;
  readonly inHand: Set<Promise<void>>;
}

async function run(loop: Loop, stop: AbortSignal): Promise<void> {
  const { options, inHand } = loop;
  const stopped = aborted(stop);
  while (!stop.aborted) {
    if (inHand.size >= options.settings.messages) {
      await Promise.race([...inHand, stopped]);
      continue;
    }
    try {
      const took = await takeSome(loop, stop);
      if (took || stop.aborted) continue;
      if (inHand.size > 0) await Promise.race([...inHand, stopped, pause(LOOK_MS, stop)]);
      else if ((await options.whenIdle?.()) === "stop") break;
    } catch (error) {
      options.onEvent({ kind: "message-failed", platform: null, error });
      await pause(TROUBLE_MS, stop);
    }
  }
  await finish(loop);
}

/** Returns whether there was a message. */
async function takeSome(loop: Loop, stop: AbortSignal): Promise<boolean> {
  const { ports, options, signals, inHand } = loop;
  await signals.flush();
  await options.refresh?.();
  const open: CrawlQueue[] = [];
  for (const queue of options.queues ?? CRAWL_QUEUES) {
    const onResumed = () => options.onEvent({ kind: "resumed", queue });
    if (await isOpen(ports, queue, onResumed)) open.push(queue);
  }
  for (const queue of open) {
    const isLast = queue === open.at(-1);
    const messages = await ports.queues.receive(queue, {
      max: Math.min(RECEIVE_MAX, options.settings.messages - inHand.size),
      visibilitySeconds: VISIBILITY_SECONDS,
      waitSeconds: isLast && inHand.size === 0 && !options.whenIdle ? WAIT_SECONDS : 0,
    });
    for (const message of messages) hold(loop, queue, message);
    if (messages.length > 0) return true;
  }
  if (open.length === 0 && inHand.size === 0) await pause(PAUSED_MS, stop);
  return false;
}

const RECEIVE_MAX = 10;

function hold(loop: Loop, queue: CrawlQueue, message: ReceivedMessage): void {
  const work = handle(loop, queue, message).finally(() => loop.inHand.delete(work));
  loop.inHand.add(work);
}

/** Handles one message; never rejects. */
async function handle(loop: Loop, queue: CrawlQueue, message: ReceivedMessage): Promise<void> {
  const { ports, options, cut } = loop;
  const parsed = parsedMessage(message.body);
  try {
    if (parsed && parsed.synthetic === options.synthetic) await carryOut(loop, parsed, message);
    await ports.queues.acknowledge(queue, [message.receipt]);
  } catch (error) {
    const delay = cut.signal.aborted ? 0 : retrySeconds(message.receiveCount);
    if (!cut.signal.aborted)
      options.onEvent({ kind: "message-failed", platform: parsed?.platform ?? null, error });
    // If even this fails, the message becomes visible by itself when its time is over.
    await ports.queues.release(queue, [message.receipt], delay).catch(() => undefined);
  }
}

async function carryOut(loop: Loop, message: CrawlMessage, { receiveCount }: ReceivedMessage): Promise<void> {
  const { ports, options, fetchers, cut } = loop;
  const fetcher = fetchers[message.platform];
  await crawlTargets(ports, options, fetcher, { message, receiveCount }, cut.signal);
  if (!fetcher.pace.isStorm()) return;
  const until = await pauseForStorm(ports, "crawl-low", options.settings.stormPauseMs);
  if (until) options.onEvent({ kind: "paused", queue: "crawl-low", until, platform: message.platform });
}

function parsedMessage(body: string): CrawlMessage | null {
  try {
    return crawlMessageSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

const retrySeconds = (receiveCount: number): number => Math.min(300, 2 ** receiveCount);

/** Waits for the running messages and cuts them off after `graceMs`. */
async function finish({ options, signals, inHand, cut }: Loop): Promise<void> {
  const timer = setTimeout(
    () => cut.abort(new DOMException("The worker was told to stop.", "AbortError")),
    options.settings.graceMs,
  );
  while (inHand.size > 0) await Promise.all(inHand);
  clearTimeout(timer);
  await signals.flush("now");
}
