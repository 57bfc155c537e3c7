import { signal } from "@preact/signals";
import { COMPARED_MAX, chosen, go, openList, toggleChosen } from "../address.ts";
import { may } from "../api.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { acting } from "../parts/acting.ts";
import { FailureNote } from "../parts/failure.tsx";
import { Refused } from "../parts/refused.tsx";
import { Share } from "../parts/share.tsx";
import { SureButton } from "../parts/sure-button.tsx";
import { Fresh } from "../search/result.tsx";
import { ago, percent, platformName, shortCount } from "../words.ts";
import {
  changeEntry,
  createList,
  deleteList,
  type EntryView,
  entries,
  entriesPath,
  LISTS_PATH,
  type ListView,
  lists,
  takeOff,
} from "./state.ts";
import { LIST_STATUSES } from "./statuses.ts";

const { refused, act } = acting();

/** Shortlists: whom a tenant considers, how far it is with each, and what it noted. */
export function ListsPage() {
  const { value, failure, isLoading } = lists.state.value;
  const open = value?.data.find(({ id }) => id === openList.value);
  return (
    <div class="split lists">
      <section aria-label="Lists" class="names">
        <NewList />
        {failure && <FailureNote failure={failure} again={lists.again} />}
        {!value && isLoading && <p>Asking…</p>}
        <ul>
          {value?.data.map(({ id, name, updated_at }) => (
            <li key={id}>
              <button
                type="button"
                class="name"
                aria-current={id === openList.value}
                onClick={() => go({ list: id })}
              >
                <bdi>{name}</bdi>
              </button>{" "}
              <span class="small">{ago(updated_at)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="Creators of the list">
        <Refused refused={refused} />
        {open ? (
          <OpenList list={open} />
        ) : (
          <p>Choose a list, or make one. Creators come on it from their profile.</p>
        )}
        <Share requests={[{ path: entriesPath() ?? LISTS_PATH }]} />
      </section>
    </div>
  );
}

const newName = signal("");

function NewList() {
  const create = (event: Event) => {
    event.preventDefault();
    void act(async () => {
      const { id } = await createList(newName.value.trim());
      newName.value = "";
      go({ list: id });
    });
  };
  return (
    <form onSubmit={create}>
      <label>
        New list
        <input
          type="text"
          required
          maxLength={200}
          value={newName.value}
          onInput={({ currentTarget }) => {
            newName.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit">Create</button>
    </form>
  );
}

function OpenList({ list }: { readonly list: ListView }) {
  const { value, failure } = entries.state.value;
  const remove = () =>
    act(async () => {
      await deleteList(list.id);
      go({ list: null });
    });
  return (
    <>
      <header>
        <h2 dir="auto">{list.name}</h2>
        {may("createExport") && <ExportButton source={() => ({ list_id: list.id })} />}
        {may("deleteList") && <SureButton key={list.id} name="Delete list" act={() => void remove()} />}
      </header>
      {failure && <FailureNote failure={failure} again={entries.again} />}
      {value?.data.length === 0 && <p>Nobody is on this list yet.</p>}
      {value && value.data.length > 0 && (
        <table>
          <thead>
            <tr>
              {[
                "Compare",
                "Creator",
                "Platform",
                "Followers",
                "Engagement",
                "Status",
                "Note",
                "Fetched",
                "",
              ].map((name) => (
                <th key={name} scope="col">
                  {name || <span class="unseen">Remove</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {value.data.map((entry) => (
              <Entry key={entry.creator.id} listId={list.id} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Entry({ listId, entry }: { readonly listId: string; readonly entry: EntryView }) {
  const { creator, note, status } = entry;
  const isChosen = chosen.value.includes(creator.id);
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={`Compare ${creator.handle}`}
          checked={isChosen}
          disabled={!isChosen && chosen.value.length >= COMPARED_MAX}
          onChange={() => toggleChosen(creator.id)}
        />
      </td>
      <th scope="row">
        <button type="button" class="name" onClick={() => go({ creator: creator.id })}>
          <bdi>{creator.display_name || creator.handle}</bdi>
        </button>
      </th>
      <td>{platformName(creator.platform)}</td>
      <td class="figure">{shortCount(creator.followers)}</td>
      <td class="figure">{percent(creator.engagement_rate)}</td>
      <td>
        <select
          aria-label={`Status of ${creator.handle}`}
          value={status}
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
          value={note}
          onChange={({ currentTarget }) =>
            void act(() => changeEntry(listId, creator.id, { note: currentTarget.value }))
          }
        />
      </td>
      <td>
        <Fresh iso={creator.fetched_at} />
      </td>
      <td>
        <button
          type="button"
          class="close"
          aria-label={`Take ${creator.handle} off the list`}
          onClick={() => void act(() => takeOff(listId, creator.id))}
        >
          ×
        </button>
      </td>
    </tr>
  );
}
