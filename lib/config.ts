import { z } from "zod";
import { PLANS, type Plans, planSchema } from "./domain/api/plans.ts";
import { ROLES } from "./domain/api/roles.ts";
import { AppError } from "./domain/errors.ts";
import { tenantIdSchema } from "./domain/ids.ts";
import { MARK_FIELDS } from "./domain/index-marks.ts";
import { PLATFORMS, platformSchema } from "./domain/platform.ts";
import { QUEUES, type QueueName } from "./ports/queues.ts";

/**
 * The only reader of the environment. One slice for each adapter or concern; a slice is parsed when its owner is
 * composed, so that a function needs only the settings of what it uses, and made then, so that a start makes no
 * others. A message names the key, never the value.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Words joined by commas. */
const wordList = z.string().transform((text) => text.split(",").flatMap((part) => part.trim() || []));
const list = wordList.default([]);

const platformList = wordList
  .transform((words) => words.map((word) => word.toLowerCase()))
  .pipe(z.array(platformSchema));

const statementsSlice = () =>
  z.object({
    INCREATOR_PLATFORMS: platformList.default([...PLATFORMS]),
    INCREATOR_DERIVED_METRICS: platformList.default([]),
    /** The operator's word that TikTok counts him as an eligible researcher: non-profit or academic, no business. */
    INCREATOR_TIKTOK_RESEARCH_ELIGIBLE: z.enum(["yes", "no"]).default("no"),
  });

const embeddedSlice = () =>
  z.object({
    INCREATOR_DATA_DIR: z.string().min(1).default("./data"),
    /** HNSW's search width: the requester's figure is 100. */
    INCREATOR_EF_SEARCH: z.coerce.number().int().min(10).max(1_000).default(100),
    /**
     * `on`: a sentence model stands beside the static rows where no service embeds or keeps what is embedded. `beside`:
     * the model that `OPENAI_` settings name stands beside both.
     */
    INCREATOR_SENTENCES: z.enum(["on", "off", "beside"]).default("on"),
  });

const logSlice = () =>
  z.object({
    INCREATOR_LOG_LEVEL: z.enum(["DEBUG", "INFO", "WARN", "ERROR", "SILENT"]).default("INFO"),
  });

/**
 * Origins of web pages that may read answers, joined by commas; none by default.
 * @throws AppError `invalid`, code `bad-configuration`, for one that is no origin.
 */
export const corsOriginsFrom = (environment: Environment): readonly string[] =>
  parse(z.object({ INCREATOR_CORS_ORIGINS: list.pipe(z.array(originSchema)) }), environment)
    .INCREATOR_CORS_ORIGINS;

/** As browsers send it: no path, no slash at its end. `*`: pages of any. */
const originSchema = z.union([z.literal("*"), z.string().regex(/^https?:\/\/[^/\s]+$/)]);

/**
 * Of several keys each counts as a project or app of its own, with a quota of its own; pairs stand in the same order.
 */
const credentialsSlice = () =>
  z
    .object({
      YOUTUBE_API_KEY: list,
      INSTAGRAM_USER_ID: list,
      INSTAGRAM_ACCESS_TOKEN: list,
      TIKTOK_CLIENT_KEY: list,
      TIKTOK_CLIENT_SECRET: list,
      X_BEARER_TOKEN: list,
    })
    .refine((slice) => slice.INSTAGRAM_USER_ID.length === slice.INSTAGRAM_ACCESS_TOKEN.length, {
      path: ["INSTAGRAM_USER_ID"],
    })
    .refine((slice) => slice.TIKTOK_CLIENT_KEY.length === slice.TIKTOK_CLIENT_SECRET.length, {
      path: ["TIKTOK_CLIENT_SECRET"],
    });

const crawlSlice = () =>
  z.object({
    /** Addresses of HTTP proxies, with their passwords where they have any. */
    INCREATOR_PROXIES: list.pipe(z.array(z.url({ protocol: /^https?$/ }))),
    INCREATOR_CRAWL_POSTS: z.coerce.number().int().min(0).max(100).default(12),
    /** What the calls of one platform may cost in a UTC day (X asks money for every account read), in US dollars. */
    INCREATOR_CRAWL_USD_PER_DAY: z.coerce.number().nonnegative().default(10),
    /** Accounts that links and mentions of one profile may add to the frontier; none by default. */
    INCREATOR_CRAWL_DISCOVERY: z.coerce.number().int().min(0).max(20).default(0),
    INCREATOR_CRAWL_QUEUE: z.enum(["crawl-high", "crawl-low"]).optional(),
  });

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("must be JSON");
    return z.NEVER;
  }
});

