import { everyTenant } from "../access/tenants.ts";
import { hastenDemanded } from "../demand/demand.ts";
import { inChunks } from "../domain/chunks.ts";
import { atMost, eq } from "../domain/condition.ts";
import { hoursAfter } from "../domain/crawl/refresh.ts";
import type { CrawlTarget, TargetPriority } from "../domain/crawl/target.ts";
import { idsOf, type TenantId } from "../domain/ids.ts";
import { PLATFORMS, type Platform } from "../domain/platform.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { whyNotFetched } from "../domain/terms.ts";
import { PLATFORM_LIMITS } from "../platforms/limits.ts";
import { PLATFORM_TERMS } from "../platforms/terms.ts";
import type { Ports } from "../ports/ports.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { type CrawlMessage, type CrawlQueue, queueOf } from "./crawl-message.ts";
import { coolingPlatforms } from "./limits/platform-cooldown.ts";
import { nameKnownTargets } from "./targets/known-accounts.ts";

export type PlanCrawlPorts = Pick<
  Ports,
  "openDocuments" | "cache" | "counters" | "queues" | "clock" | "ids" | "statements"
>;

export interface PlanCrawlOptions {
  /** Milliseconds that the host still allows. */
  readonly remainingMs: () => number;
  /** Only these platforms. Default: all that are switched on. */
  readonly platforms?: readonly Platform[];
  /** Only targets that were due by then. Default: now. */
  readonly dueBy?: Date;
  /** Only targets that somebody asked for. */
  readonly awaitedOnly?: boolean;
  /** Plans for the simulated platforms instead of the real ones. */
  readonly synthetic?: boolean;
  readonly settings?: Partial<PlanSettings>;
}

export interface PlanSettings {
  /**
   * If a queue holds this number of messages, nothing more is sent. Messages in a queue can be neither stopped nor
   * reordered.
   */
  readonly queueMax: number;
  /**
   * Hours until an unsettled claim becomes due again. This is longer than a message waits in a queue of that depth.
   */
  readonly claimHours: number;
}

/** 400 messages are half an hour of work for 20 workers that handle 10 messages each. */
export const PLAN_SETTINGS: PlanSettings = { queueMax: 400, claimHours: 6 };

export interface CrawlPlan {
  readonly sent: Readonly<Record<CrawlQueue, number>>;
  /** Accounts in the messages sent. */
  readonly targets: Readonly<Record<Platform, number>>;
  /** Platforms for which nothing was sent, because their quota is spent or they throttle. */
  readonly cooling: readonly Platform[];
}

/** Share of the time that must be left for sending after the look at demand. */
const HASTEN_SHARE = 0.5;
/** Time that the host must still allow before another batch is sent. */
const RESERVE_MS = 5_000;

/**
 * Sends due targets to the crawl queues, in batches that fit each platform's call; the targets that are due longest
 * come first. A target is claimed before it is sent, by a conditional update. So two plans that run at once send it
 * only once. Tenants and platforms share the room in a queue.
 */
export async function planCrawl(ports: PlanCrawlPorts, options: PlanCrawlOptions): Promise<CrawlPlan> {
  const plan = emptyPlan();
  const budgetMs = options.remainingMs();
  const wanted = (options.platforms ?? PLATFORMS).filter(
    (platform) => options.synthetic || whyNotFetched(PLATFORM_TERMS[platform], ports.statements) === null,
  );
  const cooling = await coolingPlatforms(ports, wanted, options.synthetic ?? false);
  const platforms = wanted.filter((platform) => !cooling.has(platform));
  const tenants = shuffled(await everyTenant(ports));
  for (const tenantId of tenants) {
    // One run may not reach all tenants. Each run begins at a random tenant, so another run reaches the others.
    if (options.remainingMs() <= HASTEN_SHARE * budgetMs) break;
    const documents = ports.openDocuments(ownScope(tenantId));
    await hastenDemanded(ports, documents);
  }
  for (const priority of ["high", "low"] as const) {
    const room = await roomIn(ports, queueOf(priority), options);
    const share = Math.ceil(room / Math.max(1, tenants.length * platforms.length));
    for (const tenantId of tenants) {
      for (const platform of platforms) {
        const run: Run = { ports, options, tenantId, platform, priority };
        await sendDue(run, Math.min(share, room - plan.sent[queueOf(priority)]), plan);
      }
    }
  }
  return { ...plan, cooling: [...cooling.keys()] };
}

