import { z } from "zod";
import { AppError } from "./domain/errors.ts";
import { PLATFORMS, platformSchema } from "./domain/platform.ts";

/**
 * The only reader of the environment. One slice for each adapter or concern; a slice is parsed when its owner is
 * composed, so that a function needs only the settings of what it uses. A message names the key, never the value.
 */
export type Environment = Readonly<Record<string, string | undefined>>;

const platformList = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim().toLowerCase())
      .filter(Boolean),
  )
  .pipe(z.array(platformSchema));

const statementsSlice = z.object({
  INCREATOR_PLATFORMS: platformList.default([...PLATFORMS]),
  INCREATOR_DERIVED_METRICS: platformList.default([]),
});

const embeddedSlice = z.object({
  INCREATOR_DATA_DIR: z.string().min(1).default("./data"),
  /** HNSW's search width: the requester's figure is 100. */
  INCREATOR_EF_SEARCH: z.coerce.number().int().min(10).max(1_000).default(100),
});

const logSlice = z.object({
  INCREATOR_LOG_LEVEL: z.enum(["DEBUG", "INFO", "WARN", "ERROR", "SILENT"]).default("INFO"),
});

function parse<S extends z.ZodType>(slice: S, environment: Environment): z.infer<S> {
  const parsed = slice.safeParse(withoutEmpty(environment));
  if (parsed.success) return parsed.data;
  const keys = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  const reasons = parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${safeReason(issue)}`);
  throw new AppError("invalid", "bad-configuration", `Settings do not fit: ${reasons.join("; ")}.`, { keys });
}

/** An empty variable is an unset one: that is how shells and task definitions leave things out. */
function withoutEmpty(environment: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([key, value]) => (value ? [[key, value] as const] : [])),
  );
}

/** Zod's own messages may echo what was received; the code and what was expected are enough to mend it. */
function safeReason(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "too_small") return `must be at least ${issue.minimum}`;
  if (issue.code === "too_big") return `must be at most ${issue.maximum}`;
  return issue.code === "invalid_type" ? `must be a ${issue.expected}` : "has the wrong form";
}

export function statementsFrom(environment: Environment, options: { allowSynthetic: boolean }) {
  const slice = parse(statementsSlice, environment);
  return {
    platforms: slice.INCREATOR_PLATFORMS,
    derivedMetricsAccepted: slice.INCREATOR_DERIVED_METRICS,
    allowSynthetic: options.allowSynthetic,
  };
}

export function embeddedSettingsFrom(environment: Environment) {
  const slice = parse(embeddedSlice, environment);
  return { dataDir: slice.INCREATOR_DATA_DIR, efSearch: slice.INCREATOR_EF_SEARCH };
}

export const logLevelFrom = (environment: Environment) => parse(logSlice, environment).INCREATOR_LOG_LEVEL;

/** The process's own environment; the one place that reads it. */
export const processEnvironment = (): Environment => process.env;
