import { type Change, go, linkTo } from "../address.ts";

/** A link that stays in the page. In a new tab it opens like any other. */
export const linkOf = (change: Change) => ({
  href: linkTo(change),
  onClick: (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(change);
  },
});
