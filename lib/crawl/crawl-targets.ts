import { type CrawlTarget, FETCHED_BY_ID } from "../domain/crawl/target.ts";
import { idsOf } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import { arrivalOf } from "../ingest/prepared-envelope.ts";
import { quarantine } from "../ingest/quarantine.ts";
import type { AccountName, FetchOutcome } from "../platforms/platform-client.ts";
import { arrivalCheck } from "../suppression/requests-by-name.ts";
import { suppressionCheck } from "../suppression/suppression.ts";
import { emit } from "../webhooks/emit.ts";
import type { Settlement } from "./crawl-events.ts";
import type { CrawlMessage } from "./crawl-message.ts";
import type { CrawlerOptions, WorkerPorts } from "./crawler.ts";
import type { Fetched, PlatformFetcher } from "./fetch-batch.ts";
import { coolDownPlatform } from "./limits/platform-cooldown.ts";
import { type FoundProfile, prepareFound, type RefusedProfile } from "./prepare-outcomes.ts";
import { barHandles } from "./targets/barred-handles.ts";
import { discoverAccounts } from "./targets/discover-accounts.ts";
import {
  handBack,
  type SettlePorts,
  settleAbsent,
  settleFailed,
  settleFound,
} from "./targets/settle-targets.ts";
import { watchShapes } from "./watch-shapes.ts";
import { writeProfiles } from "./write-profiles.ts";

export interface Delivery {
  readonly message: CrawlMessage;
  /** 1 at the first delivery. More means that an earlier attempt died and may have written something. */
  readonly receiveCount: number;
}

type Job = SettlePorts & {
  readonly ports: WorkerPorts;
  readonly options: CrawlerOptions;
  readonly delivery: Delivery;
};

/**
 * Handles one message: fetches the targets that still carry its claim, writes what is new, and sets when each target
 * is due again. Every step may be repeated. If the signal aborts it before the platform answered, it rejects with the
 * signal's reason and has changed nothing.
 */
