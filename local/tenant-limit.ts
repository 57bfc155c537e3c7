import { AppError } from "../lib/domain/errors.ts";

export interface TenantLimitOptions {
  /** Requests of one tenant that are worked on at once. */
  readonly each: number;
  /** Of all tenants: each holds a megabyte or so while it is worked on. */
  readonly total: number;
  /** Requests of one tenant that may wait. */
  readonly waiting: number;
}

/** Two a tenant, so that one computes while the other waits for the vectors' thread or for a service. */
const ONE_MACHINE: TenantLimitOptions = { each: 2, total: 64, waiting: 1_000 };

/**
 * Runs something once its tenant has a place.
 * @throws AppError `rate-limited`, code `too-many-at-once`, when too many of the tenant's wait already.
 */
export type TenantLimit = <T>(tenant: string, work: () => Promise<T>) => Promise<T>;

interface Line {
  inHand: number;
  /** Each is told when it has a place. */
  readonly waiting: (() => void)[];
}

/**
 * A plain limit a tenant on one machine, where all share one thread: a request waits behind its own tenant's, and shares
 * the thread with the few that each other tenant has in hand. Where all places are taken, tenants take turns. In the
 * cloud each request has a process of its own.
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
      // It is the last one's turn now.
      lines.delete(tenant);
      lines.set(tenant, line);
      next();
    }
  };
  const leave = (tenant: string, line: Line): void => {
    inHand -= 1;
    line.inHand -= 1;
    if (line.inHand + line.waiting.length === 0) lines.delete(tenant);
    // Later, since work that never waits would else keep what comes in at the sockets from being read.
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
