import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSqliteDocuments } from "../lib/adapters/embedded/sqlite-documents.ts";
import { openSqliteStore } from "../lib/adapters/embedded/sqlite-store.ts";
import type { Services } from "../lib/compose/services.ts";
import { SYSTEM_TENANT, type TenantId, tenantIdSchema } from "../lib/domain/ids.ts";
import { tenantScope } from "../lib/domain/tenant-scope.ts";
import { JOBS } from "../lib/jobs/registry.ts";
import { runJob } from "../lib/jobs/run-job.ts";
import type { SearchParts } from "../lib/lambda/host.ts";
import { tenantDocuments } from "../lib/ports/tenant-documents.ts";
import { creatorWrite } from "../test/doubles/creator-sketch.ts";
import { temporaryComposition } from "../test/doubles/temporary-composition.ts";
import { slowDocuments } from "./cloud/slow-documents.ts";
import { type JobCost, simulateClock } from "./simulate-clock.ts";

/** A round trip to a database in the same region. */
const MONGO_MS = 5;
const MEASURED_CREATORS = 10_000;
const FIRST = tenantIdSchema.parse("first");
const FLEET = { tenants: 10_000, creatorsEach: 2_000, catalogue: 250_000_000, workers: 50 };
/** For jobs whose work has its own limit: Lambda's limit, a plan's share of its minute, a table's sample. */
const SECONDS_AT_MOST: Readonly<Record<string, number>> = {
  "back-up-vectors": 900,
  "verify-backup": 900,
  "plan-crawl": 50,
  "benchmark-quality": 120,
};

/** The cost of a piece. */
interface Spent {
  /** Round trips to the database. */
  readonly calls: number;
  /** Processor time plus the time of these round trips. Other work on the machine does not change it. */
  readonly seconds: number;
}

/**
 * `node bench/jobs.ts`: measures a piece of each job for a tenant without creators and for one with many. With the
 * results it simulates a day of the clock over all tenants.
 */
async function main(): Promise<void> {
  const composition = await temporaryComposition();
  const folder = await mkdtemp(join(tmpdir(), "increator-bench-jobs-"));
  const store = openSqliteStore({ folder });
  const counted = slowDocuments(createSqliteDocuments(store), 0);
  const services: Services & SearchParts = {
    ...composition.services,
    ...composition.search,
    expiresObjects: true,
    openDocuments: (scope) => tenantDocuments(counted.documents, scope),
  };
  const spentOf = async (job: string, tenant: TenantId): Promise<Spent> => {
    const [calls, processor] = [counted.calls(), process.cpuUsage()];
    await runToEnd(services, job, tenant);
    const { user, system } = process.cpuUsage(processor);
    const made = counted.calls() - calls;
    return { calls: made, seconds: (user + system) / 1_000_000 + (made * MONGO_MS) / 1_000 };
  };
  try {
    const [idle, full] = [tenantIdSchema.parse("idle"), tenantIdSchema.parse("full")];
    await fill(services, full);
    const costs: JobCost[] = [];
    for (const { name, everyMinutes, reach } of JOBS) {
      const secondsAtMost = SECONDS_AT_MOST[name] ?? Number.POSITIVE_INFINITY;
      const job = { name, everyMinutes, reach, secondsAtMost };
      if (reach === "system") {
        const idleSeconds = SECONDS_AT_MOST[name] ?? (await spentOf(name, SYSTEM_TENANT)).seconds;
        costs.push({ ...job, idleSeconds, secondsPerThousand: 0 });
        continue;
      }
      // The first run of each kind loads and compiles its code, so it is not counted.
      await spentOf(name, FIRST);
      const [least, most] = [await spentOf(name, idle), await spentOf(name, full)];
      // A piece that makes no more calls has no more work.
      const more = most.calls > least.calls ? Math.max(0, most.seconds - least.seconds) : 0;
      costs.push({
        ...job,
        idleSeconds: least.seconds,
        secondsPerThousand: more / (MEASURED_CREATORS / 1_000),
      });
    }
    process.stdout.write(page(costs));
  } finally {
    store.close();
    await composition.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fill({ openDocuments }: Services, tenant: TenantId): Promise<void> {
  const documents = openDocuments(tenantScope(tenant, { subscribesShared: false }));
  for (let at = 0; at < MEASURED_CREATORS; at += 1_000) {
    const writes = Array.from({ length: 1_000 }, (_, index) => {
      const handle = `creator${at + index}`;
      const sketch = { handle, bio: "I bake bread", followers: 20_000, engagement_rate: 0.02 };
      const { creator: _creator, ...write } = creatorWrite(sketch, tenant, new Date("2026-11-20T10:00:00Z"));
      return write;
    });
    await documents.upsertMany("creators", writes);
    const indexed = writes.map(({ id }) => ({ id, set: { index_pending: false } }));
    await documents.updateMany("creators", indexed);
  }
}

async function runToEnd(services: Services & SearchParts, job: string, tenant: TenantId): Promise<void> {
  const message = { job, at: new Date().toISOString(), tenant_id: tenant };
  const { outcome } = await runJob(services, message, { remainingMs: () => 900_000 });
  if (outcome !== "done") throw new Error(`${job} ended as ${outcome}.`);
}

function page(costs: readonly JobCost[]): string {
  const { tenants, creatorsEach, catalogue, workers } = FLEET;
  const count = (value: number) => value.toLocaleString("en");
  const rows = simulateClock(costs, FLEET).map(({ name, everyMinutes, idle, perThousand, longest, kept }) =>
    [
      name,
      everyMinutes,
      idle.toFixed(3),
      perThousand.toFixed(3),
      (longest / 60).toFixed(1),
      kept ? "yes" : "**no**",
    ].join(" | "),
  );
  return [
    `${count(tenants)} tenants of ${count(creatorsEach)} creators, ${count(catalogue)} in the catalogue, ${workers} workers:`,
    "",
    "| job | clock, min | s a piece | s a thousand creators | slowest round, min | kept |",
    "|---|---|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n");
}

await main();
