import { computed, signal } from "@preact/signals";

/** Which screen is shown. */
const PAGES = ["search", "lists", "saved", "exports", "compare", "webhooks", "usage", "operations"] as const;
export type Page = (typeof PAGES)[number];

/** Parameters of the page's address that are the console's own; every other one is a parameter of `GET /search`. */
const OWN = ["page", "layout", "creator", "ids", "list", "saved", "webhook", "deliveries", "days"] as const;
type OwnName = (typeof OWN)[number];

/**
 * The console's whole state is its address, so that any view can be copied as a link and found again by the
 * browser's back button. Nothing secret ever stands in it.
 */
export const address = signal(new URLSearchParams(location.search));

addEventListener("popstate", () => {
  address.value = new URLSearchParams(location.search);
});

/** What changes in an address; null takes a parameter away. */
export type Change = Readonly<Record<string, string | null>>;

/** The address after a change, as a link. */
export function linkTo(change: Change): string {
  const text = changed(change).toString();
  return text === "" ? "/" : `/?${text}`;
}

/** Goes to another state. While a person types the address is replaced, so that "back" leaves the search at once. */
export function go(change: Change, how: "push" | "replace" = "push"): void {
  const next = changed(change);
  if (next.toString() === address.value.toString()) return;
  if (how === "push") history.pushState(null, "", linkTo(change));
  else history.replaceState(null, "", linkTo(change));
  address.value = next;
}

function changed(change: Change): URLSearchParams {
  const next = new URLSearchParams(address.value);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  return next;
}

const own = (name: OwnName) => computed(() => address.value.get(name));
const pageName = own("page");
export const page = computed<Page>(() => PAGES.find((one) => one === pageName.value) ?? "search");
export const layout = computed(() => (own("layout").value === "table" ? "table" : "cards"));
export const openCreator = own("creator");
/** The list, the saved search and the webhook that are shown on their pages. */
export const openList = own("list");
export const openSaved = own("saved");
export const openWebhook = own("webhook");
/** Of the open webhook, deliveries of this status alone; null: all. */
export const deliveryStatus = own("deliveries");
const daysText = own("days");
/** Days that a page looks back, where its address says a number; null: what the page takes without. */
export const daysBack = computed(() => Number(daysText.value) || null);

/** Creators chosen for a comparison, in the order in which they were chosen. */
const idsText = own("ids");
export const chosen = computed(() => (idsText.value ? idsText.value.split(",") : []));

/** As many as fit side by side on a screen. */
const COMPARED_MAX = 6;

/** Whether no further creator can be chosen. */
export const isFull = computed(() => chosen.value.length >= COMPARED_MAX);

/** Adds a creator to the comparison or takes it away; a seventh is not added. */
export function toggleChosen(id: string): void {
  const ids = chosen.value.includes(id) ? chosen.value.filter((one) => one !== id) : [...chosen.value, id];
  if (ids.length <= COMPARED_MAX) go({ ids: ids.join(",") }, "replace");
}

/** The parameters of `GET /search` that the address states. */
export const searchParameters = computed(() => {
  const parameters = new URLSearchParams(address.value);
  for (const name of OWN) parameters.delete(name);
  return parameters;
});
