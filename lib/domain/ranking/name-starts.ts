import type { Creator } from "../creator.ts";
import { compact } from "../text/terms.ts";
import { foldedWordsOf, phraseKey } from "../text/words.ts";

/** From this many letters on names are looked for: one letter begins too many. */
export const TYPED_MIN_LETTERS = 2;
/** Letters of what was typed that are compared; Atlas indexes no longer beginnings. */
export const TYPED_MAX_LETTERS = 20;
/** A display name may be a sentence; nobody types from its seventh word on. */
const NAME_MAX_WORDS = 6;

/** What somebody is typing, as it is compared with handles and with names. */
export interface Typed {
  /** Letters and digits alone: "tech.gu" and "@TechGu" are `techgu`. */
  readonly handle: string;
  /** Words parted by one blank. */
  readonly name: string;
}

export function typedName(text: string): Typed {
  const cut = (typed: string): string => [...typed].slice(0, TYPED_MAX_LETTERS).join("");
  return { handle: cut(compact(text)), name: cut(phraseKey(text)) };
}

export const isLongEnough = ({ handle }: Typed): boolean => [...handle].length >= TYPED_MIN_LETTERS;

type Named = Pick<Creator, "handle" | "display_name">;

/** The handle's letters. */
export const handleStart = ({ handle }: Named): string => compact(handle);

/** The display name from each of its words on, so that a surname is found too. */
export function nameStarts({ display_name: name }: Named): string[] {
  const words = foldedWordsOf(name.slice(0, 200));
  return words.slice(0, NAME_MAX_WORDS).map((_, at) => words.slice(at).join(" "));
}

/** Whether a creator's handle, or else its name from some word on, begins with what was typed. */
export function beginsWith(creator: Named, typed: Typed): "handle" | "name" | null {
  if (typed.handle === "") return null;
  if (handleStart(creator).startsWith(typed.handle)) return "handle";
  return nameStarts(creator).some((start) => start.startsWith(typed.name)) ? "name" : null;
}
