import type { EntryView } from "./state.ts";

/** In the order in which a campaign goes through them; the compiler sees to it that the API knows each. */
export const LIST_STATUSES = [
  "considered",
  "contacted",
  "agreed",
  "declined",
] as const satisfies readonly EntryView["status"][];
