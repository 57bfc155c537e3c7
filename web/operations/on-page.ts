import { page } from "../address.ts";
import { may } from "../api.ts";
import type { ShownRequest } from "../parts/share.tsx";

const paths: (() => string | null)[] = [];

/** A path that is asked while the page of operations is open, if the key may. */
export function onPage(path: string, operation: string): () => string | null {
  const shown = () => (page.value === "operations" && may(operation) ? path : null);
  paths.push(shown);
  return shown;
}

/** What the page asks with this key. */
export const shownRequests = (): ShownRequest[] =>
  paths.flatMap((shown) => {
    const path = shown();
    return path === null ? [] : [{ path }];
  });
