import type { InputOf } from "../../domain/api/operation.ts";
import type { addTargets as addTargetsOperation } from "../../domain/api/target-operations.ts";
import { eq } from "../../domain/condition.ts";
import { creatorOf, type TargetAccount } from "../../domain/crawl/target.ts";
import { accountNamed } from "../../domain/crawl/target-lines.ts";
import type { TenantId } from "../../domain/ids.ts";
import type { Ports } from "../../ports/ports.ts";
import { suppressionLookUp } from "../../suppression/suppression.ts";
import { type AddTargetsPorts, addTargets } from "./add-targets.ts";

export type RequestedOutcome = "added" | "suppressed" | "platform-off" | "too-many";

export type RequestTargetsPorts = AddTargetsPorts & Pick<Ports, "documents" | "openDocuments">;

/** Requested accounts of one tenant that may wait, because all tenants share the quota. */
const WAITING_MAX = 10_000;

/**
 * A tenant's request to fetch accounts, ahead of mere refreshes. If more than `WAITING_MAX` would wait, each account
 * is answered `too-many`. `suppressed` tells only of the tenant's own erasures. An account that others erased is
 * answered like one that waits to be fetched, whether or not it was requested before.
 */
export async function requestTargets(
  ports: RequestTargetsPorts,
  requested: InputOf<typeof addTargetsOperation>["accounts"],
): Promise<{ readonly data: { readonly outcome: RequestedOutcome }[] }> {
  const { documents } = ports;
  const waiting = await documents.count("targets", [
    eq("source", "tenant"),
    eq("tenant_id", documents.scope.tenantId),
    eq("awaited", true),
  ]);
  if (waiting + requested.length > WAITING_MAX) {
    return { data: requested.map(() => ({ outcome: "too-many" as const })) };
  }
  const accounts = requested.map((one) => accountNamed(one, null)).filter((one) => typeof one !== "string");
  const added = await addTargets(ports, documents, { accounts, source: "tenant", priority: "high" });
  const own = await erasedByTenant(ports, documents.scope.tenantId, accounts);
  return {
    data: added.map(({ outcome }, at) => {
      if (outcome === "platform-off") return { outcome };
      return { outcome: own.has(accounts[at]) ? "suppressed" : "added" };
    }),
  };
}

const isIn = <T>(set: ReadonlySet<T>, one: T | null): boolean => one !== null && set.has(one);

/**
 * Accounts that the tenant itself erased. Only entries of its own erasures count, so the answer tells nothing about
 * others'.
 */
async function erasedByTenant(
  { openDocuments, keyring }: RequestTargetsPorts,
  tenantId: TenantId,
  accounts: readonly TargetAccount[],
): Promise<ReadonlySet<TargetAccount | undefined>> {
  const documents = openDocuments({ tenantId, reads: [tenantId] });
  const idOf = (account: TargetAccount) => creatorOf(tenantId, account);
  const subjects = accounts.map(idOf).flatMap((id) => (id === null ? [] : [{ id, account: null }]));
  const { ids, suppressedIn } = suppressionLookUp(keyring, tenantId, subjects);
  const found = await documents.getMany("suppressions", ids);
  const erasures = [...found.values()].flatMap(({ erasure_id }) => erasure_id ?? []);
  const own = await documents.getMany("erasures", erasures);
  const erased = suppressedIn(new Map([...found].filter(([, { erasure_id }]) => own.has(erasure_id ?? ""))));
  return new Set(accounts.filter((account) => isIn(erased, idOf(account))));
}
