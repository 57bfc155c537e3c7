import { z } from "zod";
import { type Environment, regionName, settingIn } from "../lib/config.ts";
import { DAY_SECONDS } from "../lib/domain/durations.ts";
import { AppError } from "../lib/domain/errors.ts";
import { tenantIdSchema } from "../lib/domain/ids.ts";

/**
 * Requests that one tenant of a tier may make. The gateway enforces this as best effort only (facts: usage plans are no
 * hard limit).
 */
const planSchema = z.strictObject({
  requestsPerSecond: z.number().positive(),
  burst: z.number().int().positive(),
  requestsPerMonth: z.number().int().positive(),
});

const stageSchema = z.strictObject({
  name: z.enum(["dev", "prod"]),
  /** Keeps buckets, keys and secrets when a stack is deleted, and protects the stateful stack from deletion. */
  isProtected: z.boolean(),
  logRetentionDays: z.union([z.literal(7), z.literal(30), z.literal(90)]),
  logLevel: z.enum(["DEBUG", "INFO", "WARN", "ERROR"]),
  /** Warm copies of the search function. With 0 some searches meet a cold start. */
  searchProvisionedConcurrency: z.number().int().min(0).max(500),
  /** Multiplies the copies of each function behind the API: cdk/functions.ts. */
  apiCopies: z.number().min(0.1).max(100),
  /**
   * Connections that one member of the Atlas tier accepts: https://www.mongodb.com/docs/atlas/reference/atlas-limits/
   */
  databaseConnections: z.number().int().positive(),
  /** STRICT refuses requests that do not come through the domain. AWS asks to run with BASIC first. */
  endpointAccess: z.enum(["BASIC", "STRICT"]),
  plans: z.strictObject({ free: planSchema, team: planSchema, enterprise: planSchema }),
  /** Requests that one address may make in five minutes before the firewall refuses it. */
  requestsPerAddress: z.number().int().min(10).max(2_000_000_000),
  /** Scrapers per queue that never run on Spot. 0 unless Spot capacity is gone. */
  scrapersOnDemand: z.number().int().min(0).max(50),
  scrapersMax: z.number().int().min(1).max(500),
  /**
   * What AWS may cost a month, in US dollars. Mails go out at 50, 80 and 100 percent, and when the forecast exceeds it.
   */
  monthlyBudget: z.number().positive(),
  objectives: z.strictObject({
    /** Share of searches that must succeed. */
    searchAvailability: z.number().min(0.9).max(0.9999),
    /** 99 of 100 searches must be answered within this time. */
    searchP99Ms: z.number().int().positive(),
    /** Allowed age of the oldest drop that waits for ingest. */
    ingestAgeSeconds: z.number().int().positive().max(DAY_SECONDS),
    /** Allowed age of the oldest erasure that waits for its worker. DESIGN: "minutes". */
    erasureAgeSeconds: z.number().int().positive().max(DAY_SECONDS),
  }),
});

const PLANS = {
  free: { requestsPerSecond: 2, burst: 10, requestsPerMonth: 10_000 },
  team: { requestsPerSecond: 20, burst: 60, requestsPerMonth: 1_000_000 },
  enterprise: { requestsPerSecond: 100, burst: 300, requestsPerMonth: 20_000_000 },
};

const OBJECTIVES = {
  searchAvailability: 0.999,
  searchP99Ms: 1_500,
  ingestAgeSeconds: 900,
  erasureAgeSeconds: 900,
};

