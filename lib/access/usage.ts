import { USAGE_DAYS } from "../domain/api/usage-operations.ts";
import { DAY_MS, isoAfter } from "../domain/durations.ts";
import type { TenantId } from "../domain/ids.ts";
import { ignoreCacheOut } from "../ports/cache.ts";
import type { Ports } from "../ports/ports.ts";

/** In the cloud the counters are the cache, so these calls share the round trip of the quotas. */
export type UsagePorts = Pick<Ports, "counters" | "clock">;

/** A day longer than is shown, so that the oldest day is complete. */
const TTL_SECONDS = ((USAGE_DAYS + 1) * DAY_MS) / 1_000;

/** What one operation used on one day (UTC), in units of the quotas. */
export interface UsedUnits {
  readonly day: string;
  readonly operation: string;
  /** Used by the caller's key. */
  readonly key_units: number;
  /** Used by all keys of the tenant. */
  readonly tenant_units: number;
}

interface Counted {
  readonly tenantId: TenantId;
  readonly keyId: string;
}

const keyCounter = (day: string, { tenantId, keyId }: Counted, operation: string): string =>
  `usage:key:${day}:${tenantId}:${keyId}:${operation}`;
const tenantCounter = (day: string, tenantId: TenantId, operation: string): string =>
  `usage:tenant:${day}:${tenantId}:${operation}`;

const dayBefore = ({ clock }: UsagePorts, days: number): string =>
  isoAfter(clock.now(), -days * DAY_MS).slice(0, 10);

/**
 * Adds units to what key and tenant used today; a negative number gives them back. If the counters do not answer, the
 * units are lost. Nothing is refused by these counts, so they may lag: two commits a request would be a quarter of an
 * answer from memory.
 */
export async function noteUsage(
  ports: UsagePorts,
  caller: Counted,
  operation: string,
  units: number,
): Promise<void> {
  const day = dayBefore(ports, 0);
  const keys = [keyCounter(day, caller, operation), tenantCounter(day, caller.tenantId, operation)];
  await Promise.all(
    keys.map((counter) =>
      ports.counters.increment(counter, units, { ttlSeconds: TTL_SECONDS, mayLag: true }),
    ),
  ).catch(ignoreCacheOut);
}

/**
 * What key and tenant used in the last `days` (1 to `USAGE_DAYS`, UTC, today included), newest first. Operations that
 * the tenant did not use are left out.
 */
export async function usedUnits(
  ports: UsagePorts,
  caller: Counted,
  operations: readonly string[],
  days: number,
): Promise<UsedUnits[]> {
  const rows = Array.from({ length: days }, (_, before) => dayBefore(ports, before)).flatMap((day) =>
    operations.map((operation) => ({ day, operation })),
  );
  const counts = await ports.counters.getMany(
    rows.flatMap(({ day, operation }) => [
      keyCounter(day, caller, operation),
      tenantCounter(day, caller.tenantId, operation),
    ]),
  );
  return rows
    .map((row, index) => ({
      ...row,
      key_units: Number(counts[2 * index] ?? 0),
      tenant_units: Number(counts[2 * index + 1] ?? 0),
    }))
    .filter((row) => row.tenant_units > 0);
}
