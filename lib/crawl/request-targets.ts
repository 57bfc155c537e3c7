import { accountNamed } from "../domain/crawl/target-lines.ts";
import type { Platform } from "../domain/platform.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { type AddTargetsPorts, addTargets, type TargetOutcome } from "./add-targets.ts";

/** An account of a request, named in exactly one way. */
export interface RequestedAccount {
  readonly platform: Platform;
  readonly handle?: string | undefined;
  readonly url?: string | undefined;
  readonly platform_user_id?: string | undefined;
}

/** Wishes of a tenant that may wait: quota is everybody's. */
const WAITING_MAX = 10_000;

/**
 * A tenant's wish for accounts to be fetched, ahead of what is only refreshed. Beyond `WAITING_MAX` that still wait,
 * each is answered `too-many`.
 */
export async function requestTargets(
  ports: AddTargetsPorts & { readonly documents: TenantDocuments },
  requested: readonly RequestedAccount[],
): Promise<{ readonly data: { readonly outcome: TargetOutcome | "too-many" }[] }> {
  const { documents } = ports;
  const waiting = await documents.count("targets", [
    { field: "source", op: "eq", value: "tenant" },
    { field: "tenant_id", op: "eq", value: documents.scope.tenantId },
    { field: "awaited", op: "eq", value: true },
  ]);
  if (waiting + requested.length > WAITING_MAX) {
    return { data: requested.map(() => ({ outcome: "too-many" as const })) };
  }
  const accounts = requested.map((one) => accountNamed(one, null)).filter((one) => typeof one !== "string");
  const added = await addTargets(ports, documents, { accounts, source: "tenant", priority: "high" });
  return { data: added.map(({ outcome }) => ({ outcome })) };
}
