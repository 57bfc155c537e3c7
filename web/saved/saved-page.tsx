import { daysBack, go, openSaved, searchParameters } from "../address.ts";
import { may } from "../api.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { acting } from "../parts/acting.ts";
import { Choice } from "../parts/choice.tsx";
import { CreatorName, nameOf } from "../parts/creator-name.tsx";
import { linkOf } from "../parts/link.ts";
import { Names } from "../parts/names.tsx";
import { Refused } from "../parts/refused.tsx";
import { Section, Table } from "../parts/section.tsx";
import { Share } from "../parts/share.tsx";
import { SureButton } from "../parts/sure-button.tsx";
import { Described } from "../search/described.tsx";
import { parametersOf } from "../search/stored-search.ts";
import { ago, fullCount, minuteOf, percent, platformName, shortCount } from "../words.ts";
import {
  deleteSaved,
  type FoundCreators,
  newCreators,
  newPath,
  SAVED_PATH,
  type SavedSearchView,
  savedSearches,
} from "./state.ts";

const { refused, act } = acting();

/** Searches that run every day, and the creators that each has found since. */
export function SavedPage() {
  const open = savedSearches.state.value.value?.data.find(({ id }) => id === openSaved.value);
  return (
    <div class="split">
      <section aria-label="Saved searches" class="names">
        <Names
          loaded={savedSearches}
          none="None yet. Save one with “Save…” at a search."
          openId={openSaved.value}
          nameOf={({ name }) => name}
          beside={({ last_new: count }) => count > 0 && <span class="small">{fullCount(count)} new</span>}
          onOpen={(id) => go({ saved: id })}
        />
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
        <a class="button primary" {...linkOf(run)}>
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
  ["", "since it was saved"],
  [1, "since yesterday"],
  [7, "in the last 7 days"],
  [30, "in the last 30 days"],
] as const;

const Since = () => (
  <Choice
    isInline
    label="Found"
    value={daysBack.value ?? ""}
    choices={SPANS}
    onChoose={(days) => go({ days }, "replace")}
  />
);

function Found({ data, next_cursor }: FoundCreators) {
  return (
    <>
      <Table
        columns={["Creator", "Platform", "Followers", "Engagement", "Found"]}
        none="Nobody new."
        rows={data.map(({ creator, found_at }) => ({
          id: creator.id,
          cells: [
            <CreatorName key="name" id={creator.id}>
              {nameOf(creator)}
            </CreatorName>,
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
