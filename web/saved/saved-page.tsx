import { daysBack, go, linkTo, openSaved, searchParameters } from "../address.ts";
import { may } from "../api.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { acting } from "../parts/acting.ts";
import { FailureNote } from "../parts/failure.tsx";
import { followLink } from "../parts/link.ts";
import { Refused } from "../parts/refused.tsx";
import { Section, Table } from "../parts/section.tsx";
import { Share } from "../parts/share.tsx";
import { SureButton } from "../parts/sure-button.tsx";
import { Described } from "../search/described.tsx";
import { parametersOf } from "../search/stored-search.ts";
import { ago, fullCount, minuteOf, percent, platformName, shortCount } from "../words.ts";
import {
  deleteSaved,
  type NewCreator,
  newCreators,
  newPath,
  SAVED_PATH,
  type SavedSearchView,
  savedSearches,
} from "./state.ts";

const { refused, act } = acting();

/** Searches that run every day, and the creators that each has found since. */
export function SavedPage() {
  const { value, failure, isLoading } = savedSearches.state.value;
  const open = value?.data.find(({ id }) => id === openSaved.value);
  return (
    <div class="split">
      <section aria-label="Saved searches" class="names">
        {failure && <FailureNote failure={failure} again={savedSearches.again} />}
        {!value && isLoading && <p>Asking…</p>}
        {value?.data.length === 0 && <p>None yet. Save one with “Save…” at a search.</p>}
        <ul>
          {value?.data.map(({ id, name, last_new }) => (
            <li key={id}>
              <button
                type="button"
                class="name"
                aria-current={id === openSaved.value}
                onClick={() => go({ saved: id })}
              >
                <bdi>{name}</bdi>
              </button>{" "}
              {last_new > 0 && <span class="small">{fullCount(last_new)} new</span>}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="The saved search">
        <Refused refused={refused} />
        {open ? <OpenSearch saved={open} /> : <p>Choose a saved search to see whom it found since.</p>}
        <Share requests={[{ path: newPath() ?? SAVED_PATH }]} />
      </section>
    </div>
  );
}

function OpenSearch({ saved }: { readonly saved: SavedSearchView }) {
  const { id, name, search, ran_at, last_new } = saved;
  const others = Object.fromEntries([...searchParameters.value.keys()].map((one) => [one, null]));
  const run = { ...others, ...parametersOf(search), page: null, saved: null, days: null };
  const remove = () =>
    act(async () => {
      await deleteSaved(id);
      go({ saved: null });
    });
  return (
    <>
      <header>
        <h2 dir="auto">{name}</h2>
        <a class="button primary" href={linkTo(run)} onClick={followLink(run)}>
          Run now
        </a>
        {may("createExport") && <ExportButton source={() => ({ search })} />}
        {may("deleteSavedSearch") && <SureButton key={id} name="Delete" act={() => void remove()} />}
      </header>
      <p>
        <Described search={search} />
      </p>
      <p class="small">
        It runs every day. Last run {ago(ran_at)} ({minuteOf(ran_at)}): {fullCount(last_new)} new.
      </p>
      <Since />
      <Section title="New creators" loaded={newCreators}>
        {(found) => <Found {...found} />}
      </Section>
    </>
  );
}

const SPANS = [
  [null, "since it was saved"],
  [1, "since yesterday"],
  [7, "in the last 7 days"],
  [30, "in the last 30 days"],
] as const;

const Since = () => (
  <label class="inline">
    Found
    <select
      value={daysBack.value ?? ""}
      onChange={({ currentTarget }) => go({ days: currentTarget.value }, "replace")}
    >
      {SPANS.map(([days, text]) => (
        <option key={text} value={days ?? ""}>
          {text}
        </option>
      ))}
    </select>
  </label>
);

function Found({
  data,
  next_cursor,
}: {
  readonly data: readonly NewCreator[];
  readonly next_cursor: string | null;
}) {
  return (
    <>
      <Table
        columns={["Creator", "Platform", "Followers", "Engagement", "Found"]}
        none="Nobody new."
        rows={data.map(({ creator, found_at }) => ({
          id: creator.id,
          cells: [
            <button key="name" type="button" class="name" onClick={() => go({ creator: creator.id })}>
              <bdi>{creator.display_name || creator.handle}</bdi>
            </button>,
            platformName(creator.platform),
            shortCount(creator.followers),
            percent(creator.engagement_rate),
            ago(found_at),
          ],
        }))}
      />
      {next_cursor !== null && (
        <p class="small">The newest {fullCount(data.length)} are shown; an export holds all that it finds.</p>
      )}
    </>
  );
}
