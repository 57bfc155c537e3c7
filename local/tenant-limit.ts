import { AppError } from "../lib/domain/errors.ts";

export interface TenantLimitOptions {
  /** Requests of one tenant that are worked on at the same time. */
  readonly each: number;
  /** Requests of all tenants together. Each takes about a megabyte while it is worked on. */
  readonly total: number;
  /** Requests of one tenant that may wait. */
  readonly waiting: number;
}

/** Two per tenant, so that one computes while the other waits for the vectors' thread or a service. */
const ONE_MACHINE: TenantLimitOptions = { each: 2, total: 64, waiting: 1_000 };

/**
 * Runs work once its tenant has a place.
 * @throws AppError `rate-limited`, code `too-many-at-once`, when too many of the tenant's requests wait already.
 */
export type TenantLimit = <T>(tenant: string, work: () => Promise<T>) => Promise<T>;

interface Line {
  inHand: number;
  /** Each is called when it has a place. */
  readonly waiting: (() => void)[];
}

/**
 * A simple limit per tenant on one machine, where all share one thread. A request waits behind those of its own tenant,
 * and shares the thread with the few that other tenants have in work. If all places are taken, tenants take turns. In
 * the cloud each request has its own process.
 */
export function createTenantLimit({ each, total, waiting }: TenantLimitOptions = ONE_MACHINE): TenantLimit {
  const lines = new Map<string, Line>();
  let inHand = 0;
  const begin = (): void => {
    for (const [tenant, line] of lines) {
      if (inHand >= total) return;
      const next = line.inHand < each ? line.waiting.shift() : undefined;
      if (!next) continue;
      inHand += 1;
      line.inHand += 1;
      // Moves the tenant to the end of the row.
      lines.delete(tenant);
      lines.set(tenant, line);
      next();
    }
  };
  const leave = (tenant: string, line: Line): void => {
    inHand -= 1;
    line.inHand -= 1;
    if (line.inHand + line.waiting.length === 0) lines.delete(tenant);
    // Later, because otherwise work that never waits would keep the sockets from being read.
    setImmediate(begin);
  };
  return async (tenant, work) => {
    const line = lines.get(tenant) ?? { inHand: 0, waiting: [] };
    if (line.waiting.length >= waiting) throw tooMany();
    lines.set(tenant, line);
    await new Promise<void>((resolve) => {
      line.waiting.push(resolve);
      begin();
    });
    try {
      return await work();
    } finally {
      leave(tenant, line);
    }
  };
}

const tooMany = (): AppError =>
  new AppError(
    "rate-limited",
    "too-many-at-once",
    "Too many requests of this tenant wait already: send fewer at once.",
    { retryAfterSeconds: 1 },
  );
