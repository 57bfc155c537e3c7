import { atLeast, eq } from "../../domain/condition.ts";
import {
  type CrawlTarget,
  creatorOf,
  TARGET_VERSION,
  type TargetAccount,
  type TargetPriority,
  targetIdOf,
} from "../../domain/crawl/target.ts";
import type { Ports } from "../../ports/ports.ts";
import type { TenantDocuments } from "../../ports/tenant-documents.ts";
import { requestsFor } from "../../suppression/requests-by-name.ts";
import { suppressionCheck } from "../../suppression/suppression.ts";
import { barredHandles, type NamedHandle } from "./barred-handles.ts";
import { withKnownIds } from "./known-accounts.ts";

export type AddTargetsPorts = Pick<Ports, "clock" | "keyring" | "statements">;

export interface AddTargetsInput {
  readonly accounts: readonly TargetAccount[];
  readonly source: CrawlTarget["source"];
  readonly priority: TargetPriority;
  /** Accounts of a simulated platform. */
  readonly synthetic?: boolean;
}

export type TargetOutcome = "added" | "known" | "suppressed" | "platform-off";

export interface AddedTarget {
  readonly id: string;
  /** `known`: it was a target before. If it was asked for by name, it is due at once all the same. */
  readonly outcome: TargetOutcome;
}

/** Accounts per call. Callers split larger lists. */
export const ADD_MAX = 1_000;

/**
 * Makes accounts targets that are due at once. A suppressed account never becomes one. An account that is already a
 * target stays as it is, but becomes due sooner if a person asked for it. Returns one result for each account, in
 * order.
 */
export async function addTargets(
  ports: AddTargetsPorts,
  documents: TenantDocuments,
  input: AddTargetsInput,
): Promise<AddedTarget[]> {
  const { tenantId } = documents.scope;
  const accounts = await withKnownIds(documents, input.accounts);
  const isSuppressed = await suppressionOf(ports, documents, accounts);
  const refusalOf = (account: TargetAccount): TargetOutcome | null => {
    if (!input.synthetic && !ports.statements.platforms.includes(account.platform)) return "platform-off";
    return isSuppressed(account) ? "suppressed" : null;
  };
  const admitted = accounts.filter((account) => refusalOf(account) === null);
  const writes = admitted.map((account) => newTarget(ports, documents, input, account));
  const outcomes = await documents.upsertMany("targets", writes);
  const added = new Set(writes.flatMap(({ id }, at) => (outcomes[at] === "inserted" ? [id] : [])));
  const known = writes.filter((_, at) => outcomes[at] === "superseded").map(({ id }) => id);
  if (input.source !== "profile") await hasten(ports, documents, known, input.priority);
  return accounts.map((account) => {
    const id = targetIdOf(tenantId, account);
    return { id, outcome: refusalOf(account) ?? (added.has(id) ? "added" : "known") };
  });
}

/**
 * Checks by the creator's id, by the account in every tenant, by the handle of an erased account, and by the name in a
 * waiting request.
 */
async function suppressionOf(
  ports: AddTargetsPorts,
  documents: TenantDocuments,
  accounts: readonly TargetAccount[],
): Promise<(account: TargetAccount) => boolean> {
  const { tenantId } = documents.scope;
  const subjects = accounts.flatMap((account) => {
    const id = creatorOf(tenantId, account);
    const userId = account.platform_user_id ?? account.handle;
    return id === null || userId === null
      ? []
      : [{ id, account: { platform: account.platform, platform_user_id: userId } }];
  });
  const { keyring } = ports;
  const suppressed = await suppressionCheck(keyring, subjects)(documents);
  const handles = accounts.flatMap(({ platform, handle, platform_user_id }) =>
    handle === null || platform_user_id !== null ? [] : [{ platform, handle }],
  );
  const isBarred = await barredHandles(documents, keyring, handles);
  const asName = ({ platform, handle }: NamedHandle) => ({ platform, name: handle });
  const requestFor = await requestsFor(ports, documents, handles.map(asName));
  return (account) => {
    const id = creatorOf(tenantId, account);
    if (id !== null) return suppressed.has(id);
    if (account.handle === null) return false;
    const handle = { platform: account.platform, handle: account.handle };
    return isBarred(handle) || requestFor(asName(handle)) !== null;
  };
}

function newTarget(
  { clock }: AddTargetsPorts,
  { scope }: TenantDocuments,
  { source, priority, synthetic = false }: AddTargetsInput,
  account: TargetAccount,
) {
  const now = clock.now().toISOString();
  const { platform, handle, platform_user_id } = account;
  const set = {
    ...{ platform, handle, platform_user_id, priority, source, synthetic },
    creator_id: creatorOf(scope.tenantId, account),
    status: "active" as const,
    reason: null,
    due_at: now,
    claim: "",
    claims: 0,
    awaited: source !== "profile",
    failures: 0,
    interval_hours: 0,
    last_seen_at: null,
    absent_since: null,
    content_hash: null,
    added_at: now,
  };
  return { id: targetIdOf(scope.tenantId, account), version: TARGET_VERSION, set };
}

/** Leaves out targets that carry a claim: they are being fetched anyway. */
async function hasten(
  { clock }: AddTargetsPorts,
  documents: TenantDocuments,
  ids: readonly string[],
  priority: TargetPriority,
): Promise<void> {
  const due_at = clock.now().toISOString();
  await documents.updateMany(
    "targets",
    ids.map((id) => ({
      id,
      set: { due_at, priority, awaited: true },
      when: [eq("claim", ""), atLeast("due_at", due_at)],
    })),
  );
}
