import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** For a field that takes new values from outside, but not while someone types in it. */
export function useTyped(value: string): {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly defaultValue: string;
} {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current !== null && ref.current !== document.activeElement) ref.current.value = value;
  }, [value]);
  return { ref, defaultValue: value };
}

/** A text field over a signal. */
export const fieldOf = (text: Signal<string>) => ({
  type: "text" as const,
  value: text.value,
  onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    text.value = currentTarget.value;
  },
});
