import { HOUR_SECONDS } from "../durations.ts";
import { FULL_BACKUPS, KEYS, SECRETS, WARM_COPIES, WARM_GB } from "./aws-lines.ts";
import { type Line, MILLION, priced } from "./line.ts";
import { atlasLines } from "./supplier-lines.ts";
import { GB, HOURS_A_MONTH, SIZES, type Volumes, vectorGb } from "./volumes.ts";

/** Members in the second region, in addition to a cluster's three: two, so that one may fail. */
const MEMBERS_MORE = 2 / 3;
const MEMBERS = 2;
const WEEKS_A_MONTH = 30.4 / 7;
/** In each region, one that combines two others: cdk/constructs/api-domain.ts. */
const HEALTH_CHECKS = 6;

/**
 * The additional cost of a second region if the same searches are spread over both: its own index, cache and database
 * members, a second embedding of each creator, and the traffic between the regions. At prices of us-east-1.
 */
export function secondRegionLines(volumes: Volumes): Line[] {
  if (volumes.regions === 1) return [];
  return [
    ...storeLines(volumes),
    ...databaseLines(volumes),
    ...awsLinesThere(volumes),
    crossingLine(volumes),
  ];
}

function storeLines(volumes: Volumes): Line[] {
  const kbPerVector = (4 * volumes.dimensions + SIZES.vectorExtras) / 1_000;
  const writes = (volumes.updates * 2 * kbPerVector) / MILLION;
  const tokens = (volumes.updates * volumes.changedTextShare * SIZES.tokensPerProfile) / MILLION;
  return [
    priced("second region, vectors kept", "pineconeStorage", vectorGb(volumes), "the same vectors"),
    priced("second region, vectors written", "pineconeWrites", writes, "its own queue feeds it"),
    priced("second region, embeddings", "embeddingTokens", tokens, "each region embeds for itself"),
    priced("second region, Prod Pack", "redisProdPack", 1, "a database there"),
  ];
}

const databaseLines = (volumes: Volumes): Line[] =>
  atlasLines(volumes).flatMap((line) => {
    if (line.item === "continuous backup") return [];
    const more = line.item === "search nodes" ? 1 : MEMBERS_MORE;
    return {
      ...line,
      item: `second region, ${line.item}`,
      quantity: line.quantity * more,
      usd: line.usd === null ? null : line.usd * more,
      why: "two members more, that answer there",
    };
  });

function awsLinesThere(volumes: Volumes): Line[] {
  const of = (item: string) => `second region, ${item}`;
  const warm = WARM_COPIES * WARM_GB * HOURS_A_MONTH * HOUR_SECONDS;
  const gbSeconds = volumes.updates * SIZES.embedGbSeconds;
  const copies = vectorGb(volumes) * FULL_BACKUPS;
  return [
    priced(of("S3, copies of backups"), "s3Storage", copies, "as long as the backups live"),
    priced(of("Lambda, embedding"), "lambdaTime", gbSeconds / MILLION, "each region embeds for itself"),
    priced(of("Lambda, kept warm"), "lambdaWarm", warm / MILLION, `${WARM_COPIES} copies of search`),
    priced(of("WAF"), "wafFixed", 1, "in front of its gateway"),
    priced(of("KMS, keys"), "keys", KEYS, "data, messages, logs, contacts"),
    priced(of("Secrets Manager"), "secrets", SECRETS, "the same settings there"),
    priced("Route 53, health checks", "healthChecks", HEALTH_CHECKS, "connects, answers, and both"),
  ];
}

function crossingLine(volumes: Volumes): Line {
  const replicated = (volumes.updates * SIZES.document * MEMBERS) / GB;
  const copied = vectorGb(volumes) * WEEKS_A_MONTH;
  const why = "changed documents to two members, a full backup a week";
  return priced("between the regions", "regionTransfer", replicated + copied, why);
}
