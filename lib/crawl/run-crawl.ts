import { z } from "zod";
import { eq } from "../domain/condition.ts";
import type { TenantId } from "../domain/ids.ts";
import { type Platform, platformSchema } from "../domain/platform.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { pause } from "../ports/deadline.ts";
import { messagesIn } from "../ports/queues.ts";
import { CRAWL_QUEUES } from "./crawl-message.ts";
import {
  type CrawlProgress,
  createProgressTally,
  type ProgressTally,
  platformProgressSchema,
} from "./crawl-progress.ts";
import { createCrawlWorker } from "./crawl-worker.ts";
import type { CrawlerOptions, CrawlPorts } from "./crawler.ts";
import { type CrawlPlan, type PlanCrawlOptions, type PlanCrawlPorts, planCrawl } from "./plan-crawl.ts";

const unreachableSchema = z.object({ platform: platformSchema, account: z.string(), reason: z.string() });

export const crawlReportSchema = z.object({
  platforms: z.array(platformProgressSchema),
  /** Counts by reason, over all absent accounts of these platforms. */
  unreachable_by_reason: z.record(z.string(), z.number()),
  /** The first of the absent accounts. */
  unreachable: z.array(unreachableSchema),
  /** Whether all requested accounts were answered. */
  finished: z.boolean(),
});
export type CrawlReport = z.infer<typeof crawlReportSchema>;

export interface RunCrawlOptions {
  readonly tenantId: TenantId;
  readonly platforms: readonly Platform[];
  readonly crawler: CrawlerOptions;
  /** False: stop when no platform may be asked at the moment, instead of waiting for the next quota. */
  readonly waits: boolean;
  /** Hours by `clock` until an unsettled claim becomes due again. Default: the planner's. */
  readonly claimHours?: number;
  readonly onProgress: (progress: CrawlProgress) => void;
  /** Ends the crawl. Targets that it holds go back to the frontier. */
  readonly signal: AbortSignal;
}

type Ports = CrawlPorts & PlanCrawlPorts;

/** How often it plans and reports progress; by the machine's clock. */
const PLAN_MS = 300;
/** About ten seconds of work for the platforms that are asked account by account. */
const QUEUE_MAX = 1_000;
/** Above this depth nothing is planned, because on one machine planning reads the whole frontier. */
const QUEUE_ENOUGH = QUEUE_MAX / 2;

/**
 * Plans and works in one process until every requested target of the platforms is answered and nothing is due. In the
 * cloud, a planner, queues and many workers do the same.
 */
export async function runCrawl(ports: Ports, options: RunCrawlOptions): Promise<CrawlReport> {
  const tally = createProgressTally(options.platforms, () => performance.now());
  const onEvent: CrawlerOptions["onEvent"] = (event) => {
    tally.note(event);
    options.crawler.onEvent(event);
  };
  const finished = new AbortController();
  const worker = createCrawlWorker(ports, { ...options.crawler, onEvent });
  const stop = AbortSignal.any([options.signal, finished.signal]);
  const working = worker.run(stop);
  const wait = () => Promise.race([working, pause(PLAN_MS, options.signal)]);
  let isDone = false;
  try {
    isDone = await planUntilDone(ports, options, tally, wait);
  } finally {
    finished.abort();
    await working;
  }
  return reportOf(ports, options, tally, isDone);
}

/** Returns whether everything was answered. */
async function planUntilDone(
  ports: Ports,
  options: RunCrawlOptions,
  tally: ProgressTally,
  wait: () => Promise<void>,
): Promise<boolean> {
  const startedAt = ports.clock.now();
  while (!options.signal.aborted) {
    if ((await inQueues(ports)) > QUEUE_ENOUGH) {
      await wait();
      continue;
    }
    // Targets that become due meanwhile are left for the next crawl. Otherwise a crawl of a busy frontier would never
    // end.
    const plans = [
      await planOnce(ports, options, { awaitedOnly: true }),
      await planOnce(ports, options, { dueBy: startedAt }),
    ];
    const waiting = await waitingOf(ports, options);
    options.onProgress(await progressOf(ports, tally, waiting));
    const isIdle = plans.every(isNothingSent) && (await inQueues(ports)) === 0;
    const isAnswered = [...waiting.values()].every((count) => count === 0);
    if (isIdle && isAnswered) return true;
    if (isIdle && !options.waits && plans.some(({ cooling }) => cooling.length > 0)) return false;
    await wait();
  }
  return false;
}

const planOnce = (
  ports: Ports,
  { platforms, crawler, claimHours }: RunCrawlOptions,
  which: Pick<PlanCrawlOptions, "awaitedOnly" | "dueBy">,
): Promise<CrawlPlan> =>
  planCrawl(ports, {
    ...which,
    platforms,
    remainingMs: () => Number.POSITIVE_INFINITY,
    synthetic: crawler.synthetic,
    settings: { queueMax: QUEUE_MAX, ...(claimHours && { claimHours }) },
  });

const isNothingSent = ({ sent }: CrawlPlan): boolean => Object.values(sent).every((count) => count === 0);

const inQueues = ({ queues }: Ports): Promise<number> => messagesIn(queues, ...CRAWL_QUEUES);

const documentsOf = ({ openDocuments }: Ports, { tenantId }: RunCrawlOptions) =>
  openDocuments(ownScope(tenantId));

async function waitingOf(ports: Ports, options: RunCrawlOptions): Promise<Map<Platform, number>> {
  const documents = documentsOf(ports, options);
  const counts = options.platforms.map(async (platform) => {
    const where = [eq("awaited", true), eq("platform", platform), eq("synthetic", options.crawler.synthetic)];
    return [platform, await documents.count("targets", where)] as const;
  });
  return new Map(await Promise.all(counts));
}

async function progressOf(
  { consumers, clock }: Ports,
  tally: ProgressTally,
  waiting: ReadonlyMap<Platform, number>,
): Promise<CrawlProgress> {
  const { paused, reason } = await consumers.state("crawl-low");
  return {
    platforms: tally.progress(waiting, clock.now().getTime()),
    paused: paused ? (reason ?? "paused") : null,
  };
}

const UNREACHABLE_SHOWN = 1_000;

async function reportOf(
  ports: Ports,
  options: RunCrawlOptions,
  tally: ProgressTally,
  finished: boolean,
): Promise<CrawlReport> {
  const documents = documentsOf(ports, options);
  const byReason: Record<string, number> = {};
  const unreachable: CrawlReport["unreachable"] = [];
  for await (const page of documents.scan("targets", "")) {
    for (const { platform, handle, platform_user_id, status, reason, synthetic } of page) {
      const isMeant = options.platforms.includes(platform) && synthetic === options.crawler.synthetic;
      if (!isMeant || status !== "absent") continue;
      const why = reason ?? "unknown";
      byReason[why] = (byReason[why] ?? 0) + 1;
      if (unreachable.length >= UNREACHABLE_SHOWN) continue;
      unreachable.push({ platform, account: handle ?? platform_user_id ?? "", reason: why });
    }
  }
  const waiting = await waitingOf(ports, options);
  const platforms = tally.progress(waiting, ports.clock.now().getTime());
  return { platforms, unreachable_by_reason: byReason, unreachable, finished };
}