const STAGES: Readonly<Record<"dev" | "prod", z.input<typeof stageSchema>>> = {
  dev: {
    name: "dev",
    isProtected: false,
    logRetentionDays: 7,
    logLevel: "DEBUG",
    searchProvisionedConcurrency: 0,
    apiCopies: 1,
    // M10.
    databaseConnections: 1_500,
    endpointAccess: "BASIC",
    plans: PLANS,
    requestsPerAddress: 2_000,
    scrapersOnDemand: 0,
    scrapersMax: 2,
    monthlyBudget: 100,
    objectives: OBJECTIVES,
  },
  prod: {
    name: "prod",
    isProtected: true,
    logRetentionDays: 30,
    logLevel: "INFO",
    searchProvisionedConcurrency: 2,
    apiCopies: 2,
    // M30.
    databaseConnections: 3_000,
    endpointAccess: "BASIC",
    plans: PLANS,
    requestsPerAddress: 10_000,
    scrapersOnDemand: 0,
    scrapersMax: 20,
    monthlyBudget: 5_000,
    objectives: OBJECTIVES,
  },
};

const usageTenantSchema = z
  .string()
  .transform((text) => text.split(":").map((part) => part.trim()))
  .pipe(z.tuple([tenantIdSchema, z.enum(["free", "team", "enterprise"])]))
  .transform(([tenant, tier]) => ({ tenant, tier }));
export type UsageTenant = z.infer<typeof usageTenantSchema>;

const hostName = z.hostname().refine((name) => name.includes("."), "must have a domain");

/** Stand-ins for values that only a real deployment knows, so that synth works offline. */
const PLACEHOLDERS = {
  INCREATOR_DOMAIN: "api.increator.example",
  INCREATOR_ZONE_NAME: "increator.example",
  INCREATOR_ZONE_ID: "Z00000000000000000000",
  INCREATOR_ALERT_EMAIL: "alerts@increator.example",
  PINECONE_INDEX_HOST: "increator.svc.example",
  UPSTASH_REDIS_REST_URL: "https://increator.redis.example",
} as const;

/** Settings that functions read themselves; lib/config.ts checks them. */
const PASSED_ON = [
  "INCREATOR_PLATFORMS",
  "INCREATOR_DERIVED_METRICS",
  "INCREATOR_TIKTOK_RESEARCH_ELIGIBLE",
  "INCREATOR_CRAWL_POSTS",
  "INCREATOR_CRAWL_USD_PER_DAY",
  "INCREATOR_CRAWL_DISCOVERY",
  "INCREATOR_PLANS",
  "INCREATOR_CURSOR_DEPTH",
  "INCREATOR_OIDC_ISSUER",
  "INCREATOR_OIDC_AUDIENCE",
  "INCREATOR_OIDC_JWKS_URL",
  "INCREATOR_OIDC_ALGORITHMS",
  "INCREATOR_OIDC_CLOCK_SKEW_SECONDS",
  "INCREATOR_OIDC_TENANT_CLAIM",
  "INCREATOR_OIDC_TENANT",
  "INCREATOR_OIDC_ROLES_CLAIM",
  "INCREATOR_OIDC_ROLE_NAMES",
  "INCREATOR_OIDC_SHARED",
  "OPENAI_BASE_URL",
  "OPENAI_EMBEDDING_MODEL",
  "OPENAI_EMBEDDING_DIMENSIONS",
  "OPENAI_EMBEDDING_QUESTION_PREFIX",
  "OPENAI_EMBEDDING_PROFILE_PREFIX",
  "OPENAI_MODEL",
  "OPENAI_USD_PER_DAY",
  "INCREATOR_QUERY_READER",
  "PINECONE_INTEGRATION_ID",
  "PINECONE_REPLICAS_MAX",
  "INCREATOR_BACKUPS",
  "INCREATOR_RUNBOOK",
] as const;

