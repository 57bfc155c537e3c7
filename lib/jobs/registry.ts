import { type BackUpPorts, backUpVectors } from "../backup/back-up-vectors.ts";
import { drillLatest } from "../backup/verify-backup.ts";
import { type PlanCrawlPorts, planCrawl } from "../crawl/plan-crawl.ts";
import { unanswered } from "../domain/runbook/report.ts";
import { type ReEmbedPorts, reEmbed } from "../embed/re-embed.ts";
import { type SweepIndexPorts, sweepIndex } from "../embed/sweep-index.ts";
import { type SweepErasuresPorts, sweepErasures } from "../erasure/sweep-erasures.ts";
import { type VerifyErasuresPorts, verifyErasures } from "../erasure/verify-erasures.ts";
import type { RunExportsPorts } from "../exports/run-exports.ts";
import type { SuggestPorts } from "../identity/suggest-identities.ts";
import { type WrapPorts, wrapTenant } from "../keyring/wrap-digests.ts";
import { type BenchmarkPorts, benchmarkQuality, refreshQuality } from "../quality/benchmark-quality.ts";
import { overdueAlarms } from "../retention/report.ts";
import { type SweepRetentionPorts, sweepRetention } from "../retention/sweep-retention.ts";
import { trimHistories } from "../retention/trim-histories.ts";
import { type RunbookPorts, runRunbook } from "../runbook/run-runbook.ts";
import type { StoredSearchPorts } from "../search/stored-search.ts";
import { type DeliverPorts, deliverWebhooks } from "../webhooks/deliver.ts";
import { DELIVER_JOB } from "../webhooks/emit.ts";
import { expireFeedback } from "../workspace/give-feedback.ts";
import { runSavedSearches } from "../workspace/run-saved-searches.ts";
import type { Job } from "./job.ts";

/** The ports of all jobs together. */
export type JobPorts = SweepIndexPorts &
  ReEmbedPorts &
  SweepErasuresPorts &
  VerifyErasuresPorts &
  WrapPorts &
  SweepRetentionPorts &
  BenchmarkPorts &
  SuggestPorts &
  PlanCrawlPorts &
  RunExportsPorts &
  StoredSearchPorts &
  DeliverPorts &
  RunbookPorts &
  BackUpPorts & { readonly crawls: boolean; readonly actsByItself: boolean };

/** Taken from the slice of 120 s (run-job.ts), so that a plan has 50 s. */
const PLAN_RESERVE_MS = 70_000;
const WATCH_JOB = "watch-outages";
const HOUR = 60;
const DAY = 24 * HOUR;

/**
 * The jobs of the clock, on both hosts. A new job needs a row here. In the cloud its function is `run-job`, with its
 * rights in cdk/functions.ts. `bench/jobs.ts` shows which jobs keep up with their clock at 10,000 tenants.
 */
