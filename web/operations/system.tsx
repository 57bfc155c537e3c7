import type { CrawlView, Finding, QueueView } from "../../lib/domain/api/system-operations.ts";
import type { JobView } from "../../lib/domain/job-run.ts";
import { loadedFrom } from "../api.ts";
import { Section, Table } from "../parts/section.tsx";
import { ago, duration, fullCount, inWords, platformName } from "../words.ts";
import { onPage } from "./on-page.ts";
import { Runbook } from "./runbook.tsx";

/** Milliseconds between two polls of what changes often. */
const MOVES_MS = 5_000;
const SELDOM_MS = 30_000;

const checks = loadedFrom<{ data: Finding[] }>(onPage("/system/checks", "checkSystem"), SELDOM_MS);
const queues = loadedFrom<{ data: QueueView[] }>(onPage("/system/queues", "listQueues"), MOVES_MS);
const jobs = loadedFrom<{ data: JobView[] }>(onPage("/system/jobs", "listJobs"), SELDOM_MS);
const crawl = loadedFrom<{ data: CrawlView[] }>(onPage("/system/crawl", "showCrawl"), SELDOM_MS);

/** The parts that all tenants share, for the platform's operators. */
export function System() {
  return (
    <>
      <Section title="Doctor" about="Whether each part of the system answers." loaded={checks}>
        {({ data }) => <Checks items={data} />}
      </Section>
      <Runbook />
      <Section
        title="Queues"
        about="Work that waits. A dead letter is a message that failed too often and waits for a person."
        loaded={queues}
      >
        {({ data }) => <Queues items={data} />}
      </Section>
      <Section title="Jobs" about="Work that the clock begins; the large ones in pieces." loaded={jobs}>
        {({ data }) => <Jobs items={data} />}
      </Section>
      <Section
        title="Crawl"
        about="Accounts that are fetched from their platforms again and again, within the platforms' limits."
        loaded={crawl}
      >
        {({ data }) => <Crawl items={data} />}
      </Section>
    </>
  );
}

const alarm = (text: string) => <b class="alarm">{text}</b>;
const countOrAlarm = (value: number) => (value === 0 ? "0" : alarm(fullCount(value)));

const Checks = ({ items }: { readonly items: readonly Finding[] }) => (
  <Table
    columns={["Part", "State", "What helps"]}
    rows={items.map(({ part, is_well, says, remedy }) => ({
      id: part,
      cells: [part, is_well ? says : alarm(says), remedy ?? ""],
    }))}
  />
);

const Queues = ({ items }: { readonly items: readonly QueueView[] }) => (
  <Table
    columns={["Queue", "Waiting", "In work", "Held back", "Oldest", "Dead letters", "Paused"]}
    rows={items.map((queue) => ({
      id: queue.name,
      cells: [
        queue.name,
        fullCount(queue.visible),
        fullCount(queue.in_flight),
        fullCount(queue.delayed),
        queue.oldest_age_seconds ? duration(queue.oldest_age_seconds) : "–",
        countOrAlarm(queue.dead),
        queue.paused === null ? "" : alarm(queue.paused),
      ],
    }))}
  />
);

const Jobs = ({ items }: { readonly items: readonly JobView[] }) => (
  <Table
    columns={["Job", "Every", "Last run", "Next run", "Under way", "Late"]}
    rows={items.map((job) => ({
      id: job.name,
      cells: [
        inWords(job.name),
        duration(job.every_minutes * 60),
        job.last_at === null ? "never" : ago(job.last_at),
        job.next_at === null ? "soon" : ago(job.next_at),
        `${fullCount(job.under_way)} of ${fullCount(job.pieces)}`,
        countOrAlarm(job.late),
      ],
    }))}
  />
);

const Crawl = ({ items }: { readonly items: readonly CrawlView[] }) => (
  <Table
    columns={["Platform", "Accounts", "Due", "Requested", "Not found", "State"]}
    rows={items.map((one) => ({
      id: one.platform,
      cells: [
        platformName(one.platform),
        fullCount(one.targets),
        fullCount(one.due),
        fullCount(one.awaited),
        fullCount(one.absent),
        one.is_cooling_down ? "waits: its quota is spent" : "open",
      ],
    }))}
  />
);
