import { registerTenant } from "../access/tenants.ts";
import type { SearchMemory } from "../cache/process-memory.ts";
import { queryOfId, signature } from "../cache/seal.ts";
import type * as operations from "../domain/api/feedback-operations.ts";
import type { InputOf } from "../domain/api/operation.ts";
import { atMost } from "../domain/condition.ts";
import { DAY_MS, isoAfter } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import { FEEDBACK_DAYS } from "../domain/feedback.ts";
import type { CreatorId, TenantId } from "../domain/ids.ts";
import { ownScope, SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { ownDocuments } from "../ports/tenant-documents.ts";
import { visibleById } from "../search/creators/live-creators.ts";
import { deleteWhere } from "../stored/every-page.ts";

interface FeedbackPorts extends Pick<Ports, "documents" | "openDocuments" | "keyring" | "clock"> {
  readonly memory: SearchMemory;
}

/** Feedback is never changed, so all records have one version. */
const FEEDBACK_VERSION = "1";

/**
 * Stores what a caller did with creators from a search.
 * @throws AppError `not-found`, code `query-not-found`, if no answer to this tenant had the query id.
 */
export async function giveFeedback(
  ports: FeedbackPorts,
  { query_id, acts }: InputOf<typeof operations.giveFeedback>,
): Promise<{ data: { stored: number; unknown: CreatorId[] } }> {
  const { keyring, documents, clock } = ports;
  const { tenantId } = documents.scope;
  const query = queryOfId(keyring, tenantId, query_id);
  if (query === null) {
    const message = "No answer carried this query_id: send the one of meta.query_id as it stood there.";
    throw new AppError("not-found", "query-not-found", message, { field: "query_id" });
  }
  const ids = [...new Set(acts.map(({ creator_id }) => creator_id))];
  const visible = await visibleById(ports, ids);
  const known = acts.filter(({ creator_id }) => visible.has(creator_id));
  const at = clock.now().toISOString();
  const records = new Map(
    known.map(({ creator_id, kind }) => {
      const id = `fb_${signature(keyring, tenantId, `feedback|${kind}|${creator_id}|${query}`)}`;
      return [id, { id, version: FEEDBACK_VERSION, set: { query_id, creator_id, kind, at } }] as const;
    }),
  );
  const own = ownDocuments(ports);
  if (records.size > 0) await own.upsertMany("feedback", [...records.values()]);
  // An erasure that looked between our read and our write found nothing to remove, so we look once more.
  const still = await visibleById(ports, [...visible.keys()]);
  const gone = [...records.values()].filter(({ set }) => !still.has(set.creator_id)).map(({ id }) => id);
  if (gone.length > 0) await own.delete("feedback", gone);
  return { data: { stored: records.size - gone.length, unknown: ids.filter((id) => !still.has(id)) } };
}

/** Stores whether the common adapter may learn from the caller's tenant. */
export async function shareFeedback(
  { documents, openDocuments, clock }: Pick<FeedbackPorts, "documents" | "openDocuments" | "clock">,
  shares: boolean,
): Promise<{ data: { shares: boolean } }> {
  const { tenantId } = documents.scope;
  await registerTenant({ openDocuments, clock }, tenantId);
  await openDocuments(SYSTEM_SCOPE).update("tenants", { id: tenantId, set: { shares_feedback: shares } });
  return { data: { shares } };
}

/** Deletes a tenant's feedback that is older than half a year. */
export async function expireFeedback(
  { openDocuments, clock }: Pick<FeedbackPorts, "openDocuments" | "clock">,
  { tenantId }: { readonly tenantId: TenantId },
): Promise<object> {
  const documents = openDocuments(ownScope(tenantId));
  const before = isoAfter(clock.now(), -FEEDBACK_DAYS * DAY_MS);
  await deleteWhere(documents, "feedback", [atMost("at", before)]);
  return {};
}
