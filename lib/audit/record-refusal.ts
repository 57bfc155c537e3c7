import type { Caller } from "../domain/api/caller.ts";
import { HOUR_SECONDS } from "../domain/durations.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Ports } from "../ports/ports.ts";
import { type AuditPorts, writeAudit } from "./audit.ts";

export type RefusalPorts = AuditPorts & Pick<Ports, "cache" | "openDocuments">;

/** A call that its caller may not make. */
export interface RefusedCall {
  readonly caller: Pick<Caller, "tenantId" | "keyId">;
  /** The audit's name of an allowed act of the same kind. */
  readonly action: string;
  /** Method and template, such as `DELETE /creators/{id}`: nothing that the caller wrote. */
  readonly route: string;
  /** The code of the error that refused it. */
  readonly code: string;
  /** The id in the path; kept as a keyed digest only. */
  readonly subject: string | null;
}

const WINDOW_SECONDS = HOUR_SECONDS;

/**
 * Audits a refused call in the chain of the caller's tenant. Of the refusals of one key, route and code within an
 * hour, the 1st, the 10th, the 100th and so on are entered, each with the count so far. So nothing has to be written
 * afterwards, and a million refusals are seven entries. Counted over all processes.
 * @throws AppError `unavailable` of the cache or the store: the refusal is then not recorded.
 */
export async function recordRefusal(ports: RefusalPorts, call: RefusedCall): Promise<void> {
  const { caller, action, route, code, subject } = call;
  const counter = ["refused", caller.tenantId, caller.keyId, route, code].join(":");
  const count = await ports.cache.increment(counter, 1, { ttlSeconds: WINDOW_SECONDS });
  if (!isPowerOfTen(count)) return;
  const documents = ports.openDocuments(ownScope(caller.tenantId));
  await writeAudit(ports, documents, {
    ...{ actor: caller.keyId, action, subject, outcome: "refused" },
    detail: { count, code, route },
  });
}

const isPowerOfTen = (count: number): boolean => /^10*$/.test(String(count));
