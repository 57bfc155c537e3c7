import { page } from "../address.ts";
import { may } from "../api.ts";
import type { ShownRequest } from "../parts/share.tsx";

const paths: (() => string | null)[] = [];

/** A path that is requested while the operations page is open, if the key allows it. */
export function onPage(path: string, operation: string): () => string | null {
  const shown = () => (page.value === "operations" && may(operation) ? path : null);
  paths.push(shown);
  return shown;
}

/** The page's requests with this key. */
export const shownRequests = (): ShownRequest[] =>
  paths.flatMap((shown) => {
    const path = shown();
    return path === null ? [] : [{ path }];
  });
