import { computed, effect, signal } from "@preact/signals";
import type { Interpreted, SearchAnswer, SearchItem, SearchMeta } from "../../lib/domain/search-request.ts";
import { address, go, page, searchParameters } from "../address.ts";
import { ask, type Failure, failureFrom, key } from "../api.ts";
import type { Suggestion } from "./completing.tsx";
import { listOf } from "./filters.ts";

/** Milliseconds without a key press before a query is sent. */
const DEBOUNCE_MS = 160;
/** After this time the page says that the answer is slow and still awaited. */
const SLOW_MS = 3_000;
/** Results per page of the list. */
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

/** The text in the search box. The address follows when the person pauses. */
export const typed = signal(address.value.get("q") ?? "");

let pause: ReturnType<typeof setTimeout> | undefined;
export function type(text: string): void {
  typed.value = text;
  clearTimeout(pause);
  pause = setTimeout(() => go({ q: text, creator: null }, "replace"), DEBOUNCE_MS);
}

/** Searches at once, without waiting for a pause. */
export function submit(text: string): void {
  clearTimeout(pause);
  typed.value = text;
  go({ q: text, creator: null });
}

/** A name has at most this many words. In a longer text the last word is completed. */
const NAME_WORDS = 2;
/** The API's limit for the text to complete. */
const COMPLETED_MAX = 100;

/** The part of the text that is being typed: all of a short text, the last word of a sentence. */
export function lastWords(text: string): string {
  const words = text.trim().split(/\s+/);
  return (words.length > NAME_WORDS ? (words.at(-1) ?? "") : text.trim()).slice(0, COMPLETED_MAX);
}

/** Opens the chosen creator, or replaces the completed words by the chosen filter. */
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
 * The shown search, as parameters of `GET /search`. Without words and filters it shows the largest creators, so that no
 * one starts with an empty page.
 */
export const parameters = computed(() => {
  const asked = new URLSearchParams(searchParameters.value);
  if (!asked.get("q") && !asked.has("sort")) asked.set("sort", "followers");
  // The number of days means nothing without a bound.
  if (!asked.has("growth_min") && !asked.has("growth_max")) asked.delete("growth_days");
  return asked;
});

/** The request for the shown list, as anyone may send it. */
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
  // After another screen there may be new creators, so the list is loaded again, except a list of which several pages
  // were read.
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

/** Loads the next page after those shown. The answer is dropped if the request changed meanwhile. */
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
 * Removes a reading: its words leave the query. The person may have typed them in another case or with other spaces
 * than the reader returns them.
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
