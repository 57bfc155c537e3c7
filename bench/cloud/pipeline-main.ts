import { Command } from "commander";
import { QUEUE_WORKERS } from "../../cdk/functions.ts";
import { PRICES } from "../../lib/domain/cost/prices.ts";
import { randomOf } from "../../local/generate/random.ts";
import { envelopeLines } from "../../local/generate/write-envelopes.ts";
import { wholeNumberFrom } from "../../local/whole-number.ts";
import { cloudWorldLacks } from "../../test/doubles/cloud/world.ts";
import { DELAYS_MS, openPipeline, type StageFindings } from "./pipeline.ts";
import { openBenchWorld } from "./world.ts";

/** Outside calls for a thousand changed profiles, without S3's. */
const CALLS_GOAL = 25;
const SEED = 1;

interface Options {
  readonly profiles: number;
  readonly json: boolean;
}

/**
 * Runs ingest and embed over doubles that answer as slowly as the real services, and reports calls, speed and cost.
 */
async function main(): Promise<void> {
  const { profiles, json } = optionsOf();
  const lacks = cloudWorldLacks();
  if (lacks !== null) throw new Error(`This bench needs ${lacks}`);
  const world = await openBenchWorld();
  const pipeline = await openPipeline({ ...world, environment: exported(world.environment) });
  try {
    // Loads the SDKs first: starts have their own bench.
    await pipeline.run(changed(10, SEED + 1, 0));
    await world.delay(DELAYS_MS);
    const stages = {
      new: await pipeline.run(changed(profiles, SEED, 0)),
      unchanged: await pipeline.run(changed(profiles, SEED, 1)),
      "new text": await pipeline.run(changed(profiles, SEED, 2, " Now with more.")),
      "new figures": await pipeline.run(changed(profiles, SEED, 3, " Now with more.", 7)),
    };
    process.stdout.write(
      json ? `${JSON.stringify({ profiles, stages }, null, 2)}\n` : page(profiles, stages),
    );
  } finally {
    await pipeline.close();
    await world.close();
  }
}

/** The AWS SDK reads its settings from the process. */
const exported = (environment: Readonly<Record<string, string>>) =>
  Object.assign(process.env, environment) as Record<string, string>;

/**
 * Lines of the same accounts, fetched this number of hours later, with text added to each bio and followers added. The
 * generator puts accounts of one person side by side, but fetched accounts do not come in that order. So the lines are
 * shuffled: then most accounts that link to each other are in different batches.
 */
function changed(count: number, seed: number, hours: number, text = "", followers = 0): string[] {
  const now = new Date("2026-11-20T10:00:00Z");
  const lines = Buffer.concat([...envelopeLines({ count, seed, now })])
    .toString("utf8")
    .trimEnd()
    .split("\n");
  return shuffled(lines, seed).map((line) => {
    const envelope = JSON.parse(line) as Record<string, unknown>;
    const at = new Date(new Date(String(envelope.fetched_at)).getTime() + hours * 3_600_000).toISOString();
    return JSON.stringify({
      ...envelope,
      fetched_at: at,
      payload: rewritten(envelope.payload, text, followers),
    });
  });
}

/** A random stream that the generator does not use. */
const ORDER = 1_000;

/** https://en.wikipedia.org/wiki/Fisher–Yates_shuffle */
function shuffled(lines: readonly string[], seed: number): string[] {
  const random = randomOf(seed, ORDER, 0);
  const order = [...lines];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random.between(0, last);
    [order[last], order[other]] = [order[other] ?? "", order[last] ?? ""];
  }
  return order;
}

const BIO_FIELDS = new Set(["biography", "description", "bio_description"]);
const COUNT_FIELDS = new Set(["followers_count", "follower_count", "subscriberCount"]);

function rewritten(value: unknown, text: string, followers: number): unknown {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      if (BIO_FIELDS.has(name) && typeof field === "string") return [name, field + text];
      if (COUNT_FIELDS.has(name))
        return [
          name,
          typeof field === "string" ? String(Number(field) + followers) : Number(field) + followers,
        ];
      return [name, rewritten(field, text, followers)];
    }),
  );
}

function page(profiles: number, stages: Readonly<Record<string, StageFindings>>): string {
  const thousands = profiles / 1_000;
  const rows = Object.entries(stages).map(([name, stage]) => {
    const { "s3 reads": reads = 0, "s3 writes": writes = 0, ...services } = stage.calls;
    const outside = Object.values(services).reduce((sum, calls) => sum + calls, 0) / thousands;
    const perService = Object.entries(services).map(
      ([service, calls]) => `${service} ${figure(calls / thousands)}`,
    );
    return [
      `${name}: ${figure(profiles / stage.seconds.ingest)} profiles/s per ingest Lambda, ${stage.embedMessages === 0 ? "nothing to embed" : `${figure(profiles / stage.seconds.embed)} per embed Lambda`}`,
      `  outside calls per 1,000 profiles: ${figure(outside)} (${perService.join(", ")}); goal ${CALLS_GOAL}: ${outside <= CALLS_GOAL ? "met" : "MISSED"}`,
      `  S3 per 1,000: ${figure(reads / thousands)} reads, ${figure(writes / thousands)} writes`,
      `  dollars per million: ${figure(dollarsPerMillion(stage, profiles))}`,
    ].join("\n");
  });
  const delays = Object.entries(DELAYS_MS).map(([service, ms]) => `${service} ${ms} ms`);
  return `${profiles} profiles of four platforms in one object; a call takes ${delays.join(", ")}\n\n${rows.join("\n\n")}\n`;
}

/** List prices. MongoDB Atlas and Upstash are billed by capacity and are not included. */
function dollarsPerMillion(
  { seconds, calls, embeddingTokens, vectorBytes }: StageFindings,
  profiles: number,
): number {
  const gbSeconds =
    (seconds.ingest * QUEUE_WORKERS["ingest-raw"].memoryMb +
      seconds.embed * QUEUE_WORKERS["embed-creators"].memoryMb) /
    1_024;
  const reads = calls["s3 reads"] ?? 0;
  const writes = calls["s3 writes"] ?? 0;
  const dollars =
    gbSeconds * PRICES.lambdaTime.usd +
    (calls.sqs ?? 0) * PRICES.sqsRequests.usd +
    reads * PRICES.s3Reads.usd +
    writes * PRICES.s3Writes.usd +
    (reads + writes) * PRICES.dataEvents.usd +
    embeddingTokens * PRICES.embeddingTokens.usd +
    (vectorBytes / 1_000) * PRICES.pineconeWrites.usd;
  // Prices are per million units, so this gives dollars per million profiles.
  return dollars / profiles;
}

const figure = (value: number): string => String(Number(value.toPrecision(3)));

function optionsOf(): Options {
  return new Command("npm run bench:pipeline --")
    .description("Calls, pace and cost of ingest and embed over doubles of the cloud's services.")
    .option("--profiles <number>", "in one object", wholeNumberFrom(100), 5_000)
    .option("--json", "write the figures as JSON", false)
    .parse()
    .opts<Options>();
}

await main();