const plansSlice = () =>
  z.object({
    /** JSON: what differs from the table in domain/api/plans.ts, such as {"team":{"pagesPerDay":20000}}. */
    INCREATOR_PLANS: jsonText.pipe(
      z.partialRecord(z.enum(["free", "team", "enterprise"]), planSchema().partial()),
    ),
  });

function parse<S extends z.ZodObject>(slice: S, environment: Environment): z.infer<S> {
  // Each slice is parsed once, for which compiling it takes longer than it saves.
  const parsed = slice.safeParse(settingsOf(slice, environment), { jitless: true });
  if (parsed.success) return parsed.data;
  const keys = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  const reasons = parsed.error.issues.map(
    (issue) =>
      `${String(issue.path[0])} ${environment[String(issue.path[0])] ? safeReason(issue) : "is not set"}`,
  );
  throw new AppError("invalid", "bad-configuration", `Settings do not fit: ${reasons.join("; ")}.`, { keys });
}

/** An empty variable is an unset one: that is how shells and task definitions leave things out. */
const settingsOf = (slice: z.ZodObject, environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.keys(slice.shape).flatMap((key) => {
      const value = environment[key];
      return value ? [[key, value] as const] : [];
    }),
  );

/** Zod's own messages may echo what was received; the code and what was expected are enough to fix it. */
function safeReason(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "too_small") return `must be at least ${issue.minimum}`;
  if (issue.code === "too_big") return `must be at most ${issue.maximum}`;
  return issue.code === "invalid_type" ? `must be a ${issue.expected}` : "has the wrong form";
}

export function statementsFrom(environment: Environment, options: { allowSynthetic: boolean }) {
  const slice = parse(statementsSlice(), environment);
  return {
    platforms: slice.INCREATOR_PLATFORMS,
    derivedMetricsAccepted: slice.INCREATOR_DERIVED_METRICS,
    researchEligible: slice.INCREATOR_TIKTOK_RESEARCH_ELIGIBLE === "yes" ? (["tiktok"] as const) : [],
    allowSynthetic: options.allowSynthetic,
  };
}

/** What each plan's tenants may ask for, with what the operator changed. */
export function plansFrom(environment: Environment): Plans {
  if (!environment.INCREATOR_PLANS) return PLANS;
  const { free, team, enterprise } = parse(plansSlice(), environment).INCREATOR_PLANS;
  const schema = planSchema();
  return {
    free: schema.parse({ ...PLANS.free, ...free }),
    team: schema.parse({ ...PLANS.team, ...team }),
    enterprise: schema.parse({ ...PLANS.enterprise, ...enterprise }),
  };
}

export function embeddedSettingsFrom(environment: Environment) {
  const slice = parse(embeddedSlice(), environment);
  return {
    dataDir: slice.INCREATOR_DATA_DIR,
    efSearch: slice.INCREATOR_EF_SEARCH,
    sentences: slice.INCREATOR_SENTENCES,
  };
}

/** Pools of credentials by platform; a platform without any is not crawled. */
export function credentialSettingsFrom(environment: Environment) {
  const slice = parse(credentialsSlice(), environment);
  const paired = (firsts: readonly string[], seconds: readonly string[]) =>
    firsts.flatMap((first, at) => {
      const second = seconds[at];
      return second === undefined ? [] : [[first, second] as const];
    });
  return {
    youtube: slice.YOUTUBE_API_KEY,
    instagram: paired(slice.INSTAGRAM_USER_ID, slice.INSTAGRAM_ACCESS_TOKEN),
    tiktok: paired(slice.TIKTOK_CLIENT_KEY, slice.TIKTOK_CLIENT_SECRET),
    x: slice.X_BEARER_TOKEN,
  };
}

export function crawlSettingsFrom(environment: Environment) {
  const slice = parse(crawlSlice(), environment);
  return {
    proxies: slice.INCREATOR_PROXIES,
    postsPerAccount: slice.INCREATOR_CRAWL_POSTS,
    usdPerDay: slice.INCREATOR_CRAWL_USD_PER_DAY,
    discoveredPerProfile: slice.INCREATOR_CRAWL_DISCOVERY,
    queue: slice.INCREATOR_CRAWL_QUEUE,
  };
}

