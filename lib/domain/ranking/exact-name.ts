import type { Creator } from "../creator.ts";
import { editDistance } from "../text/edit-distance.ts";
import { compact } from "../text/terms.ts";

/** Shorter names are one typing error away from too many others. */
const NEAR_MIN_CHARACTERS = 6;
const TWO_ERRORS_MIN_CHARACTERS = 12;
/**
 * Additions by which owners say that the account is theirs. "tv" and "the" are not among them, since they often belong
 * to the name.
 */
const TRIMMINGS = /^official|(?:official|oficial|officiel|vevo)$/;

/**
 * How close a handle or display name is to the query: 1 for the handle, 0.95 for the name, 0.9 without additions such
 * as "official", 0.8 with a typing error (two in 12 or more characters), otherwise 0. `asked` holds the query as a
 * whole and each handle in it.
 */
export function exactNameScore(
  creator: Pick<Creator, "handle" | "display_name">,
  asked: readonly string[],
): number {
  if (asked.length === 0) return 0;
  const handle = compact(creator.handle);
  const name = compact(creator.display_name);
  let nearest = 0;
  for (const one of asked) nearest = Math.max(nearest, nearness(one, handle, name));
  return nearest;
}

/** Names that a query may mean, folded and without separators between their words. */
export const askedNames = (texts: readonly string[]): string[] => [
  ...new Set(texts.map(compact).filter((text) => text !== "")),
];

function nearness(asked: string, handle: string, name: string): number {
  if (asked === handle) return 1;
  if (asked === name) return 0.95;
  if (isTrimmed(asked, handle) || isTrimmed(asked, name)) return 0.9;
  const errors = errorsAllowed(asked.length);
  return errors > 0 && (isWithin(asked, handle, errors) || isWithin(asked, name, errors)) ? 0.8 : 0;
}

/**
 * Whether a name is the query with an addition such as "official". Every candidate is tested, and `includes` rules
 * almost all of them out.
 */
const isTrimmed = (asked: string, name: string): boolean =>
  name.includes(asked) && name.replace(TRIMMINGS, "") === asked;

const errorsAllowed = (length: number): number =>
  length < NEAR_MIN_CHARACTERS ? 0 : length < TWO_ERRORS_MIN_CHARACTERS ? 1 : 2;

const isWithin = (a: string, b: string, errors: number): boolean => editDistance(a, b, errors) <= errors;