const deploymentSchema = z.object({
  INCREATOR_STAGE: z.enum(["dev", "prod"]).default("dev"),
  /** One region, or two joined by commas. Their order must never change: lib/config.ts. */
  INCREATOR_REGIONS: z
    .string()
    .default("us-east-1")
    .transform((text) => text.split(",").map((region) => region.trim()))
    .pipe(z.tuple([regionName]).or(z.tuple([regionName, regionName])))
    .refine((regions) => new Set(regions).size === regions.length),
  /** The region that takes writes. If unset, it is the first. */
  INCREATOR_PRIMARY_REGION: regionName.optional(),
  /** If unset, the account that the credentials belong to. */
  INCREATOR_ACCOUNT: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  INCREATOR_DOMAIN: hostName.default(PLACEHOLDERS.INCREATOR_DOMAIN),
  INCREATOR_ZONE_NAME: hostName.default(PLACEHOLDERS.INCREATOR_ZONE_NAME),
  INCREATOR_ZONE_ID: z
    .string()
    .regex(/^Z[A-Z0-9]{5,31}$/)
    .default(PLACEHOLDERS.INCREATOR_ZONE_ID),
  INCREATOR_ALERT_EMAIL: z.email().default(PLACEHOLDERS.INCREATOR_ALERT_EMAIL),
  /** Origins of web pages that may call the API, joined by commas; none by default. */
  INCREATOR_CORS_ORIGINS: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((origin) => origin.trim() || []))
    .pipe(z.array(z.url({ protocol: /^https$/ }))),
  /**
   * Tenants with their tiers at the gateway, as `acme:team,beta:free`. If any tenant is set, the gateway refuses all
   * tenants that are not named. If none is set, the plans exist but are not enforced, and only the functions' own
   * limits hold.
   */
  INCREATOR_USAGE_TENANTS: z
    .string()
    .default("")
    .transform((text) => text.split(",").filter((part) => part.trim() !== ""))
    .pipe(z.array(usageTenantSchema))
    .refine((tenants) => new Set(tenants.map(({ tenant }) => tenant)).size === tenants.length),
  /** Alarms link here for what to do. */
  INCREATOR_RUNBOOK_URL: z.url().default("https://increator.example/docs/RUNBOOK.md"),
  /**
   * The scraper's image in this account's registry, by digest: `<repository>@sha256:<digest>`. If unset, the deployment
   * builds the image.
   */
  INCREATOR_SCRAPER_IMAGE: z
    .string()
    .regex(/^[a-z0-9]+(?:[._/-][a-z0-9]+)*@sha256:[0-9a-f]{64}$/)
    .transform((image) => {
      const [repository = "", digest = ""] = image.split("@");
      return { repository, digest };
    })
    .optional(),
  PINECONE_INDEX_HOST: z.string().min(1).default(PLACEHOLDERS.PINECONE_INDEX_HOST),
  UPSTASH_REDIS_REST_URL: z.url({ protocol: /^https$/ }).default(PLACEHOLDERS.UPSTASH_REDIS_REST_URL),
  MONGODB_DATABASE: z
    .string()
    .regex(/^[\w-]{1,38}$/)
    .default("increator"),
});

export type StageConfig = z.infer<typeof stageSchema>;

interface ScraperImage {
  readonly repository: string;
  /** `sha256:` and 64 hexadecimal digits, so that exactly the tested image runs. */
  readonly digest: string;
}

export interface DeploymentConfig {
  readonly stage: StageConfig;
  /** The region of the stacks that are made from this config. */
  readonly region: string;
  /** All regions of the deployment, in the order of their marks. */
  readonly regions: readonly string[];
  /** The region that takes writes. */
  readonly primary: string;
  readonly account: string | undefined;
  readonly domain: { readonly name: string; readonly zoneName: string; readonly zoneId: string };
  readonly alertEmail: string;
  readonly corsOrigins: readonly string[];
  readonly usageTenants: readonly UsageTenant[];
  readonly runbookUrl: string;
  readonly scraperImage: ScraperImage | undefined;
  /** Settings that functions get unchanged: addresses and switches, no secrets. */
  readonly functionSettings: Readonly<Record<string, string>>;
  /** Settings that still have stand-in values. A real deployment needs them. */
  readonly missing: readonly string[];
}

export const isPrimary = ({ region, primary }: DeploymentConfig): boolean => region === primary;

export const otherRegions = ({ region, regions }: DeploymentConfig): readonly string[] =>
  regions.filter((one) => one !== region);

