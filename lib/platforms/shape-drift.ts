import type { Platform } from "../domain/platform.ts";
import type { FetchOutcome } from "./platform-client.ts";

/** Many profiles of a platform lack the same required field at once. So the API has changed, not the profiles. */
interface SchemaDrift {
  readonly platform: Platform;
  readonly field: string;
  /** How many of the platform's latest `seen` profiles lacked the field. */
  readonly missing: number;
  readonly seen: number;
  /** What came instead last time: names and types of fields, without their content. */
  readonly sample: unknown;
}

export interface ShapeDrift {
  /** Takes the next outcome. Returns a drift that it reveals, once until profiles are complete again. */
  observe(platform: Platform, outcome: FetchOutcome): SchemaDrift | null;
}

export interface DriftLimits {
  /** The number of a platform's latest profiles that are looked at. */
  readonly window: number;
  /** A drift is reported if at least this number of profiles lack the field... */
  readonly least: number;
  /** ...and they are at least this share of the profiles looked at, 0 to 1. */
  readonly share: number;
}

/** One odd profile in a thousand is normal; a fifth of them never is. */
const DRIFT_LIMITS: DriftLimits = { window: 200, least: 10, share: 0.2 };

/** Counts in memory, for one process. Absent accounts and failed calls tell nothing about shapes. */
export function createShapeDrift(limits: DriftLimits = DRIFT_LIMITS): ShapeDrift {
  const platforms = new Map<Platform, PlatformShapes>();
  return {
    observe(platform, outcome) {
      if (outcome.kind !== "found" && outcome.kind !== "unreadable") return null;
      const shapes = platforms.get(platform) ?? { latest: [], called: new Set<string>() };
      platforms.set(platform, shapes);
      shapes.latest.push(outcome.kind === "unreadable" ? outcome.field : null);
      if (shapes.latest.length > limits.window) shapes.latest.shift();
      const seen = shapes.latest.length;
      const counts = missingByField(shapes.latest);
      for (const field of shapes.called) {
        // Half of the share, so that one profile more or less does not report it again.
        if ((counts.get(field) ?? 0) < (limits.share * seen) / 2) shapes.called.delete(field);
      }
      if (outcome.kind === "found" || shapes.called.has(outcome.field)) return null;
      const missing = counts.get(outcome.field) ?? 0;
      if (missing < limits.least || missing < limits.share * seen) return null;
      shapes.called.add(outcome.field);
      return { platform, field: outcome.field, missing, seen, sample: shapeOf(outcome.sample) };
    },
  };
}

interface PlatformShapes {
  /** The field that each of the latest profiles lacked, null if it was complete; oldest first. */
  readonly latest: (string | null)[];
  readonly called: Set<string>;
}

function missingByField(latest: readonly (string | null)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const field of latest) {
    if (field !== null) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return counts;
}

const DEPTH_MAX = 6;
const FIELDS_MAX = 60;
/** The form of an API's field names. Any other name may be somebody's text. */
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/;

/** Names and types of the fields in `value`, and nothing that a person wrote. */
export function shapeOf(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  if (depth >= DEPTH_MAX) return Array.isArray(value) ? "array" : "object";
  if (Array.isArray(value)) return value.slice(0, 1).map((item) => shapeOf(item, depth + 1));
  const fields = Object.entries(value).slice(0, FIELDS_MAX);
  return Object.fromEntries(
    fields.map(([name, part]) => [FIELD_NAME.test(name) ? name : "(other)", shapeOf(part, depth + 1)]),
  );
}
