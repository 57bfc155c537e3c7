import type { Services } from "../lib/compose/services.ts";
import { eq } from "../lib/domain/condition.ts";
import { AppError } from "../lib/domain/errors.ts";
import type { TenantId } from "../lib/domain/ids.ts";
import { ownScope } from "../lib/domain/tenant-scope.ts";
import { readIngestSummary } from "../lib/ingest/ingest-raw.ts";
import { pause } from "../lib/ports/deadline.ts";
import type { TenantDocuments } from "../lib/ports/tenant-documents.ts";
import type { CommandOptions, Dropped } from "./command-inputs.ts";
import type { FollowProgress, FollowResult } from "./commands.ts";
import { EMBED_QUEUES, isEmbedIdle, isIngestIdle } from "./idle.ts";

type Ports = Pick<
  Services,
  "openDocuments" | "changeFeed" | "queues" | "consumers" | "keyring" | "folderTroubles"
>;

const POLL_MS = 200;
const POLL_MAX_MS = 2_000;
/** The pause after a look is this many times as long as the look, within the two limits above: services may be far. */
const LOOK_SHARE = 50;
/** Counting all creators takes 12 ms among 100,000. They are counted again after this many times as long. */
const COUNT_SHARE = 500;

/**
 * Waits until every dropped object is read to its end and every creator of its tenants can be found, or until no
 * message is left that could achieve this.
 * @throws AppError `unavailable`, code `wait-ended`, when the signal fires.
 */
export async function followDropped(
  ports: Ports,
  dropped: readonly Dropped[],
  { onProgress, signal }: CommandOptions<FollowProgress>,
): Promise<FollowResult> {
  let found = 0;
  let countAgainAt = 0;
  while (!signal.aborted) {
    const lookedAt = performance.now();
    // Asked before the records are read. What is written in between is seen in the next round.
    const ingestIsIdle = await isIngestIdle(ports);
    const embedIsIdle = await isEmbedIdle(ports);
    const summaries = await Promise.all(
      dropped.map(({ tenant, key }) => readIngestSummary({ ...ports, documents: of(ports, tenant) }, key)),
    );
    const pending = await countCreators(ports, dropped, { index_pending: true });
    const isRead = ingestIsIdle || summaries.every((summary) => summary?.finished);
    const isDone = isRead && (pending === 0 || (ingestIsIdle && embedIsIdle));
    const countedAt = performance.now();
    if (isDone || countedAt >= countAgainAt) {
      found = await countCreators(ports, dropped, { index_pending: false });
      countAgainAt = performance.now() + (performance.now() - countedAt) * COUNT_SHARE;
    }
    onProgress({ ...totals(summaries), pending, found, hindrance: await hindrance(ports) });
    if (isDone) return { summaries, pending };
    const pauseMs = Math.max(POLL_MS, Math.min(POLL_MAX_MS, (countedAt - lookedAt) * LOOK_SHARE));
    await pause(pauseMs, signal);
  }
  throw new AppError("unavailable", "wait-ended", "The wait was ended; the work goes on.");
}

const of = ({ openDocuments }: Ports, tenant: TenantId): TenantDocuments => openDocuments(ownScope(tenant));

async function countCreators(
  ports: Ports,
  dropped: readonly Dropped[],
  { index_pending: value }: { readonly index_pending: boolean },
): Promise<number> {
  const tenants = [...new Set(dropped.map(({ tenant }) => tenant))];
  const counts = await Promise.all(
    tenants.map((tenant) => of(ports, tenant).count("creators", [eq("index_pending", value)])),
  );
  return counts.reduce((total, count) => total + count, 0);
}

/** Why the work stands still. A full disk does not end it: it goes on once there is room. */
async function hindrance({ consumers, folderTroubles }: Ports): Promise<string | null> {
  for (const queue of ["ingest", ...EMBED_QUEUES] as const) {
    const { paused, reason } = await consumers.state(queue);
    if (paused) return `paused: ${queue}${reason ? `: ${reason}` : ""}`;
  }
  const [trouble] = folderTroubles();
  return trouble ? `${trouble.part} ${trouble.says} ${trouble.remedy}` : null;
}

const totals = (summaries: FollowResult["summaries"]) => ({
  read: summaries.reduce((total, summary) => total + (summary?.read ?? 0), 0),
  quarantined: summaries.reduce((total, summary) => total + (summary?.quarantined_count ?? 0), 0),
});
