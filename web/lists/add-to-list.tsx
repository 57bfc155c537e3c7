import { useState } from "preact/hooks";
import { failureFrom } from "../api.ts";
import { linkOf } from "../parts/link.ts";
import { tell } from "../search/feedback.ts";
import { minuteOf } from "../words.ts";
import { addTo, createList, lists } from "./state.ts";

const OUTCOMES = {
  added: "On the list.",
  known: "It was on the list already.",
  unknown: "It is no longer stored.",
};
const NEW = "new";

/** Adds a creator to a list or to a new one. */
export function AddToList({ creatorId }: { readonly creatorId: string }) {
  const [said, say] = useState<{ readonly text: string; readonly listId?: string } | null>(null);
  const add = async (choice: string) => {
    try {
      const listId =
        choice === NEW ? (await createList(`List of ${minuteOf(new Date().toISOString())}`)).id : choice;
      say({ text: OUTCOMES[await addTo(listId, creatorId)], listId });
      tell(creatorId, "saved");
    } catch (error) {
      say({ text: failureFrom(error).message });
    }
  };
  return (
    <>
      <select
        aria-label="Add to a list"
        value=""
        onChange={({ currentTarget }) => {
          void add(currentTarget.value);
          currentTarget.value = "";
        }}
      >
        <option value="">Add to list…</option>
        {lists.state.value.value?.data.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        <option value={NEW}>A new list</option>
      </select>
      {said && (
        <span role="status">
          {said.text} {said.listId && <OpenIt listId={said.listId} />}
        </span>
      )}
    </>
  );
}

function OpenIt({ listId }: { readonly listId: string }) {
  const change = { page: "lists", list: listId, creator: null };
  return <a {...linkOf(change)}>Open it</a>;
}
