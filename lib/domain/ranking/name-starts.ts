import type { Creator } from "../creator.ts";
import { compact } from "../text/terms.ts";
import { foldedWordsOf, phraseKey } from "../text/words.ts";

/** Minimum number of letters to look up names: too many names begin with the same letter. */
export const TYPED_MIN_LETTERS = 2;
/** Number of typed letters that are compared. Atlas does not index longer beginnings. */
export const TYPED_MAX_LETTERS = 20;
/** A display name may be a sentence, but nobody types it from its seventh word on. */
const NAME_MAX_WORDS = 6;

/** Typed text in the forms that are compared with handles and with names. */
export interface Typed {
  /** Only letters and digits: "tech.gu" and "@TechGu" are `techgu`. */
  readonly handle: string;
  /** Words with one blank between them. */
  readonly name: string;
}

export function typedName(text: string): Typed {
  const cut = (typed: string): string => [...typed].slice(0, TYPED_MAX_LETTERS).join("");
  return { handle: cut(compact(text)), name: cut(phraseKey(text)) };
}

export const isLongEnough = ({ handle }: Typed): boolean => [...handle].length >= TYPED_MIN_LETTERS;

type Named = Pick<Creator, "handle" | "display_name">;

/** The letters and digits of the handle. */
export const handleStart = ({ handle }: Named): string => compact(handle);

/** The display name from each of its words on, so that a surname is found too. */
export function nameStarts({ display_name: name }: Named): string[] {
  const words = foldedWordsOf(name.slice(0, 200));
  return words.slice(0, NAME_MAX_WORDS).map((_, at) => words.slice(at).join(" "));
}

/** Whether a creator's handle begins with the typed text, or else its name from any word on. */
export function beginsWith(creator: Named, typed: Typed): "handle" | "name" | null {
  if (typed.handle === "") return null;
  if (handleStart(creator).startsWith(typed.handle)) return "handle";
  return nameStarts(creator).some((start) => start.startsWith(typed.name)) ? "name" : null;
}
