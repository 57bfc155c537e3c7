import { signal } from "@preact/signals";
import { go, openList } from "../address.ts";
import { may } from "../api.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { acting } from "../parts/acting.ts";
import { FailureNote } from "../parts/failure.tsx";
import { Names } from "../parts/names.tsx";
import { Refused } from "../parts/refused.tsx";
import { Share } from "../parts/share.tsx";
import { SureButton } from "../parts/sure-button.tsx";
import { fieldOf } from "../parts/typed.ts";
import { ago, fullCount } from "../words.ts";
import { Entry } from "./entry.tsx";
import { movedTo } from "./order.ts";
import { createList, deleteList, entries, entriesPath, LISTS_PATH, type ListView, lists } from "./state.ts";

const { refused, act } = acting();

/** Shortlists: the creators that a tenant considers, with their states and notes. */
export function ListsPage() {
  const open = lists.state.value.value?.data.find(({ id }) => id === openList.value);
  return (
    <div class="split lists">
      <section aria-label="Lists" class="names">
        {may("createList") && <NewList />}
        <Names
          loaded={lists}
          openId={openList.value}
          nameOf={({ name }) => name}
          beside={({ updated_at }) => <span class="small">{ago(updated_at)}</span>}
          onOpen={(id) => go({ list: id })}
        />
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
        <input required maxLength={200} {...fieldOf(newName)} />
      </label>
      <button type="submit">Create</button>
    </form>
  );
}

/** Columns, and whether their names are visible or only for screen readers. */
const COLUMNS = [
  ["Order", false],
  ["Compare", true],
  ["Creator", true],
  ["Platform", true],
  ["Followers", true],
  ["Engagement", true],
  ["Status", true],
  ["Note", true],
  ["Fetched", true],
  ["Remove", false],
] as const;

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
              {COLUMNS.map(([name, isShown]) => (
                <th key={name} scope="col">
                  {isShown ? name : <span class="unseen">{name}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {value.data.map((entry) => (
              <Entry key={entry.creator.id} listId={list.id} entry={entry} act={act} />
            ))}
          </tbody>
        </table>
      )}
      {value && value.next_cursor !== null && (
        <p class="small">The first {fullCount(value.data.length)} are shown; an export holds all.</p>
      )}
      <p role="status" class="unseen">
        {movedTo.value}
      </p>
    </>
  );
}
