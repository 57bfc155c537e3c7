import { signal } from "@preact/signals";
import { ask } from "../api.ts";
import { entries } from "./state.ts";

/** The dragged entry, and the entry whose place it would take. */
export const dragged = signal<{ readonly id: string; readonly over: string } | null>(null);

/** The last move in words, for people who cannot see it. */
export const movedTo = signal<string | null>(null);

/** Moves run one after the other, because each names its neighbour in the order that the previous one made. */
let lastMove: Promise<unknown> = Promise.resolve();

/**
 * Moves an entry to another place. The page shows the new order at once, and returns to the stored one if the move is
 * refused.
 * @throws RequestFailed
 */
export async function moveEntry(listId: string, from: number, to: number): Promise<void> {
  const { value } = entries.state.peek();
  const moved = value?.data[from];
  if (!value || !moved) return;
  const rest = value.data.filter((entry) => entry !== moved);
  // If the list has more entries than are shown, the one after the last is unknown.
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
