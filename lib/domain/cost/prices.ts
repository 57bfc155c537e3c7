/** Where a price is from, and how far it is to be trusted. */
export interface Price {
  /** US dollars for one unit. */
  readonly usd: number;
  readonly unit: string;
  readonly source: string;
  /** ISO date or month at which the source said so. */
  readonly asOf: string;
  /** `page`: read on the vendor's own page. `check`: a list price as commonly known, to be checked before signing. */
  readonly trust: "page" | "check";
}

const PINECONE = {
  source: "https://www.pinecone.io/pricing/ (Standard)",
  asOf: "2026-11",
  trust: "page",
} as const;
const OPENAI = {
  source: "https://platform.openai.com/docs/pricing",
  asOf: "2026-11",
  trust: "page",
} as const;
const UPSTASH = { source: "https://upstash.com/pricing/redis", asOf: "2026-11-09", trust: "page" } as const;
const ATLAS = { source: "https://www.mongodb.com/pricing", asOf: "2026-11", trust: "check" } as const;
const ATLAS_INVOICE = "https://www.mongodb.com/docs/atlas/billing/invoice-breakdown/";
const aws = (service: string) =>
  ({ source: `https://aws.amazon.com/${service}/pricing/`, asOf: "2026-11", trust: "check" }) as const;

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

  atlasM30: { usd: 0.54, unit: "cluster-hour", ...ATLAS, source: ATLAS_INVOICE },
  atlasM60: { usd: 3.95, unit: "shard-hour", ...ATLAS },
  // 200 GB on an M30 add 0.11 an hour for all of its storage: 80 dollars a month.
  atlasStorage: { usd: 0.4, unit: "GB-month", ...ATLAS, source: ATLAS_INVOICE },
  atlasBackup: { usd: 0.14, unit: "GB-month", ...ATLAS },

  lambdaRequests: { usd: 0.2, unit: "million requests", ...aws("lambda") },
  lambdaTime: { usd: 13.3334, unit: "million GB-seconds (arm64)", ...aws("lambda") },
  lambdaWarm: { usd: 3.3334, unit: "million GB-seconds provisioned (arm64)", ...aws("lambda") },
  apiRequests: { usd: 3.5, unit: "million requests", ...aws("api-gateway") },
  wafFixed: { usd: 9, unit: "month (one list, four rules)", ...aws("waf") },
  wafRequests: { usd: 0.6, unit: "million requests", ...aws("waf") },
  s3Storage: { usd: 0.023, unit: "GB-month", ...aws("s3") },
  s3Writes: { usd: 5, unit: "million writes", ...aws("s3") },
  s3Reads: { usd: 0.4, unit: "million reads", ...aws("s3") },
  sqsRequests: { usd: 0.4, unit: "million requests", ...aws("sqs") },
  dataEvents: { usd: 1, unit: "million recorded object accesses", ...aws("cloudtrail") },
  logs: { usd: 0.5, unit: "GB", ...aws("cloudwatch") },
  alarms: { usd: 0.1, unit: "alarm-month", ...aws("cloudwatch") },
  keys: { usd: 1, unit: "key-month", ...aws("kms") },
  secrets: { usd: 0.4, unit: "secret-month", ...aws("secrets-manager") },
  spotHour: { usd: 0.0148, unit: "worker-hour (Spot, 1 vCPU, 2 GB)", ...aws("fargate") },
} as const satisfies Record<string, Price>;

export type PriceName = keyof typeof PRICES;