/** Whether scrapers are deployed: without them, what a plan sends would only grow old in its queue. */
export const isCrawledIn = (environment: Environment): boolean => environment.INCREATOR_CRAWL === "on";

/**
 * Whether this copy of a function was started before anybody asks it: AWS Lambda's guide, "Defined runtime environment
 * variables".
 */
export const isProvisionedIn = (environment: Environment): boolean =>
  environment.AWS_LAMBDA_INITIALIZATION_TYPE === "provisioned-concurrency";

const runbookSlice = () => z.object({ INCREATOR_RUNBOOK: z.enum(["advise", "act"]).default("advise") });

/** Whether the runbook begins acts by itself. */
export const actsByItselfIn = (environment: Environment): boolean =>
  parse(runbookSlice(), environment).INCREATOR_RUNBOOK === "act";

const queueKey = (queue: string): string => `INCREATOR_QUEUE_URL_${queue.replaceAll("-", "_").toUpperCase()}`;
const required = z.string().min(1);
const httpUrl = z.url({ protocol: /^https?$/ });

const mongoSlice = () =>
  z.object({
    MONGODB_URI: required,
    /** Stands in commands that people run: migrate --roles. */
    MONGODB_DATABASE: z
      .string()
      .regex(/^[\w-]{1,38}$/)
      .default("increator"),
    /** Connections at most to each member of the database, by process. */
    INCREATOR_MONGO_POOL: z.coerce.number().int().min(1).max(100).default(5),
    /** `near`: searches read the members of this region, AWS_REGION, which may be behind the primary. */
    INCREATOR_READS: z.enum(["primary", "near"]).default("primary"),
    AWS_REGION: z.string().optional(),
  });
const pineconeSlice = () =>
  z.object({
    PINECONE_API_KEY: required,
    PINECONE_INDEX_HOST: required,
    /** Pinecone's name for its right to read the backup bucket, which bulk import needs. */
    PINECONE_INTEGRATION_ID: z.string().min(1).optional(),
    /** Replicas of dedicated read nodes that the runbook may go up to: each is paid by the hour. 0: it adds none. */
    PINECONE_REPLICAS_MAX: z.coerce.number().int().min(0).max(64).default(0),
  });
const backupsSlice = () => z.object({ INCREATOR_BACKUPS: z.enum(["daily", "off"]).default("daily") });
const upstashSlice = () => z.object({ UPSTASH_REDIS_REST_URL: httpUrl, UPSTASH_REDIS_REST_TOKEN: required });
const openAiSlice = () =>
  z.object({
    OPENAI_API_KEY: required,
    OPENAI_BASE_URL: httpUrl.optional(),
    OPENAI_EMBEDDING_MODEL: z.string().min(1).optional(),
    OPENAI_EMBEDDING_DIMENSIONS: z.coerce.number().int().min(64).max(3_072).default(512),
    /** Some models read questions and texts after other words, such as `query: ` and `passage: ` (the space counts). */
    OPENAI_EMBEDDING_QUESTION_PREFIX: z.string().max(200).default(""),
    OPENAI_EMBEDDING_PROFILE_PREFIX: z.string().max(200).default(""),
    OPENAI_MODEL: z.string().min(1).optional(),
    /** What reranking and reading by a model may cost in a day, each, in US dollars. */
    OPENAI_USD_PER_DAY: z.coerce.number().nonnegative().max(10_000).default(10),
    /** Reading by a model adds up to a second to a search that no cache answers. */
    INCREATOR_QUERY_READER: z.enum(["rules", "llm"]).default("rules"),
  });
const bucketsSlice = () =>
  z.object({
    INCREATOR_RAW_BUCKET: required,
    INCREATOR_QUARANTINE_BUCKET: required,
    INCREATOR_BACKUP_BUCKET: required,
    INCREATOR_EXPORT_BUCKET: required,
  });
const queuesSlice = () => z.object(Object.fromEntries(QUEUES.map((queue) => [queueKey(queue), httpUrl])));
const contactKeySlice = () => z.object({ INCREATOR_CONTACT_KEY_ARN: required });
const secretSlice = () =>
  z.object({
    /** One, or several joined by commas. */
    INCREATOR_SECRET_ARN: wordList.optional(),
    INCREATOR_PLATFORMS_SECRET_ARN: wordList.optional(),
  });
