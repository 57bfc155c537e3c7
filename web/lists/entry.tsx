import { chosen, isFull, toggleChosen } from "../address.ts";
import { may } from "../api.ts";
import { CreatorName, nameOf } from "../parts/creator-name.tsx";
import { useTyped } from "../parts/typed.ts";
import { Fresh } from "../search/result.tsx";
import { percent, platformName, shortCount } from "../words.ts";
import { type EntryProps, Grip } from "./grip.tsx";
import { dragged } from "./order.ts";
import { changeEntry, type EntryView, takeOff } from "./state.ts";

/** One creator of a list, with the tenant's own remarks. */
export function Entry({ listId, entry, act }: EntryProps) {
  const { creator, note, status } = entry;
  const typed = useTyped(note);
  const isChosen = chosen.value.includes(creator.id);
  const isTarget = dragged.value?.over === creator.id && dragged.value.id !== creator.id;
  return (
    <tr data-entry={creator.id} class={isTarget ? "target" : undefined}>
      <td>{may("changeEntry") && <Grip listId={listId} entry={entry} act={act} />}</td>
      <td>
        <input
          type="checkbox"
          aria-label={`Compare ${creator.handle}`}
          checked={isChosen}
          disabled={!isChosen && isFull.value}
          onChange={() => toggleChosen(creator.id)}
        />
      </td>
      <th scope="row">
        <CreatorName id={creator.id}>{nameOf(creator)}</CreatorName>
      </th>
      <td>{platformName(creator.platform)}</td>
      <td class="figure">{shortCount(creator.followers)}</td>
      <td class="figure">{percent(creator.engagement_rate)}</td>
      <td>
        <select
          aria-label={`Status of ${creator.handle}`}
          value={status}
          disabled={!may("changeEntry")}
          onChange={({ currentTarget }) => {
            const next = LIST_STATUSES.find((one) => one === currentTarget.value);
            if (next) void act(() => changeEntry(listId, creator.id, { status: next }));
          }}
        >
          {LIST_STATUSES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </td>
      <td>
        <input
          type="text"
          dir="auto"
          maxLength={2000}
          aria-label={`Note on ${creator.handle}`}
          {...typed}
          readOnly={!may("changeEntry")}
          onChange={({ currentTarget }) =>
            void act(() => changeEntry(listId, creator.id, { note: currentTarget.value }))
          }
        />
      </td>
      <td>
        <Fresh iso={creator.fetched_at} />
      </td>
      <td>
        {may("removeFromList") && (
          <button
            type="button"
            class="close"
            aria-label={`Take ${creator.handle} off the list`}
            onClick={() => void act(() => takeOff(listId, creator.id))}
          >
            ×
          </button>
        )}
      </td>
    </tr>
  );
}

/** In the order of a campaign. The compiler checks that the API knows each status. */
const LIST_STATUSES = [
  "considered",
  "contacted",
  "agreed",
  "declined",
] as const satisfies readonly EntryView["status"][];