export const JOBS: readonly Job<JobPorts>[] = [
  {
    name: "sweep-index",
    everyMinutes: 5,
    reach: "tenants",
    alarm: { what: "A creator has waited too long to be embedded.", runbook: "changes-are-not-followed" },
    run: sweepIndex,
  },
  // Notices a change of the embedding model within an hour. Otherwise it reads one record per piece.
  { name: "re-embed", everyMinutes: HOUR, reach: "prefixes", run: reEmbed },
  {
    // DESIGN "PII and erasure": a sweep every 15 minutes retries open erasures.
    name: "sweep-erasures",
    everyMinutes: 15,
    reach: "tenants",
    alarm: { what: "An erasure is near its date or past it.", runbook: "erasure-overdue" },
    async run(ports, { tenantId }) {
      const { alarms } = await sweepErasures(ports, { tenantId });
      return {
        alarms: alarms.map(({ id, due_by, isOverdue }) => ({ erasure: id, due_by, is_overdue: isOverdue })),
      };
    },
  },
  {
    // Reads a sample of completed erasures back from every store, and writes the day's report.
    name: "verify-erasures",
    everyMinutes: DAY,
    reach: "tenants",
    alarm: {
      what: "An erased creator was found again, or an erasure is late.",
      runbook: "erased-creator-came-back",
    },
    async run(ports, { tenantId }) {
      const { alarms } = await verifyErasures(ports, { tenantId });
      return { alarms: alarms.map((alarm) => ({ ...alarm })) };
    },
  },
  {
    // Continues a rotation of the keyring. At other times it finds nothing to do.
    name: "wrap-digests",
    everyMinutes: 15,
    reach: "and-system",
    async run(ports, { tenantId }) {
      await wrapTenant(ports, tenantId);
      return {};
    },
  },
  {
    name: "sweep-retention",
    everyMinutes: HOUR,
    reach: "tenants",
    alarm: {
      what: "Creators of a platform are stored for longer than its terms allow.",
      runbook: "retention-overdue",
    },
    async run(ports, piece) {
      const { report, isCutShort } = await sweepRetention(ports, piece);
      return {
        next: isCutShort ? "the rest" : null,
        alarms: overdueAlarms(report).map((one) => ({ ...one })),
      };
    },
  },
  { name: "trim-histories", everyMinutes: DAY, reach: "tenants", run: trimHistories },
  { name: "expire-feedback", everyMinutes: DAY, reach: "tenants", run: expireFeedback },
  {
    name: "benchmark-quality",
    everyMinutes: HOUR,
    reach: "tenants",
    async run(ports, piece) {
      await benchmarkQuality(ports, piece);
      return {};
    },
  },
  { name: "refresh-quality", everyMinutes: DAY, reach: "prefixes", run: refreshQuality },
  {
    // A piece of the common catalogue judges the keys that start with its letter, including those of other pieces'
    // accounts.
    name: "suggest-identities",
    everyMinutes: DAY,
    reach: "prefixes",
    async run(ports, piece) {
      const { suggestIdentities } = await import("../identity/suggest-identities.ts");
      const { next, memo } = await suggestIdentities(ports, piece);
      return { next, memo };
    },
  },
  {
    // A request for an export starts this job at once. The clock continues exports that were cut off and removes those
    // a day old.
    name: "run-exports",
    everyMinutes: 15,
    reach: "tenants",
    async run(ports, { tenantId, remainingMs }) {
      // Loaded late because it brings in search, which no other job needs.
      const { runExports } = await import("../exports/run-exports.ts");
      const { isCutShort } = await runExports(ports, tenantId, remainingMs);
      return { next: isCutShort ? "the rest" : null };
    },
  },
  {
    name: "run-saved-searches",
    everyMinutes: DAY,
    reach: "tenants",
    run: async (ports, { tenantId, ...piece }) => ({ next: await runSavedSearches(ports, tenantId, piece) }),
  },
  {
    // A part of the system that has something to deliver starts this job at once if it can. The clock delivers the
    // rest.
    name: DELIVER_JOB,
    everyMinutes: 5,
    reach: "tenants",
    async run(ports, { tenantId, remainingMs }) {
      const { isCutShort } = await deliverWebhooks(ports, tenantId, remainingMs);
      return { next: isCutShort ? "the rest" : null };
    },
  },
  {
    name: "plan-crawl",
    everyMinutes: 1,
    reach: "system",
    async run(ports, { remainingMs }) {
      // Stays within its minute. Tenants that it does not reach have their turn in the next.
      const left = () => remainingMs() - PLAN_RESERVE_MS;
      if (ports.crawls) await planCrawl(ports, { remainingMs: left });
      return {};
    },
  },
  {
    // Judges each minute, or later if the queue is long. It also holds and ends acts that an operator began.
    name: WATCH_JOB,
    everyMinutes: 1,
    reach: "system",
    // By default the runbook only advises, and a person must act.
    alarm: {
      what: "Platforms or the vector index are in trouble, and no act of the runbook stands against it.",
      runbook: "a-runbook-that-acts",
    },
    async run(ports) {
      const mode = ports.actsByItself ? "act" : "keep";
      const report = await runRunbook(ports, { mode, actor: WATCH_JOB });
      const failed = report.acts.filter(({ state }) => state === "failed");
      return {
        alarms: [
          ...unanswered(report).map(({ check, sees }) => ({ alarm: "outage", check, sees })),
          ...failed.map(({ act, says }) => ({ alarm: "act-failed", act, says })),
        ],
      };
    },
  },
  {
    name: "back-up-vectors",
    everyMinutes: HOUR,
    reach: "system",
    alarm: {
      what: "A backup is overdue or slow, or holds an erased creator for too long.",
      runbook: "backups",
    },
    async run(ports) {
      const { alarms } = await backUpVectors(ports);
      return { alarms: alarms.map((alarm) => ({ ...alarm })) };
    },
  },
  {
    name: "verify-backup",
    everyMinutes: 7 * DAY,
    reach: "system",
    alarm: { what: "The weekly drill could not bring the backup back as it was.", runbook: "backups" },
    async run(ports) {
      const { troubles, ...fields } = await drillLatest(ports);
      return { alarms: troubles.length > 0 ? [{ ...fields, troubles }] : [] };
    },
  },
];