const keyringSlice = () => z.object({ INCREATOR_KEYRING: required });

export function mongoSettingsFrom(environment: Environment) {
  const slice = parse(mongoSlice(), environment);
  const { MONGODB_URI: uri, MONGODB_DATABASE: database, INCREATOR_MONGO_POOL: poolMax } = slice;
  const { INCREATOR_READS: near, AWS_REGION: region } = slice;
  const reads = near === "near" && region ? { reads: { region, strictly: false } } : {};
  return { uri, database, poolMax, ...reads };
}

export const databaseNameFrom = (environment: Environment) =>
  parse(mongoSlice().pick({ MONGODB_DATABASE: true }), environment).MONGODB_DATABASE;

export function pineconeSettingsFrom(environment: Environment) {
  const slice = parse(pineconeSlice(), environment);
  return {
    apiKey: slice.PINECONE_API_KEY,
    indexHost: slice.PINECONE_INDEX_HOST,
    integrationId: slice.PINECONE_INTEGRATION_ID,
    replicasMax: slice.PINECONE_REPLICAS_MAX,
  };
}

export const regionName = z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/);
const regionsSlice = () =>
  z
    .object({
      /** Joined by commas. A region's place among them says where its marks stand and never changes. */
      INCREATOR_REGIONS: wordList.pipe(z.array(regionName).max(MARK_FIELDS.length)).default([]),
      /** The one that takes writes; the first unless another took over. */
      INCREATOR_PRIMARY_REGION: regionName.optional(),
      AWS_REGION: regionName.optional(),
    })
    .refine(
      ({ INCREATOR_REGIONS: all, INCREATOR_PRIMARY_REGION: primary = all[0], AWS_REGION: here }) =>
        all.length < 2 || [primary, here].every((one) => one !== undefined && all.includes(one)),
      { path: ["INCREATOR_REGIONS"] },
    );

/**
 * The regions of the deployment, the one that takes writes, and the one that this process is in; null where there is
 * one region. @throws AppError `invalid`, code `bad-configuration`, when a process is in none of them.
 */
export function regionsFrom(environment: Environment) {
  const slice = parse(regionsSlice(), environment);
  const { INCREATOR_REGIONS: all, AWS_REGION: here = "" } = slice;
  const [first = ""] = all;
  return all.length < 2 ? null : { all, here, primary: slice.INCREATOR_PRIMARY_REGION ?? first };
}

/** Whether a deployment of several regions is named, by anybody's settings. */
export const namesRegions = ({ INCREATOR_REGIONS = "" }: Environment): boolean =>
  INCREATOR_REGIONS.includes(",");

/** The setting that stands in for another in one region: `X_IN_EU_CENTRAL_1` for `X`. */
export const settingIn = (name: string, region: string): string =>
  `${name}_IN_${region.replaceAll("-", "_").toUpperCase()}`;

/** Settings as they hold in a region. */
export function settingsIn(environment: Environment, region: string): Environment {
  const ending = settingIn("", region);
  const own = Object.entries(environment).flatMap(([name, value]) =>
    value && name.endsWith(ending) ? [[name.slice(0, -ending.length), value] as const] : [],
  );
  return { ...environment, ...Object.fromEntries(own), AWS_REGION: region };
}

/** Whether backups are made by the clock. */
export const backupSettingsFrom = (environment: Environment) => ({
  isScheduled: parse(backupsSlice(), environment).INCREATOR_BACKUPS === "daily",
});

export function upstashSettingsFrom(environment: Environment) {
  const slice = parse(upstashSlice(), environment);
  return { url: slice.UPSTASH_REDIS_REST_URL, token: slice.UPSTASH_REDIS_REST_TOKEN };
}

export function openAiSettingsFrom(environment: Environment) {
  const slice = parse(openAiSlice(), environment);
  return {
    address: {
      apiKey: slice.OPENAI_API_KEY,
      ...(slice.OPENAI_BASE_URL && { baseURL: slice.OPENAI_BASE_URL }),
    },
    embedding: {
      dimensions: slice.OPENAI_EMBEDDING_DIMENSIONS,
      prefixes: {
        question: slice.OPENAI_EMBEDDING_QUESTION_PREFIX,
        profile: slice.OPENAI_EMBEDDING_PROFILE_PREFIX,
      },
      ...(slice.OPENAI_EMBEDDING_MODEL && { model: slice.OPENAI_EMBEDDING_MODEL }),
    },
    language: slice.OPENAI_MODEL ? { model: slice.OPENAI_MODEL } : {},
    usdPerDay: slice.OPENAI_USD_PER_DAY,
    readsQueries: slice.INCREATOR_QUERY_READER === "llm",
  };
}

