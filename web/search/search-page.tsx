import { useEffect, useRef } from "preact/hooks";
import type { SearchMeta } from "../../lib/domain/search-request.ts";
import { chosen, go, layout, searchParameters } from "../address.ts";
import { may } from "../api.ts";
import { ExportButton } from "../exports/export-button.tsx";
import { Choice } from "../parts/choice.tsx";
import { FailureNote } from "../parts/failure.tsx";
import { linkOf } from "../parts/link.ts";
import { Share } from "../parts/share.tsx";
import { SaveButton } from "../saved/save-button.tsx";
import { fullCount } from "../words.ts";
import { Completing } from "./completing.tsx";
import { Active, FilterPanel } from "./filter-panel.tsx";
import { Card, Row } from "./result.tsx";
import {
  complete,
  lastWords,
  more,
  parameters,
  type Results,
  requestPath,
  results,
  searchAgain,
  submit,
  takeOff,
  type,
  typed,
} from "./state.ts";
import { storedSearch } from "./stored-search.ts";

const SORTS = [
  ["followers", "Followers"],
  ["engagement_rate", "Engagement"],
  ["growth", "Growth"],
  ["recent", "Recently active"],
] as const;

export function SearchPage() {
  return (
    <div class="search">
      <FilterPanel />
      <section class="found" aria-label="Results">
        <SearchBox />
        <div class="filters-short">
          <Active />
        </div>
        <Reading />
        <Bar />
        <List />
      </section>
    </div>
  );
}

function SearchBox() {
  return (
    <search>
      <label class="unseen" for="query">
        Search creators in your own words
      </label>
      <Completing
        id="query"
        value={typed.value}
        fragment={lastWords}
        onInput={type}
        onSubmit={submit}
        onChoose={complete}
        maxLength={500}
        placeholder="vegan fitness coaches in Berlin, 10k-100k followers, engaged audience"
        isFirst
      />
    </search>
  );
}

/** Which words were read as filters. Each can be removed. */
function Reading() {
  const { meta } = results.value;
  if (!meta) return null;
  const { interpreted, relaxed, degraded } = meta;
  return (
    <div class="reading" aria-live="polite">
      {interpreted.read.length > 0 && (
        <ul class="chips" aria-label="What was read from your words">
          {interpreted.read.map((reading) => (
            <li key={`${reading.filter} ${reading.words}`}>
              <button type="button" class="chip" onClick={() => takeOff(reading)}>
                {reading.filter.replaceAll("_", " ")}: <bdi>{reading.words}</bdi>{" "}
                <span aria-hidden="true">×</span>
                <span class="unseen">: search without these words</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <Labels relaxed={relaxed} degraded={degraded} />
    </div>
  );
}

function Labels({ relaxed, degraded }: Pick<SearchMeta, "relaxed" | "degraded">) {
  return (
    <>
      {relaxed.map(({ filter, reason }) => (
        <p key={filter} class="label">
          Without the filter <b>{filter.replaceAll("_", " ")}</b>: {reason}
        </p>
      ))}
      {degraded.map(({ part, reason }) => (
        <p key={part} class="label degraded">
          Not complete. <b>{part}</b>: {reason}
        </p>
      ))}
    </>
  );
}

function Bar() {
  const { meta, isLoading, isSlow } = results.value;
  const total = meta?.total_estimate;
  return (
    <div class="bar">
      <p role="status">
        {isSlow
          ? "Slow today; still waiting for the answer…"
          : isLoading
            ? "Searching…"
            : meta &&
              `${typeof total === "number" ? `about ${fullCount(total)} creators · ` : ""}${meta.latency.replace("ms", " ms")}${meta.source === "cache" ? " · from memory" : ""}`}
      </p>
      <Choice
        label="Sort"
        value={searchParameters.value.get("sort") ?? ""}
        choices={[["", typed.value === "" ? "Largest first" : "Best first"], ...SORTS]}
        onChoose={(sort) => go({ sort }, "replace")}
      />
      <button
        type="button"
        aria-pressed={layout.value === "table"}
        onClick={() => go({ layout: layout.value === "table" ? null : "table" }, "replace")}
      >
        Table
      </button>
      {may("createSavedSearch") && <SaveButton />}
      {may("createExport") && <ExportButton source={() => ({ search: storedSearch(parameters.value) })} />}
      <Share requests={[{ path: requestPath.value }]} />
      {chosen.value.length > 1 && (
        <button type="button" class="primary" onClick={() => go({ page: "compare" })}>
          Compare {chosen.value.length}
        </button>
      )}
    </div>
  );
}

function List() {
  const { items, failure, isLoading, meta } = results.value;
  if (failure && items.length === 0) return <FailureNote failure={failure} again={searchAgain} />;
  if (items.length === 0 && isLoading) return <Waiting />;
  if (items.length === 0) return <Nothing />;
  return (
    <div class={isLoading ? "list waiting" : "list"} aria-busy={isLoading}>
      {layout.value === "table" ? (
        <Table items={items} />
      ) : (
        items.map((item) => <Card key={item.id} item={item} />)
      )}
      {failure && <FailureNote failure={failure} again={() => void more()} />}
      {meta?.next_cursor && !failure && <NextPage key={meta.next_cursor} />}
    </div>
  );
}

function Table({ items }: Pick<Results, "items">) {
  return (
    <div class="results">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="unseen">Compare</span>
            </th>
            {["Creator", "Platform", "Followers", "Engagement", "Country", "Why", "Fetched", "Score"].map(
              (name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Requests the next page shortly before a person reaches it. The button is for people who do not scroll. */
function NextPage() {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver(
      // Quick scrolling reports several entries at once, the latest last.
      (moments) => {
        if (moments.at(-1)?.isIntersecting) void more();
      },
      { rootMargin: "800px" },
    );
    if (button.current) watcher.observe(button.current);
    return () => watcher.disconnect();
  }, []);
  return (
    <button ref={button} type="button" class="more" onClick={() => void more()}>
      More
    </button>
  );
}

const Waiting = () => (
  <div class="list" aria-hidden="true">
    {["a", "b", "c", "d"].map((name) => (
      <div key={name} class="card empty" />
    ))}
  </div>
);

function Nothing() {
  if (searchParameters.value.size === 0)
    return (
      <div class="note">
        <h2>No creator is stored yet</h2>
        <p>
          {may("createIngest")
            ? "Bring files of profiles in under Operations."
            : "Who runs the system brings profiles in. Your key may not."}
        </p>
        {may("createIngest") && (
          <a class="button primary" {...linkOf({ page: "operations" })}>
            To Operations
          </a>
        )}
      </div>
    );
  return (
    <div class="note">
      <h2>No creator fits all of this</h2>
      <p>Take a filter off, or say it in other words. Unknown figures never match a filter.</p>
      <Active />
    </div>
  );
}
