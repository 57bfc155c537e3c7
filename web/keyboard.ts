import { chosen, go, isFull, openCreator, page, toggleChosen } from "./address.ts";
import { results } from "./search/state.ts";

/** What each key does; the help dialog shows the same list. */
export const KEYS = [
  ["/", "go to the search box"],
  ["j, k", "next, previous creator"],
  ["Enter", "open the creator"],
  ["c", "choose it for the comparison"],
  ["Esc", "close the profile"],
  ["↑, ↓", "on the handle of a list's row: move it"],
  ["?", "this list"],
] as const;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("input, select, textarea, [contenteditable]");

/** Installs the page's shortcuts. None fires while a person types or holds a modifier key. */
export function listenToKeys(showHelp: () => void): void {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) return go({ creator: null });
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = ACTS[event.key] ?? (event.key === "?" ? showHelp : null);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

const ACTS: Readonly<Record<string, () => void>> = {
  "/": () => document.querySelector<HTMLInputElement>("#query")?.focus(),
  j: () => move(1),
  k: () => move(-1),
  c: () => {
    const id = openCreator.value;
    if (id && (chosen.value.includes(id) || !isFull.value)) toggleChosen(id);
  },
};

/** Opens the creator after or before the open one. */
function move(step: 1 | -1): void {
  if (page.value !== "search") return;
  const { items } = results.value;
  const at = items.findIndex(({ id }) => id === openCreator.value);
  const next = items[at < 0 ? 0 : at + step];
  if (!next) return;
  go({ creator: next.id }, "replace");
  document.getElementById(next.id)?.scrollIntoView({ block: "nearest" });
}
