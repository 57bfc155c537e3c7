import { effect, untracked } from "@preact/signals";
import type { FeedbackKind } from "../../lib/domain/feedback.ts";
import { openCreator } from "../address.ts";
import { ask } from "../api.ts";
import { results } from "./state.ts";

/** Whether the shown list answers words and contains the creator. Only then is there something to learn. */
export const isAnswer = (creatorId: string): boolean =>
  results.value.meta?.query_id !== undefined && results.value.items.some(({ id }) => id === creatorId);

/** Reports what happened to a result. Nothing waits for it, and a failure is ignored. */
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
