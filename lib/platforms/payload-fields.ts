import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { isObject, type JsonObject } from "../domain/json.ts";
import type { Platform } from "../domain/platform.ts";
import { displayLine } from "../domain/profile/text.ts";
import { percentDecoded } from "../domain/text/percent-decoded.ts";

/**
 * Fields as platforms send them. Every field is tolerant: absent, null or of an undocumented type means unknown
 * (null), because one odd field must not cost the whole account. Other fields are ignored.
 */
const field = <T>(read: (value: unknown) => T | null) =>
  z
    .unknown()
    .optional()
    .transform((value): T | null => read(value));

/** A whole count, 0 or more; digits in a string count too. Anything else, `nan` and -1 included, is unknown. */
export const countField = field(countOf);
/** A non-empty text. */
export const textField = field((value) => (typeof value === "string" && value !== "" ? value : null));
export const flagField = field((value) => (typeof value === "boolean" ? value : null));
/** An id or a handle. A number beyond 2^53 lost digits before it came here, so it identifies nobody. */
export const idField = field((value) => {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? String(value) : null;
  const text = typeof value === "string" && value.length <= ID_MAX ? displayLine(value, ID_MAX) : "";
  return text === "" ? null : text;
});
/** Milliseconds since 1970, from ISO 8601 (Instagram writes +0000 without a colon). */
export const instantField = field((value) => {
  const at =
    typeof value === "string" ? Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")) : Number.NaN;
  return Number.isNaN(at) ? null : at;
});
/** Milliseconds since 1970, from seconds. */
export const unixSecondsField = field((value) => {
  const seconds = countOf(value);
  return seconds === null || seconds * 1_000 > Number.MAX_SAFE_INTEGER ? null : seconds * 1_000;
});
/** The texts of a list. Other items are left out. */
export const textsField = z
  .unknown()
  .optional()
  .transform((value) =>
    Array.isArray(value) ? value.filter((item) => typeof item === "string" && item !== "") : [],
  )
  .pipe(z.array(z.string()));

const ID_MAX = 100;

function countOf(value: unknown): number | null {
  const number = typeof value === "string" && /^\s*\d[\d.eE+]*\s*$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** An object that may be missing or malformed. Then every field of it is unknown. */
export function partField<S extends z.ZodRawShape>(shape: S) {
  const part = z.object(shape);
  return part.catch(() => part.parse({}));
}

/** A list of such objects. Anything that is no list becomes an empty one. */
export const partsField = <S extends z.ZodRawShape>(shape: S) => z.array(partField(shape)).catch([]);

/** Error for a payload that names no account. `field` says where to look. */
export const badPayload = (platform: Platform, field: string, message: string): AppError =>
  new AppError("invalid", "bad-payload", message, { platform, field });

/** Returns `value`, or throws the error that a required field is missing. */
export function required<T>(platform: Platform, name: string, value: T | null): T {
  if (value !== null) return value;
  throw badPayload(platform, name, `The ${platform} payload has no usable ${name}.`);
}

/** A handle as its platform spells it, without the @; null: it is none. */
export const handleOf = (name: string | null): string | null =>
  (name === null ? "" : percentDecoded(name).replace(/^@/, "")) || null;

export { isObject, type JsonObject };

/** The only object of a list. With none or several, it is not clear which account is meant. */
export function onlyItem(platform: Platform, name: string, items: readonly unknown[]): JsonObject {
  const [item] = items;
  if (items.length === 1 && isObject(item)) return item;
  const message =
    items.length === 0
      ? `The ${platform} response holds no account.`
      : `The ${platform} response holds ${items.length} accounts: send one envelope for each.`;
  throw badPayload(platform, name, message);
}

/** Refuses an error that a platform sent instead of an account. */
export function refuseError(platform: Platform, payload: JsonObject, name: string): void {
  if (!isObject(payload[name]) && !Array.isArray(payload[name])) return;
  throw badPayload(platform, name, `The ${platform} payload is an error response, not an account.`);
}

/** Posts. Whole responses among them are unwrapped by `listOf`. */
export const unwrappedPosts = (
  posts: readonly JsonObject[],
  listOf: (post: JsonObject) => unknown,
): JsonObject[] =>
  posts.flatMap((post) => {
    const list = listOf(post);
    return Array.isArray(list) ? list.filter(isObject) : [post];
  });

/** A whole count of 0 or more, as a number or as digits in a string (YouTube). */
export const requiredCount = z.union([z.number().int().nonnegative(), z.string().regex(/^\d+$/)]);
export const requiredText = z.string().min(1);

/**
 * The first field of `payload` that is not as `shape` requires it, like `statistics.videoCount`; null: all are. Shapes
 * hold only what every account must have, so new or missing optional fields pass.
 */
export function missingField(shape: z.ZodType, payload: JsonObject): string | null {
  const parsed = shape.safeParse(payload);
  return parsed.success ? null : (parsed.error.issues[0]?.path.join(".") ?? "") || "payload";
}