export async function crawlTargets(
  ports: WorkerPorts,
  options: CrawlerOptions,
  fetcher: PlatformFetcher,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<void> {
  const { message } = delivery;
  const scope = ownScope(message.tenant_id);
  const documents = ports.openDocuments(scope);
  const job: Job = { ports, options, delivery, documents, clock: ports.clock };
  const held = await heldTargets(job);
  const targets = await withoutSuppressed(job, held);
  if (targets.length === 0) return;
  await fetcher.pace.enter(signal);
  const fetchedAt = ports.clock.now();
  const fetched = await fetcher.fetch(targets.map(nameOf), signal).finally(() => fetcher.pace.leave());
  await settle(job, targets, fetched, fetchedAt);
}

/** Instagram and TikTok are asked by handle, even if the id is known. */
const nameOf = ({ platform, handle, platform_user_id }: CrawlTarget): AccountName =>
  FETCHED_BY_ID.has(platform) && platform_user_id !== null
    ? { handle: null, platform_user_id }
    : { handle, platform_user_id: null };

async function heldTargets({ documents, delivery: { message } }: Job): Promise<CrawlTarget[]> {
  const found = await documents.getMany("targets", message.target_ids);
  return [...found.values()].filter(
    ({ claim, synthetic }) => claim === message.claim && synthetic === message.synthetic,
  );
}

/** Runs before the fetch, so that a suppressed account is not even requested. */
async function withoutSuppressed(job: Job, targets: readonly CrawlTarget[]): Promise<CrawlTarget[]> {
  const subjects = targets.flatMap(({ creator_id, platform, platform_user_id, handle }) => {
    const userId = platform_user_id ?? handle;
    return creator_id === null || userId === null
      ? []
      : [{ id: creator_id, account: { platform, platform_user_id: userId } }];
  });
  const suppressed = await suppressionCheck(job.ports.keyring, subjects)(job.documents);
  const isAway = ({ creator_id }: CrawlTarget) => creator_id !== null && suppressed.has(creator_id);
  await forget(job, targets.filter(isAway));
  return targets.filter((target) => !isAway(target));
}

async function settle(
  job: Job,
  targets: readonly CrawlTarget[],
  { outcomes, left, because }: Fetched,
  fetchedAt: Date,
): Promise<void> {
  watchShapes(job.ports.drift, job.delivery.message.platform, outcomes, job.options.onEvent);
  const byName = new Map(targets.map((target) => [keyOf(nameOf(target)), target]));
  const pairs = outcomes.flatMap((outcome) => {
    const target = byName.get(keyOf(outcome.account));
    return target ? [{ target, outcome }] : [];
  });
  await settleProfiles(job, pairs, fetchedAt);
  const absent = pairs.flatMap(({ target, outcome }) =>
    outcome.kind === "absent" ? [{ target, reason: outcome.reason }] : [],
  );
  await settleAbsent(job, absent);
  for (const [reason, gone] of Map.groupBy(absent, (one) => one.reason))
    tell(job, "absent", gone.length, reason);
  await settleUnreadable(job, pairs);
  const waiting = left.flatMap((account) => byName.get(keyOf(account)) ?? []);
  if (because && waiting.length > 0) await settleWaiting(job, waiting, because);
}

const keyOf = ({ handle, platform_user_id }: AccountName): string =>
  platform_user_id ?? `@${handle?.toLowerCase()}`;

type Pair = { readonly target: CrawlTarget; readonly outcome: FetchOutcome };

async function settleProfiles(job: Job, pairs: readonly Pair[], fetchedAt: Date): Promise<void> {
  const asksForPosts = job.options.settings.postsPerAccount > 0;
  const accounts = pairs.flatMap(({ target, outcome }) =>
    outcome.kind === "found" ? [{ target, found: { ...outcome, asksForPosts } }] : [],
  );
  const tenantId = job.delivery.message.tenant_id;
  const read = await prepareFound(job.ports, accounts, { tenantId, fetchedAt });
  const refused = read.filter((one): one is RefusedProfile => "refused" in one);
  const found = read.filter((one): one is FoundProfile => "prepared" in one);
  await settleRefused(job, refused);
  const admitted = await admittedProfiles(job, found);
  const ids = admitted.map(({ targetId }) => targetId);
  const known = await job.documents.getMany("targets", ids);
  const { stored, unchanged } = await writeProfiles(
    job.ports,
    { tenantId, documents: job.documents, known, isRepeated: isRepeated(job) },
    admitted,
  );
  await tellWebhooks(job, admitted);
  await settleFound(job, admitted, new Set(stored));
  await discoverAccounts(
    job,
    stored.map(({ prepared }) => prepared.profile),
  );
  tell(job, "stored", stored.length);
  tell(job, "unchanged", unchanged.length);
  for (const { target, prepared } of admitted) {
    const isRenamed = target.handle !== null && target.handle !== prepared.profile.handle.toLowerCase();
    if (isRenamed) job.options.onEvent({ kind: "renamed", platform: target.platform });
  }
}

/**
 * Runs before the request is settled. A worker that dies in between tells it again as the same message, because the
 * key holds the claim.
 */
async function tellWebhooks(job: Job, found: readonly FoundProfile[]): Promise<void> {
  const asked = found.filter(({ target }) => target.awaited && target.source === "tenant");
  await emit(
    job.ports,
    job.documents.scope.tenantId,
    asked.map(({ target, prepared }) => ({
      ...{ type: "target.fetched" as const, data: { creator_id: prepared.id } },
      key: `${target.id}/${target.claim}`,
    })),
  );
}

const isRepeated =
  ({ delivery }: Job) =>
  ({ target }: FoundProfile): boolean =>
    delivery.receiveCount > 1 || target.claims > 1;

/** Runs before the write, because only now the platform's own id of every account is known. */
async function admittedProfiles(job: Job, found: readonly FoundProfile[]): Promise<FoundProfile[]> {
  const arrivals = found.map(({ prepared }) => arrivalOf(prepared));
  const suppressed = await arrivalCheck(job.ports, arrivals)(job.documents);
  const isAway = ({ prepared }: FoundProfile) => suppressed.has(prepared.id);
  await forget(
    job,
    found.filter(isAway).map(({ target }) => target),
  );
  return found.filter((profile) => !isAway(profile));
}

async function forget(job: Job, targets: readonly CrawlTarget[]): Promise<void> {
  if (targets.length === 0) return;
  const handles = targets.flatMap(({ platform, handle }) => (handle === null ? [] : [{ platform, handle }]));
  await barHandles(job.ports, job.documents, handles);
  await job.documents.delete("targets", idsOf(targets));
  tell(job, "suppressed", targets.length);
}

async function settleRefused(job: Job, refused: readonly RefusedProfile[]): Promise<void> {
  if (refused.length === 0) return;
  const { message } = job.delivery;
  const origin = {
    tenantId: message.tenant_id,
    key: `crawl/${message.platform}/${message.claim}`,
    at: job.clock.now().toISOString(),
  };
  await quarantine(
    job.ports,
    job.documents,
    origin,
    refused.map((one) => one.refused),
  );
  for (const [reason, ones] of Map.groupBy(refused, (one) => one.refused.rejection.code)) {
    await settleFailed(
      job,
      ones.map(({ target }) => target),
      reason,
    );
    tell(job, "refused", ones.length, reason);
  }
}

/**
 * The account is not at fault if an answer has another shape. The names of the fields are kept, and the account is
 * tried again.
 */
async function settleUnreadable(job: Job, pairs: readonly Pair[]): Promise<void> {
  const unreadable = pairs.flatMap(({ target, outcome }) =>
    outcome.kind === "unreadable" ? [{ target, outcome }] : [],
  );
  await settleRefused(
    job,
    unreadable.map(({ target, outcome: { field, sample } }) => ({
      target,
      refused: {
        kind: "refused" as const,
        rejection: {
          line: 1,
          code: "unreadable",
          reason: "The platform's answer lacks what every account must have.",
          field,
        },
        subject: null,
        envelope: null,
        fields: Object.keys(sample).slice(0, FIELDS_MAX),
      },
    })),
  );
}

const FIELDS_MAX = 50;

async function settleWaiting(
  job: Job,
  waiting: readonly CrawlTarget[],
  { reason, until }: NonNullable<Fetched["because"]>,
): Promise<void> {
  if (until === null) {
    await settleFailed(job, waiting, reason);
    tell(job, "failed", waiting.length, reason);
    return;
  }
  const { platform, synthetic } = job.delivery.message;
  await handBack(job, waiting, until);
  await coolDownPlatform(job.ports, platform, until, synthetic);
  const at = new Date(until).toISOString();
  job.options.onEvent({ kind: "cooling-down", platform, until: at, reason });
  tell(job, "deferred", waiting.length, reason);
}

function tell(
  { options, delivery }: Job,
  settlement: Settlement,
  count: number,
  reason: string | null = null,
) {
  if (count === 0) return;
  options.onEvent({ kind: "settled", platform: delivery.message.platform, settlement, reason, count });
}
