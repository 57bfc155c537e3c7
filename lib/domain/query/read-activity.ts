import { type Draft, foldedAt, note } from "./draft.ts";
import { TIME_UNITS } from "./filter-word-table.ts";
import { WORDS } from "./filter-words.ts";
import { parseNumber } from "./numbers.ts";

const DAYS_MAX = 3_650;
/** Maximum distance between "posted" and the span of time: "posted something new in the last 30 days". */
const DISTANCE = 4;

interface Span {
  readonly start: number;
  readonly end: number;
  readonly days: number;
}

/** Reads how recent the latest post must be: "posted in the last 30 days", "active this month". */
export function readActivity(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const span = spanAt(draft, at);
    const activity = span === undefined ? undefined : activityNear(draft, span);
    if (span === undefined || activity === undefined || span.days > DAYS_MAX) continue;
    draft.filters.last_active_days = span.days;
    note(draft, Math.min(activity, span.start), Math.max(activity + 1, span.end), "last_active_days");
    // The words between the two may be another filter: "active on Twitter in the past week".
    draft.taken.fill(true, activity, activity + 1).fill(true, span.start, span.end);
    return;
  }
}

/** "the last 30 days", "this month", "bulan ini", "過去30日"; "daily" is not a span. */
function spanAt(draft: Draft, at: number): Span | undefined {
  const number = draft.tokens[at]?.kind === "number" ? parseNumber(draft.tokens[at]?.raw ?? "") : undefined;
  const unitAt = number === undefined ? at : afterNumber(draft, at);
  const unit = TIME_UNITS.get(foldedAt(draft, unitAt));
  if (unit === undefined || (number !== undefined && (!Number.isInteger(number) || number < 1)))
    return undefined;
  const before = WORDS.last.lengthBefore(draft.tokens, at);
  const after = WORDS.lastAfter.lengthAt(draft.tokens, unitAt + 1);
  if (before === 0 && after === 0) return undefined;
  return { start: at - before, end: unitAt + 1 + after, days: (number ?? 1) * unit };
}

/** In French and Italian "last" comes after the number: "ces 7 derniers jours". */
const afterNumber = (draft: Draft, at: number): number =>
  at + 1 + (WORDS.last.lengthAt(draft.tokens, at + 1) === 1 ? 1 : 0);

function activityNear(draft: Draft, { start, end }: Span): number | undefined {
  for (let distance = 1; distance <= DISTANCE; distance += 1) {
    if (WORDS.activity.has(foldedAt(draft, start - distance))) return start - distance;
    if (WORDS.activity.has(foldedAt(draft, end + distance - 1))) return end + distance - 1;
  }
  return undefined;
}
