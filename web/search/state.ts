import { computed, effect, signal } from "@preact/signals";
import type { Interpreted, SearchAnswer, SearchItem, SearchMeta } from "../../lib/domain/search-request.ts";
import { address, go, page, searchParameters } from "../address.ts";
import { ask, type Failure, failureFrom, key } from "../api.ts";
import type { Suggestion } from "./completing.tsx";
import { listOf } from "./filters.ts";

/** Milliseconds without a key press after which a query is asked. */
const DEBOUNCE_MS = 160;
/** After this long a person is told that it is slow, and that the answer is still awaited. */
const SLOW_MS = 3_000;
/** Results a page of the list. */
const PAGE_SIZE = 50;

export interface Results {
  readonly items: readonly SearchItem[];
  readonly meta: SearchMeta | null;
  readonly failure: Failure | null;
  readonly isLoading: boolean;
  readonly isSlow: boolean;
}

const EMPTY: Results = { items: [], meta: null, failure: null, isLoading: false, isSlow: false };
export const results = signal<Results>(EMPTY);

/** What stands in the search box; the address follows when the person pauses. */
export const typed = signal(address.value.get("q") ?? "");

let pause: ReturnType<typeof setTimeout> | undefined;
export function type(text: string): void {
  typed.value = text;
  clearTimeout(pause);
  pause = setTimeout(() => go({ q: text, creator: null }, "replace"), DEBOUNCE_MS);
}

/** Asks at once, without waiting for a pause. */
export function submit(text: string): void {
  clearTimeout(pause);
  typed.value = text;
  go({ q: text, creator: null });
}

/** A name has at most this many words; of a longer text the last word is completed. */
const NAME_WORDS = 2;
/** The API completes no longer beginnings. */
const COMPLETED_MAX = 100;

/** What of the text is being typed: all of a short one, the last word of a sentence. */
export function lastWords(text: string): string {
  const words = text.trim().split(/\s+/);
  return (words.length > NAME_WORDS ? (words.at(-1) ?? "") : text.trim()).slice(0, COMPLETED_MAX);
}

/** Opens the creator that was chosen, or turns the words that were completed into the filter that was. */
export function complete({ creator, filters }: Suggestion): void {
  clearTimeout(pause);
  if (creator) {
    go({ q: creator.handle, creator: creator.id });
    return;
  }
  const rest = typed.value.slice(0, typed.value.length - lastWords(typed.value).length).trim();
  typed.value = rest;
  const added = Object.entries(filters ?? {}).map(([name, values]) => [
    name,
    [...new Set([...listOf(name), ...(values as readonly string[])])].join(","),
  ]);
  go({ ...Object.fromEntries(added), q: rest, creator: null });
}

/**
 * The search that is shown, as parameters of `GET /search`. Without words and filters the largest creators are shown, so
 * that nobody begins before an empty page.
 */
export const parameters = computed(() => {
  const asked = new URLSearchParams(searchParameters.value);
  if (!asked.get("q") && !asked.has("sort")) asked.set("sort", "followers");
  // A window says nothing without a bound.
  if (!asked.has("growth_min") && !asked.has("growth_max")) asked.delete("growth_days");
  return asked;
});

/** The request of the list that is shown, as anyone may send it. */
export const requestPath = computed(() => `/search?${parameters.value}&limit=${PAGE_SIZE}&explain=true`);
const COUNTED = "platforms,countries,languages,categories,follower_tiers,verified";

const asked = signal(0);
/** The request whose answer is shown. */
let answered: string | null = null;
export const searchAgain = (): void => {
  answered = null;
  asked.value += 1;
};

effect(() => {
  typed.value = address.value.get("q") ?? "";
});

const isShown = computed(() => page.value === "search");

effect(() => {
  const path = requestPath.value;
  asked.value;
  if (key.value === null) {
    results.value = EMPTY;
    return;
  }
  // Somebody who comes back from another screen may have brought creators in; a list that was read far is kept.
  const isRead = path === answered && results.peek().items.length > PAGE_SIZE;
  if (!isShown.value || isRead) return;
  const controller = new AbortController();
  const slow = setTimeout(() => {
    results.value = { ...results.peek(), isSlow: true };
  }, SLOW_MS);
  results.value = { ...results.peek(), isLoading: true, isSlow: false, failure: null };
  ask<SearchAnswer>(`${path}&facets=${COUNTED}`, { signal: controller.signal })
    .then(({ data, meta }) => ({ items: data, meta, failure: null }))
    .catch((error: unknown) => ({ items: [], meta: null, failure: failureFrom(error) }))
    .then((found) => {
      clearTimeout(slow);
      if (controller.signal.aborted) return;
      answered = path;
      results.value = { ...found, isLoading: false, isSlow: false };
    });
  return () => {
    clearTimeout(slow);
    controller.abort();
  };
});

/** Fetches the next page behind the ones that are shown; what changed meanwhile makes its answer void. */
export async function more(): Promise<void> {
  const { meta, isLoading, items } = results.value;
  if (!meta?.next_cursor || isLoading) return;
  const path = requestPath.value;
  results.value = { ...results.value, isLoading: true };
  try {
    const next = await ask<SearchAnswer>(`${path}&cursor=${encodeURIComponent(meta.next_cursor)}`);
    if (requestPath.value !== path) return;
    const { next_cursor } = next.meta;
    const seen = new Set(items.map(({ id }) => id));
    results.value = {
      ...EMPTY,
      items: [...items, ...next.data.filter(({ id }) => !seen.has(id))],
      meta: { ...meta, next_cursor },
    };
  } catch (error) {
    if (requestPath.value === path)
      results.value = { ...results.value, isLoading: false, failure: failureFrom(error) };
  }
}

/**
 * Takes a reading off: the words it came from leave the query. They may have been typed in another case or with other
 * blanks than the reader gives them.
 */
function withoutWords(query: string, words: string): string {
  const parts = words.split(/\s+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return query
    .replace(new RegExp(parts.join("\\s+"), "iu"), " ")
    .replace(/\s+/g, " ")
    .trim();
}

export const takeOff = ({ words }: Interpreted["read"][number]): void =>
  submit(withoutWords(typed.value, words));
