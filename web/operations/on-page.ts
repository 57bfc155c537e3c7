import { page } from "../address.ts";
import { may } from "../api.ts";

/** A path that is asked while the page of operations is open, if the key may. */
export const onPage = (path: string, operation: string) => () =>
  page.value === "operations" && may(operation) ? path : null;