export function bucketSettingsFrom(environment: Environment) {
  const slice = parse(bucketsSlice(), environment);
  return {
    inbox: slice.INCREATOR_RAW_BUCKET,
    raw: slice.INCREATOR_RAW_BUCKET,
    quarantine: slice.INCREATOR_QUARANTINE_BUCKET,
    backups: slice.INCREATOR_BACKUP_BUCKET,
    exports: slice.INCREATOR_EXPORT_BUCKET,
  };
}

/** Addresses of the queues. A queue's dead letters stand beside it under its name and `-dead`. */
export function queueUrlsFrom(environment: Environment): Record<QueueName, string> {
  const slice = parse(queuesSlice(), environment);
  const urls = QUEUES.flatMap((queue) => {
    const url = String(slice[queueKey(queue)]);
    return [[queue, url] as const, [`${queue}-dead`, `${url}-dead`] as const];
  });
  return Object.fromEntries(urls) as Record<QueueName, string>;
}

/** The key of KMS that wraps the data keys of contacts. */
export const contactKeyArnFrom = (environment: Environment) =>
  parse(contactKeySlice(), environment).INCREATOR_CONTACT_KEY_ARN;

const SERVICES = {
  mongo: { slice: mongoSlice, prefix: /^MONGODB_/ },
  pinecone: { slice: pineconeSlice, prefix: /^PINECONE_/ },
  upstash: { slice: upstashSlice, prefix: /^UPSTASH_/ },
  openAi: { slice: openAiSlice, prefix: /^OPENAI_/ },
  s3: { slice: bucketsSlice, prefix: /^INCREATOR_/ },
  sqs: { slice: queuesSlice, prefix: /^INCREATOR_/ },
  kms: { slice: contactKeySlice, prefix: /^INCREATOR_/ },
} as const satisfies Record<string, { slice: () => z.ZodObject; prefix: RegExp }>;

/** Services behind ports that are embedded where no service is set. */
export type ServiceName = keyof typeof SERVICES;

export const SERVICE_NAMES = Object.keys(SERVICES) as readonly ServiceName[];

/**
 * Whether a service is set. One of whose settings any is there must be set whole: a key whose address was forgotten
 * shall be told, not quietly left out.
 * @throws AppError `invalid`, code `bad-configuration`, that names the settings that are missing or wrong.
 */
export function isServiceSet(environment: Environment, name: ServiceName): boolean {
  const { prefix, ...service } = SERVICES[name];
  const slice = service.slice();
  const asksForModel = name === "openAi" && environment.INCREATOR_QUERY_READER === "llm";
  const isAnySet = Object.keys(slice.shape).some((key) => prefix.test(key) && environment[key]);
  if (!asksForModel && !isAnySet) return false;
  parse(slice, environment);
  return true;
}

/** Which services are set, each whole. @throws AppError like `isServiceSet`. */
export const servicesIn = (environment: Environment): Readonly<Record<ServiceName, boolean>> => ({
  mongo: isServiceSet(environment, "mongo"),
  pinecone: isServiceSet(environment, "pinecone"),
  upstash: isServiceSet(environment, "upstash"),
  openAi: isServiceSet(environment, "openAi"),
  s3: isServiceSet(environment, "s3"),
  sqs: isServiceSet(environment, "sqs"),
  kms: isServiceSet(environment, "kms"),
});

/** The environment as if these services were not set. */
export function withoutServices(environment: Environment, names: readonly ServiceName[]): Environment {
  const settings = new Set(names.flatMap((name) => Object.keys(SERVICES[name].slice().shape)));
  return Object.fromEntries(Object.entries(environment).filter(([key]) => !settings.has(key)));
}

/** Where the secret settings are kept, if not in the environment itself. */
export const secretArnsFrom = (environment: Environment): readonly string[] =>
  parse(secretSlice(), environment).INCREATOR_SECRET_ARN ?? [];

