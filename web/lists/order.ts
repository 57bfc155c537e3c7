import { signal } from "@preact/signals";
import { ask } from "../api.ts";
import { entries } from "./state.ts";

/** The entry that is dragged, and the one that it would take the place of. */
export const dragged = signal<{ readonly id: string; readonly over: string } | null>(null);

/** What was moved last, for who can not see it. */
export const movedTo = signal<string | null>(null);

/** One after the other: each move names its neighbour in the order that the one before it made. */
let lastMove: Promise<unknown> = Promise.resolve();

/**
 * Puts an entry at another's place. The new order is shown at once, and the stored one when the move was refused.
 * @throws RequestFailed
 */
export async function moveEntry(listId: string, from: number, to: number): Promise<void> {
  const { value } = entries.state.peek();
  const moved = value?.data[from];
  if (!value || !moved) return;
  const rest = value.data.filter((entry) => entry !== moved);
  // What stands behind the last one that is shown is not known when there are more.
  const end = value.next_cursor === null ? rest.length : rest.length - 1;
  const place = Math.max(0, Math.min(to, end));
  if (place === from) return;
  const next = rest[place];
  entries.state.value = {
    ...entries.state.peek(),
    value: { ...value, data: rest.toSpliced(place, 0, moved) },
  };
  movedTo.value = `${moved.creator.handle} is now ${place + 1} of ${value.data.length}`;
  const body = { before: next?.creator.id ?? null };
  const move = lastMove.then(() =>
    ask(`/lists/${listId}/creators/${moved.creator.id}`, { method: "PUT", body }),
  );
  lastMove = move.catch(() => entries.again());
  await move;
}