interface Run {
  readonly ports: PlanCrawlPorts;
  readonly options: PlanCrawlOptions;
  readonly tenantId: TenantId;
  readonly platform: Platform;
  readonly priority: TargetPriority;
}

const emptyPlan = () => ({
  sent: { "crawl-high": 0, "crawl-low": 0 },
  targets: { instagram: 0, tiktok: 0, x: 0, youtube: 0 },
});

/** Begins at a random place, so that no tenant is always served last. */
function shuffled<T>(items: readonly T[]): T[] {
  const at = items.length === 0 ? 0 : Math.floor(Math.random() * items.length);
  return [...items.slice(at), ...items.slice(0, at)];
}

async function roomIn({ queues }: PlanCrawlPorts, queue: CrawlQueue, { settings }: PlanCrawlOptions) {
  const { visible, inFlight, delayed } = await queues.depth(queue);
  return Math.max(0, (settings?.queueMax ?? PLAN_SETTINGS.queueMax) - visible - inFlight - delayed);
}

/** Sends up to `room` messages. */
async function sendDue(run: Run, room: number, plan: ReturnType<typeof emptyPlan>): Promise<void> {
  const { ports, options, tenantId, platform, priority } = run;
  const documents = ports.openDocuments(ownScope(tenantId));
  const perMessage = PLATFORM_LIMITS[platform].accountsPerCall;
  for (let left = room; left > 0 && options.remainingMs() > RESERVE_MS; ) {
    const due = await dueTargets(run, documents, Math.min(PAGE, left * perMessage));
    if (due.length === 0) return;
    const named = await nameKnownTargets(documents, due);
    const claim = ports.ids.random();
    const claimed = await claimTargets(run, documents, named, claim);
    const messages = messagesOf(run, claimed, claim);
    await ports.queues.send(queueOf(priority), messages);
    plan.sent[queueOf(priority)] += messages.length;
    plan.targets[platform] += claimed.length;
    left -= Math.max(1, messages.length);
    if (due.length < PAGE && due.length < left * perMessage) return;
  }
}

const PAGE = 500;

async function dueTargets(
  { ports, options, platform, priority }: Run,
  documents: TenantDocuments,
  limit: number,
): Promise<CrawlTarget[]> {
  const page = await documents.find("targets", {
    where: [
      eq("platform", platform),
      eq("priority", priority),
      eq("synthetic", options.synthetic ?? false),
      atMost("due_at", (options.dueBy ?? ports.clock.now()).toISOString()),
      ...(options.awaitedOnly ? [eq("awaited", true)] : []),
    ],
    sort: { field: "due_at", direction: "ascending" },
    limit,
  });
  return page.items;
}

/**
 * Returns the targets that this plan got. A claim moves the due time ahead, so another plan's condition no longer
 * holds.
 */
async function claimTargets(
  { ports, options }: Run,
  documents: TenantDocuments,
  due: readonly CrawlTarget[],
  claim: string,
): Promise<CrawlTarget[]> {
  const hours = options.settings?.claimHours ?? PLAN_SETTINGS.claimHours;
  const due_at = hoursAfter(ports.clock.now(), hours);
  const got = await documents.updateMany(
    "targets",
    due.map(({ id, due_at: seen, claims }) => ({
      id,
      set: { due_at, claim, claims: claims + 1 },
      when: [eq("due_at", seen)],
    })),
  );
  return due.filter((_, at) => got[at]);
}

function messagesOf({ options, tenantId, platform }: Run, targets: readonly CrawlTarget[], claim: string) {
  const perMessage = PLATFORM_LIMITS[platform].accountsPerCall;
  const messages: { body: string; group: string }[] = [];
  for (const part of inChunks(targets, perMessage)) {
    const message: CrawlMessage = {
      tenant_id: tenantId,
      platform,
      claim,
      synthetic: options.synthetic ?? false,
      target_ids: idsOf(part),
    };
    // One group per tenant and platform, so that a long backlog of one lets the others through.
    messages.push({ body: JSON.stringify(message), group: `${tenantId}.${platform}` });
  }
  return messages;
}
