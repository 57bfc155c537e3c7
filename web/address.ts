import { computed, signal } from "@preact/signals";

/** The screens of the console. */
const PAGES = ["search", "lists", "saved", "exports", "compare", "webhooks", "usage", "operations"] as const;
export type Page = (typeof PAGES)[number];

/** The console's own parameters in the page's address. All others are parameters of `GET /search`. */
const OWN = ["page", "layout", "creator", "ids", "list", "saved", "webhook", "deliveries", "days"] as const;
type OwnName = (typeof OWN)[number];

/**
 * The console's whole state is in its address, so any view can be shared as a link and reached with the browser's back
 * button. The address never contains anything secret.
 */
export const address = signal(new URLSearchParams(location.search));

addEventListener("popstate", () => {
  address.value = new URLSearchParams(location.search);
});

/** A change of the address; null removes a parameter. */
export type Change = Readonly<Record<string, string | null>>;

/** The address after a change, as a link. */
export function linkTo(change: Change): string {
  const text = changed(change).toString();
  return text === "" ? "/" : `/?${text}`;
}

/**
 * Goes to another state. While a person types, the address is replaced, so that "back" leaves the search with one step.
 */
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
/** The list, saved search and webhook that are open on their pages. */
export const openList = own("list");
export const openSaved = own("saved");
export const openWebhook = own("webhook");
/** If set, only the open webhook's deliveries with this status are shown; null shows all. */
export const deliveryStatus = own("deliveries");
const daysText = own("days");
/** How many days a page looks back, if its address says a number; null for the page's default. */
export const daysBack = computed(() => Number(daysText.value) || null);

/** The creators chosen for a comparison, in the order of choice. */
const idsText = own("ids");
export const chosen = computed(() => (idsText.value ? idsText.value.split(",") : []));

/** This many fit side by side on a screen. */
const COMPARED_MAX = 6;

/** Whether no further creator can be chosen. */
export const isFull = computed(() => chosen.value.length >= COMPARED_MAX);

/** Adds a creator to the comparison or removes it. A seventh is not added. */
export function toggleChosen(id: string): void {
  const ids = chosen.value.includes(id) ? chosen.value.filter((one) => one !== id) : [...chosen.value, id];
  if (ids.length <= COMPARED_MAX) go({ ids: ids.join(",") }, "replace");
}

/** The parameters of `GET /search` in the address. */
export const searchParameters = computed(() => {
  const parameters = new URLSearchParams(address.value);
  for (const name of OWN) parameters.delete(name);
  return parameters;
});