/** Where the platforms' credentials are kept, apart from what every function reads. */
export const platformsSecretArnsFrom = (environment: Environment): readonly string[] =>
  parse(secretSlice(), environment).INCREATOR_PLATFORMS_SECRET_ARN ?? [];

/** The keyring as JSON text, in the form of a key file. */
export const keyringTextFrom = (environment: Environment) =>
  parse(keyringSlice(), environment).INCREATOR_KEYRING;

/** Whether the keyring comes with the environment, as where several machines share one database. */
export const hasKeyring = (environment: Environment): boolean => Boolean(environment.INCREATOR_KEYRING);

const searchLimitsSlice = () =>
  z.object({
    /** Creators that one listing may be paged through. */
    INCREATOR_CURSOR_DEPTH: z.coerce.number().int().min(100).max(1_000_000).default(2_000),
  });

export const searchLimitsFrom = (environment: Environment) => ({
  cursorDepth: parse(searchLimitsSlice(), environment).INCREATOR_CURSOR_DEPTH,
});

/** RFC 8725, 3.1 and 3.2: no `none`, no shared secrets. */
const TOKEN_ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "EdDSA",
] as const;
/** In clear only to this machine: anyone who answers in the issuer's place makes everybody an admin. */
const issuerUrl = httpUrl.refine(
  (url) => url.startsWith("https:") || ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname),
);
const oidcSlice = () =>
  z.object({
    INCREATOR_OIDC_ISSUER: required,
    INCREATOR_OIDC_AUDIENCE: required,
    INCREATOR_OIDC_JWKS_URL: issuerUrl,
    INCREATOR_OIDC_ALGORITHMS: wordList
      .pipe(z.array(z.enum(TOKEN_ALGORITHMS)).min(1))
      .default(["RS256", "ES256"]),
    INCREATOR_OIDC_CLOCK_SKEW_SECONDS: z.coerce.number().int().min(0).max(120).default(30),
    INCREATOR_OIDC_TENANT_CLAIM: z.string().min(1).default("tenant"),
    /** The one tenant of every token, in place of a claim. */
    INCREATOR_OIDC_TENANT: tenantIdSchema.optional(),
    INCREATOR_OIDC_ROLES_CLAIM: z.string().min(1).default("roles"),
    /** JSON: the issuer's names for roles, such as {"creators-dpo":"privacy_officer"}. */
    INCREATOR_OIDC_ROLE_NAMES: jsonText.pipe(z.record(z.string(), z.enum(ROLES))).default({}),
    INCREATOR_OIDC_SHARED: z.stringbool().default(true),
  });

/** How an OpenID Connect issuer's tokens are taken; null when none is set. */
export function oidcSettingsFrom(environment: Environment) {
  if (!environment.INCREATOR_OIDC_ISSUER) return null;
  const slice = parse(oidcSlice(), environment);
  return {
    verifier: {
      issuer: slice.INCREATOR_OIDC_ISSUER,
      audience: slice.INCREATOR_OIDC_AUDIENCE,
      jwksUrl: slice.INCREATOR_OIDC_JWKS_URL,
      algorithms: slice.INCREATOR_OIDC_ALGORITHMS,
      clockSkewSeconds: slice.INCREATOR_OIDC_CLOCK_SKEW_SECONDS,
    },
    mapping: {
      tenantClaim: slice.INCREATOR_OIDC_TENANT_CLAIM,
      tenant: slice.INCREATOR_OIDC_TENANT ?? null,
      rolesClaim: slice.INCREATOR_OIDC_ROLES_CLAIM,
      roleNames: slice.INCREATOR_OIDC_ROLE_NAMES,
      subscribesShared: slice.INCREATOR_OIDC_SHARED,
    },
  };
}

export const logLevelFrom = (environment: Environment) => parse(logSlice(), environment).INCREATOR_LOG_LEVEL;

/** The process's own environment; the one place that reads it. */
export const processEnvironment = (): Environment => process.env;

/** The origin that takes dropped files by signed addresses; null outside AWS, where it is the API's own. */
export const uploadOriginFrom = (environment: Environment): string | null => {
  const { INCREATOR_RAW_BUCKET: bucket, INCREATOR_PRIMARY_REGION, AWS_REGION } = environment;
  const region = INCREATOR_PRIMARY_REGION || AWS_REGION;
  return bucket && region ? `https://${bucket}.s3.${region}.amazonaws.com` : null;
};
