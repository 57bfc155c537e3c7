import { effect, untracked } from "@preact/signals";
import type { FeedbackKind } from "../../lib/domain/feedback.ts";
import { openCreator } from "../address.ts";
import { ask } from "../api.ts";
import { results } from "./state.ts";

/** Whether the list that is shown answers words and holds the creator: only then is there something to learn. */
export const isAnswer = (creatorId: string): boolean =>
  results.value.meta?.query_id !== undefined && results.value.items.some(({ id }) => id === creatorId);

/** Tells what became of a result. Nobody waits for it: a search goes on without. */
export function tell(creatorId: string, kind: FeedbackKind): void {
  const query_id = results.peek().meta?.query_id;
  if (query_id === undefined || !isAnswer(creatorId)) return;
  const acts = [{ creator_id: creatorId, kind }];
  ask("/feedback", { method: "POST", body: { query_id, acts } }).catch(() => undefined);
}

effect(() => {
  const opened = openCreator.value;
  if (opened !== null) untracked(() => tell(opened, "opened"));
});
