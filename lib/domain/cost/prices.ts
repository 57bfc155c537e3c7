/** A price, its source, and how far it can be trusted. */
export interface Price {
  readonly supplier: string;
  /** US dollars for one unit. */
  readonly usd: number;
  readonly unit: string;
  readonly source: string;
  /** ISO date or month of the source's statement. */
  readonly asOf: string;
  /**
   * `page`: read on the vendor's own page, or a stored copy of it. `check`: a commonly known list price that could not
   * be read on the vendor's page, since a script fills in its tables. Look at `source` before signing.
   */
  readonly trust: "page" | "check";
  /** Another source with the same price, for a price to check, and its date. */
  readonly reportedBy?: string;
}

const page = (supplier: string, source: string, asOf: string) =>
  ({ supplier, source, asOf, trust: "page" }) as const;
const toCheck = (supplier: string, source: string) =>
  ({ supplier, source, asOf: "2026-11", trust: "check" }) as const;

const PINECONE = page("Pinecone", "https://www.pinecone.io/pricing/ (Standard)", "2026-11");
const OPENAI = page("OpenAI", "https://platform.openai.com/docs/pricing", "2026-11");
const UPSTASH = page("Upstash", "https://upstash.com/pricing/redis", "2026-11-09");
const ATLAS = toCheck("MongoDB Atlas", "https://www.mongodb.com/pricing");
/** MongoDB's own example: an M30 on AWS with default settings, and the same with 200 GB. Copy read on 2026-11-27. */
const ATLAS_INVOICE = page(
  "MongoDB Atlas",
  "https://www.mongodb.com/docs/atlas/billing/invoice-breakdown/",
  "2026-11-27",
);
const aws = (service: string) => toCheck("AWS", `https://aws.amazon.com/${service}/pricing/`);
/** Stored copies of AWS's own pages that show the number, read on 2026-11-27. */
const awsPage = (source: string) => page("AWS", source, "2026-11-27");
/** Other sources that name a price. */
const WAF_REPORT = "https://awsnegotiations.com/waf-pricing-strategy.html (2026)";
const LAMBDA_REPORT = "https://cloudchipr.com/blog/aws-lambda-pricing (2024)";
const SQS_REPORT = "https://cloudburn.io/blog/amazon-sqs-pricing (2026-03-14)";
const KMS_REPORT = "https://cloudburn.io/blog/aws-kms-pricing (2026-03-14)";
const S3_REPORT =
  "https://devnotes.tech/understanding-aws-s3-pricing-a-complete-cost-breakdown-with-examples";

/** List prices in us-east-1, without discounts, free tiers or taxes. */
export const PRICES = {
  pineconeStorage: { usd: 0.33, unit: "GB-month", ...PINECONE },
  pineconeReads: { usd: 16, unit: "million read units", ...PINECONE },
  pineconeWrites: { usd: 4, unit: "million write units", ...PINECONE },

  embeddingTokens: { usd: 0.02, unit: "million tokens", ...OPENAI },
  embeddingTokensBatch: { usd: 0.01, unit: "million tokens", ...OPENAI },
  rerankInput: { usd: 0.2, unit: "million tokens", ...OPENAI },
  rerankOutput: { usd: 1.25, unit: "million tokens", ...OPENAI },

  redisCommands: { usd: 2, unit: "million commands", ...UPSTASH },
  redisProdPack: { usd: 200, unit: "month", ...UPSTASH },

  atlasM30: { usd: 0.54, unit: "cluster-hour", ...ATLAS_INVOICE },
  atlasM60: { usd: 3.95, unit: "shard-hour", ...ATLAS },
  // 200 GB on an M30 add 0.11 an hour for all of its storage: 80 dollars a month.
  atlasStorage: { usd: 0.4, unit: "GB-month", ...ATLAS_INVOICE },
  atlasBackup: { usd: 0.14, unit: "GB-month", ...ATLAS },

  lambdaRequests: {
    usd: 0.2,
    unit: "million requests",
    // "Example 1" of the page.
    ...awsPage("https://aws.amazon.com/lambda/pricing/"),
  },
  lambdaTime: {
    usd: 13.3334,
    unit: "million GB-seconds (arm64)",
    ...aws("lambda"),
    reportedBy: LAMBDA_REPORT,
  },
  lambdaWarm: { usd: 3.3334, unit: "million GB-seconds provisioned (arm64)", ...aws("lambda") },
  apiRequests: {
    usd: 3.5,
    unit: "million requests",
    ...awsPage(
      "https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html",
    ),
  },
  wafFixed: { usd: 9, unit: "month (one list, four rules)", ...aws("waf"), reportedBy: WAF_REPORT },
  wafRequests: { usd: 0.6, unit: "million requests", ...aws("waf"), reportedBy: WAF_REPORT },
  s3Storage: { usd: 0.023, unit: "GB-month", ...aws("s3"), reportedBy: S3_REPORT },
  s3Writes: { usd: 5, unit: "million writes", ...aws("s3"), reportedBy: S3_REPORT },
  s3Reads: { usd: 0.4, unit: "million reads", ...aws("s3"), reportedBy: S3_REPORT },
  sqsRequests: { usd: 0.4, unit: "million requests", ...aws("sqs"), reportedBy: SQS_REPORT },
  dataEvents: {
    usd: 1,
    unit: "million recorded object accesses",
    ...awsPage("https://aws.amazon.com/cloudtrail/pricing/"),
  },
  logs: {
    usd: 0.5,
    unit: "GB",
    ...aws("cloudwatch"),
    reportedBy:
      "https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/ (2026)",
  },
  alarms: { usd: 0.1, unit: "alarm-month", ...aws("cloudwatch") },
  keys: { usd: 1, unit: "key-month", ...aws("kms"), reportedBy: KMS_REPORT },
  secrets: {
    usd: 0.4,
    unit: "secret-month",
    ...aws("secrets-manager"),
    reportedBy: "https://hivebook.wiki/wiki/aws-secrets-manager-rotated-secrets-dynamic-db-credentials-kms",
  },
  // Spot prices follow supply and demand. The lowest are three tenths of the price on demand (0.04048 a vCPU, 0.004445
  // a GB).
  spotHour: { usd: 0.0148, unit: "worker-hour (Spot, 1 vCPU, 2 GB)", ...aws("fargate") },
  healthChecks: { usd: 0.5, unit: "check-month", ...aws("route53") },
  regionTransfer: { usd: 0.02, unit: "GB", ...aws("ec2/on-demand") },
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof PRICES;
