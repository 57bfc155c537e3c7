import type { z } from "zod";
import { editDistance } from "../text/edit-distance.ts";
import { pointerTo } from "./problem.ts";
import type { FieldError } from "./problem-schema.ts";

type Path = readonly PropertyKey[];
/** Maps a path in the parsed input to the name that the caller used. */
export type NameOf = (path: Path) => Path;
/** The names that an object of the input may have, so that an error can suggest one close to an unknown name. */
export type Known = (path: Path) => readonly string[];

/** Maximum number of wrong fields that an answer lists, so that it does not grow with the number of errors. */
export const FIELD_ERRORS_MAX = 20;

/** Maximum length of a caller's own text in an answer. */
export const ECHO_MAX = 40;

/** Says for each issue which field is wrong and how to fix it. Values are never repeated: they may be personal. */
export const fieldErrors = (error: z.ZodError, nameOf: NameOf, known: Known): FieldError[] =>
  error.issues.slice(0, FIELD_ERRORS_MAX).flatMap((issue) => {
    const path = nameOf(issue.path);
    if (issue.code !== "unrecognized_keys") {
      return { detail: sentence(`"${shown(path)}" ${demand(issue)}`), pointer: pointerTo(path) };
    }
    const keys = issue.keys.slice(0, FIELD_ERRORS_MAX);
    return keys.map((key) => unknownField([...path, key], known(issue.path)));
  });

/** Says that the field does not exist here, with the nearest known name. */
export function unknownField(path: Path, known: readonly string[]): FieldError {
  const meant = nearestName(String(path.at(-1) ?? ""), known);
  const remedy = meant ? `Did you mean "${meant}"?` : `Known are ${known.join(", ")}.`;
  return {
    detail: `"${shown(path)}" is not a field here. ${known.length > 0 ? remedy : "None is taken."}`,
    pointer: pointerTo(path),
  };
}

/** The nearest known name, at most a third of its length in edits away; null if there is none. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const plain = name
    .slice(0, 2 * ECHO_MAX)
    .toLowerCase()
    .replaceAll(/[-.\s]/g, "_");
  const [best] = known
    .map((candidate) => ({ candidate, most: Math.max(1, Math.floor(candidate.length / 3)) }))
    .map(({ candidate, most }) => ({
      candidate,
      most,
      edits: editDistance(plain, candidate.toLowerCase(), most),
    }))
    .filter(({ most, edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits);
  return best?.candidate ?? null;
}

const sentence = (text: string): string => (text.endsWith("?") ? text : `${text}.`);

const shown = (path: Path): string => {
  const name = path
    .map((part) => String(part))
    .join(".")
    .toWellFormed();
  if (path.length === 0) return "body";
  return name.length > ECHO_MAX ? `${name.slice(0, ECHO_MAX)}…` : name;
};

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};
const FORMATS: Readonly<Record<string, string>> = {
  datetime: "a time such as 2026-11-20T10:00:00Z",
  date: "a day such as 2026-11-20",
  url: "an address such as https://example.com/",
};

/** How to fix the field of an issue, as the rest of a sentence that begins with its name; without its value. */
export function demand(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type": {
      const kind = `must be ${KINDS[issue.expected] ?? issue.expected}`;
      // Zod shows this only in its message.
      return issue.message.endsWith("received undefined") ? `is missing: it ${kind}` : kind;
    }
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "too_small":
      return `must ${measure(issue.origin)} ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}${unit(issue.origin)}`;
    case "too_big":
      return `must ${measure(issue.origin)} ${issue.inclusive ? "at most" : "less than"} ${issue.maximum}${unit(issue.origin)}`;
    case "invalid_format":
      return FORMATS[issue.format] ? `must be ${FORMATS[issue.format]}` : `does not fit: ${issue.message}`;
    default:
      return `does not fit: ${issue.message}`;
  }
}

const measure = (origin: string): string => (origin === "string" || origin === "array" ? "have" : "be");
const unit = (origin: string): string => ({ string: " character(s)", array: " element(s)" })[origin] ?? "";