/** The API's name in one region. A gateway forwards to it, and operators test it. */
export const regionalName = ({ domain }: DeploymentConfig, region: string): string =>
  `${region}.${domain.name}`;

/** Settings that each region has for itself. The first region's names have no suffix. */
const BY_REGION = ["PINECONE_INDEX_HOST", "UPSTASH_REDIS_REST_URL"] as const;
const BY_REGION_IF_SET = ["OPENAI_BASE_URL"] as const;

/** The settings of each further region, and which of them are missing. */
function settingsByRegion(given: Environment, [, ...further]: readonly string[]) {
  const wanted = further.flatMap((region) =>
    BY_REGION.map((name) => [settingIn(name, region), PLACEHOLDERS[name]]),
  );
  const chosen = further.flatMap((region) => BY_REGION_IF_SET.map((name) => settingIn(name, region)));
  return {
    settings: {
      ...Object.fromEntries(wanted.map(([name = "", stand = ""]) => [name, given[name] ?? stand])),
      ...Object.fromEntries(chosen.flatMap((name) => (given[name] ? [[name, given[name]]] : []))),
    },
    missing: wanted.flatMap(([name = ""]) => (given[name] ? [] : [name])),
  };
}

/**
 * Reads what to deploy from the environment and the stage's table.
 * @throws AppError `invalid`, code `bad-deployment`, which names the setting and never its value.
 */
export function deploymentFrom(environment: Environment): DeploymentConfig {
  const given: Environment = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const parsed = deploymentSchema.safeParse(given);
  if (!parsed.success) {
    const keys = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new AppError("invalid", "bad-deployment", `Settings do not fit: ${keys.join(", ")}.`, { keys });
  }
  const settings = parsed.data;
  const regions = settings.INCREATOR_REGIONS;
  const primary = settings.INCREATOR_PRIMARY_REGION ?? regions[0];
  if (!regions.some((region) => region === primary))
    throw new AppError(
      "invalid",
      "bad-deployment",
      "INCREATOR_PRIMARY_REGION is none of INCREATOR_REGIONS.",
      { keys: ["INCREATOR_PRIMARY_REGION"] },
    );
  const byRegion = settingsByRegion(given, regions);
  return {
    stage: stageSchema.parse(STAGES[settings.INCREATOR_STAGE]),
    ...{ region: primary, regions, primary },
    account: settings.INCREATOR_ACCOUNT,
    domain: {
      name: settings.INCREATOR_DOMAIN,
      zoneName: settings.INCREATOR_ZONE_NAME,
      zoneId: settings.INCREATOR_ZONE_ID,
    },
    alertEmail: settings.INCREATOR_ALERT_EMAIL,
    corsOrigins: settings.INCREATOR_CORS_ORIGINS,
    usageTenants: settings.INCREATOR_USAGE_TENANTS,
    runbookUrl: settings.INCREATOR_RUNBOOK_URL,
    scraperImage: settings.INCREATOR_SCRAPER_IMAGE,
    functionSettings: {
      PINECONE_INDEX_HOST: settings.PINECONE_INDEX_HOST,
      UPSTASH_REDIS_REST_URL: settings.UPSTASH_REDIS_REST_URL,
      MONGODB_DATABASE: settings.MONGODB_DATABASE,
      ...(regions.length > 1 && {
        ...{ INCREATOR_REGIONS: regions.join(","), INCREATOR_PRIMARY_REGION: primary },
        ...byRegion.settings,
      }),
      ...(settings.INCREATOR_CORS_ORIGINS.length > 0 && {
        INCREATOR_CORS_ORIGINS: settings.INCREATOR_CORS_ORIGINS.join(","),
      }),
      ...Object.fromEntries(PASSED_ON.flatMap((name) => (given[name] ? [[name, given[name]]] : []))),
    },
    missing: [...Object.keys(PLACEHOLDERS).filter((key) => !given[key]), ...byRegion.missing],
  };
}
