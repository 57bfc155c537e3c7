import { type Change, go } from "../address.ts";

/** A link that stays in the page. In a new tab it opens like any other. */
export const followLink = (change: Change) => (event: MouseEvent) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(change);
};
