import { HOUR_SECONDS } from "../durations.ts";
import { type Line, MILLION, priced } from "./line.ts";
import { GB, HOURS_A_MONTH, SIZES, type Volumes, vectorGb } from "./volumes.ts";

/** Weekly full backups that are kept 28 days. */
export const FULL_BACKUPS = 4;
/** As in the stage `prod`. */
export const WARM_COPIES = 2;
export const WARM_GB = 1.73;
/**
 * The number of alarms deployed with scrapers: 51 on one metric, four burn rates on four each, four of scaling on two,
 * and two composite ones at five times the price.
 */
const ALARMS = 85;
export const KEYS = 4;
/** cdk/functions.ts: SECRETS, and the platforms' credentials. */
export const SECRETS = 9;
/** Number of messages that the queue delivers together, and number of ids in one message to the embedder. */
const BATCH = 10;
const IDS_A_MESSAGE = 1_000;

export const awsLines = (volumes: Volumes): Line[] => [
  ...objectLines(volumes),
  ...computeLines(volumes),
  ...apiLines(volumes),
  ...watchLines(volumes),
];

/**
 * Number of dropped objects: one a profile, or one for many. Raw objects stay one a fetch, so that an erasure removes a
 * prefix.
 */
const dropsOf = ({ updates, drops }: Volumes): number =>
  drops === "bulk" ? updates / SIZES.bulkLines : updates;

function objectLines(volumes: Volumes): Line[] {
  const drops = dropsOf(volumes);
  const writes = (drops + volumes.updates) / MILLION;
  const rawGb = (volumes.updates * SIZES.rawObject) / GB;
  return [
    priced("S3, raw profiles", "s3Storage", rawGb, "30 days of fetches, compressed"),
    priced("S3, backups of vectors", "s3Storage", vectorGb(volumes) * FULL_BACKUPS, "a full a week, 28 days"),
    priced("S3, writes", "s3Writes", writes, "the drop, and a raw object for each fetch"),
    priced("S3, reads", "s3Reads", (2 * drops) / MILLION, "each drop: its head and its body"),
    priced(
      "CloudTrail, object accesses",
      "dataEvents",
      (4 * drops + volumes.updates) / MILLION,
      "who touched which object",
    ),
  ];
}

function computeLines(volumes: Volumes): Line[] {
  const drops = dropsOf(volumes);
  const embedMessages = volumes.updates / IDS_A_MESSAGE;
  // Send, receive and delete; the last two in batches.
  const queueRequests = (drops + embedMessages) * (1 + 2 / BATCH);
  const calls = (drops + embedMessages) / BATCH + 2 * volumes.queries;
  const gbSeconds =
    volumes.updates * (SIZES.ingestGbSeconds + SIZES.embedGbSeconds) +
    volumes.queries * (SIZES.searchGbSeconds + SIZES.authoriseGbSeconds);
  const warm = WARM_COPIES * WARM_GB * HOURS_A_MONTH * HOUR_SECONDS;
  const hours = (volumes.updates * SIZES.crawlSeconds) / HOUR_SECONDS;
  return [
    priced("SQS", "sqsRequests", queueRequests / MILLION, "drops, and embedding by the thousand"),
    priced("Lambda, calls", "lambdaRequests", calls / MILLION, "workers, searches and their authoriser"),
    priced("Lambda, time", "lambdaTime", gbSeconds / MILLION, "mostly parsing profiles, then searches"),
    priced("Lambda, kept warm", "lambdaWarm", warm / MILLION, `${WARM_COPIES} copies of search`),
    priced(
      "Fargate Spot, scrapers",
      "spotHour",
      hours,
      "a second a profile; proxies and platform fees not in it",
    ),
    // A task's price depends on its size. This one has a quarter of a scraper's.
    priced("Fargate Spot, follower of changes", "spotHour", HOURS_A_MONTH / 4, "one, all the time"),
  ];
}

function apiLines({ queries }: Volumes): Line[] {
  const millions = queries / MILLION;
  return [
    priced("API Gateway", "apiRequests", millions, "each search, cached or not"),
    priced("WAF", "wafFixed", 1, "three managed groups and the rate rule"),
    priced("WAF, requests", "wafRequests", millions, "each search, cached or not"),
  ];
}

function watchLines({ updates, queries }: Volumes): Line[] {
  const logGb = ((2 * queries + updates / BATCH) * SIZES.logBytesPerRequest) / GB;
  return [
    priced("CloudWatch, logs", "logs", logGb, "a line or two a request, no payloads"),
    priced("CloudWatch, alarms", "alarms", ALARMS, "as deployed"),
    priced("KMS, keys", "keys", KEYS, "data, messages, logs, contacts"),
    priced(
      "Secrets Manager",
      "secrets",
      SECRETS,
      "everybody's, one a group of functions, people's, the platforms' credentials",
    ),
  ];
}
