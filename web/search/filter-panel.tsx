import { signal } from "@preact/signals";
import type { FacetName } from "../../lib/domain/search-request.ts";
import { address, go, searchParameters } from "../address.ts";
import { loadedFrom } from "../api.ts";
import { lists } from "../lists/state.ts";
import { Choice } from "../parts/choice.tsx";
import { fieldOf, useTyped } from "../parts/typed.ts";
import { fullCount, inWords, shortCount } from "../words.ts";
import { Completing } from "./completing.tsx";
import { activeFilters, listOf, removeFilter, TIERS, toggleIn } from "./filters.ts";
import { results } from "./state.ts";

interface Dictionary {
  readonly data: readonly { readonly code: string; readonly name: string; readonly count: number }[];
}

/** Values shown before "all". */
const SHORT_LIST = 8;

const dictionaries = {
  platforms: loadedFrom<Dictionary>(() => "/dictionaries/platforms").state,
  countries: loadedFrom<Dictionary>(() => "/dictionaries/countries").state,
  languages: loadedFrom<Dictionary>(() => "/dictionaries/languages").state,
  categories: loadedFrom<Dictionary>(() => "/dictionaries/categories").state,
};

/** Beside the list if there is room, otherwise folded above it. */
const isWide = matchMedia("(min-width: 60.01rem)").matches;

export function FilterPanel() {
  return (
    <details class="filters" open={isWide}>
      <summary class="fold">Filters</summary>
      <Active />
      <Group name="platforms" title="Platform" isOpen />
      <Size />
      <Group name="countries" title="Country" isOpen />
      <Places />
      <Group name="categories" title="Category" isOpen />
      <Group name="languages" title="Language" />
      <Engagement />
      <Figures />
      <Lists />
      <More />
    </details>
  );
}

/** Whether one of the filters is in the address, as itself or as a bound. */
const isSet = (...names: readonly string[]): boolean =>
  names.some((name) => ["", "_min", "_max"].some((end) => address.value.has(name + end)));

/** All filters in the address, each with a button to remove it. */
export function Active() {
  const active = activeFilters(searchParameters.value);
  if (active.length === 0) return null;
  return (
    <ul class="chips" aria-label="Filters that are set">
      {active.map((filter) => (
        <li key={filter.label}>
          <button type="button" class="chip set" onClick={() => removeFilter(filter)}>
            {filter.label} <span aria-hidden="true">×</span>
            <span class="unseen">: remove this filter</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** How many creators a value would leave; null if this was not counted because other values of its filter are set. */
function countOf(name: FacetName, value: string): number | null | undefined {
  const found = results.value.meta?.facets?.[name];
  if (!found) return undefined;
  const counted = found.find((one) => one.value === value)?.count ?? 0;
  return counted === 0 && isSet(name === "follower_tiers" ? "followers" : name) ? null : counted;
}

function Group(props: { name: keyof typeof dictionaries; title: string; isOpen?: boolean }) {
  const { name, title } = props;
  // The dictionary names the values. The counts are those of the query's results, where they were counted.
  const all = dictionaries[name].value.value?.data ?? [];
  if (all.length === 0) return null;
  const set = listOf(name);
  const rank = (code: string): number => (set.includes(code) ? 0 : 1);
  const values = all
    .map(({ code, name, count }) => ({
      code,
      label: name,
      count: countOf(props.name, code) ?? null,
      all: count,
    }))
    .toSorted((a, b) => rank(a.code) - rank(b.code) || (b.count ?? 0) - (a.count ?? 0) || b.all - a.all);
  const option = ({ code, label, count }: (typeof values)[number]) => (
    <label key={code}>
      <input type="checkbox" checked={set.includes(code)} onChange={() => toggleIn(name, code)} />
      <bdi>{inWords(label)}</bdi> {count !== null && <span class="count">{fullCount(count)}</span>}
    </label>
  );
  return (
    <details open={props.isOpen || set.length > 0}>
      <summary>{title}</summary>
      {values.slice(0, SHORT_LIST).map(option)}
      {values.length > SHORT_LIST && (
        <details class="all">
          <summary>All {values.length}</summary>
          {values.slice(SHORT_LIST).map(option)}
        </details>
      )}
    </details>
  );
}

function Size() {
  const text = (value: number | null) => (value === null ? null : String(value));
  const bounds = (min: string | null, max: string | null) => ({ followers_min: min, followers_max: max });
  const now = (end: "min" | "max") => address.value.get(`followers_${end}`);
  return (
    <details open>
      <summary>Followers</summary>
      {TIERS.map(({ name, min, max }) => {
        const isChosen = text(min) === now("min") && text(max) === now("max");
        const count = countOf("follower_tiers", name);
        const change = isChosen ? bounds(null, null) : bounds(text(min), text(max));
        return (
          <label key={name}>
            <input type="checkbox" checked={isChosen} onChange={() => go(change, "replace")} />
            <span class="tier">{name}</span> <span class="small">{tierRange(min, max)}</span>
            {typeof count === "number" && <span class="count">{fullCount(count)}</span>}
          </label>
        );
      })}
      <Bounds name="followers" />
    </details>
  );
}

const tierRange = (min: number | null, max: number | null): string =>
  max === null ? `${shortCount(min)} and more` : `${shortCount(min ?? 0)} to ${shortCount(max + 1)}`;

function Engagement() {
  return (
    <details open={isSet("engagement_rate")}>
      <summary>Engagement</summary>
      <Bounds name="engagement_rate" isShare />
    </details>
  );
}

const place = signal("");

/** Cities and regions by name. Those that are set are shown above with the other filters. */
function Places() {
  return (
    <details open={listOf("places").length > 0}>
      <summary>City or region</summary>
      <label for="place" class="unseen">
        City or region
      </label>
      <Completing
        id="place"
        value={place.value}
        fragment={(text) => text.trim()}
        kinds={["place"]}
        onInput={(text) => {
          place.value = text;
        }}
        onChoose={({ filters }) => {
          place.value = "";
          for (const [name, values] of Object.entries(filters ?? {}))
            for (const value of values as readonly string[])
              if (!listOf(name).includes(value)) toggleIn(name, value);
        }}
        maxLength={100}
        placeholder="Berlin"
      />
    </details>
  );
}

/** Figures that depend on the posts and the history fetched so far. */
function Figures() {
  return (
    <details open={isSet("growth", "median_views", "recent_posts")}>
      <summary>Growth, views, posts</summary>
      <Choice
        label="Growth over"
        value={address.value.get("growth_days") ?? "30"}
        choices={[
          ["30", "30 days"],
          ["90", "90 days"],
        ]}
        onChoose={(days) => go({ growth_days: days }, "replace")}
        disabled={!isSet("growth")}
      />
      <Bounds name="growth" isShare isSigned />
      <p>Median views of a post</p>
      <Bounds name="median_views" />
      <p>Posts in 30 days</p>
      <Bounds name="recent_posts" />
    </details>
  );
}

function Lists() {
  const known = lists.state.value.value?.data ?? [];
  if (known.length === 0) return null;
  const choice = (name: string, label: string) => (
    <Choice
      label={label}
      value={address.value.get(name) ?? ""}
      choices={[["", "any"], ...known.map((list) => [list.id, list.name] as const)]}
      onChoose={(id) => go({ [name]: id }, "replace")}
    />
  );
  return (
    <details open={isSet("list_ids", "exclude_list_ids")}>
      <summary>Lists</summary>
      {choice("list_ids", "On the list")}
      {choice("exclude_list_ids", "Not on the list")}
    </details>
  );
}

interface BoundsProps {
  readonly name: string;
  /** A share, which people write in percent. */
  readonly isShare?: boolean;
  readonly isSigned?: boolean;
}

/** The lower and upper bound of a figure. */
const Bounds = (props: BoundsProps) => (
  <div class="bounds">
    <Bound {...props} end="min" />
    <Bound {...props} end="max" />
  </div>
);

function Bound({ name, end, isShare = false, isSigned = false }: BoundsProps & { end: "min" | "max" }) {
  const parameter = `${name}_${end}`;
  const scale = isShare ? 100 : 1;
  const value = address.value.get(parameter);
  const typed = useTyped(value === null ? "" : String(Number((Number(value) * scale).toFixed(4))));
  return (
    <label>
      {end === "min" ? "from" : "to"}
      {isShare && " %"}
      <input
        type="number"
        min={isSigned ? -scale : 0}
        step={isShare ? 0.1 : 1}
        {...typed}
        onChange={({ currentTarget: { value: text } }) =>
          go(
            { [parameter]: text === "" ? null : String(Number((Number(text) / scale).toFixed(6))) },
            "replace",
          )
        }
      />
    </label>
  );
}

const word = signal("");

function More() {
  const flag = (name: string, label: string, count?: number | null) => (
    <label>
      <input
        type="checkbox"
        checked={address.value.get(name) === "true"}
        onChange={({ currentTarget }) => go({ [name]: currentTarget.checked ? "true" : null }, "replace")}
      />
      {label}
      {typeof count === "number" && <span class="count">{fullCount(count)}</span>}
    </label>
  );
  const add = (event: Event) => {
    event.preventDefault();
    const text = word.value.trim();
    if (text !== "" && !text.includes(",")) toggleIn("exclude_keywords", text);
    word.value = "";
  };
  return (
    <details
      open={isSet("verified", "has_contact", "has_linked_accounts", "last_active_days", "exclude_keywords")}
    >
      <summary>More</summary>
      {flag("verified", "Verified", countOf("verified", "true"))}
      {flag("has_contact", "Contact known")}
      {flag("has_linked_accounts", "Linked accounts known")}
      <Choice
        label="Active within"
        value={address.value.get("last_active_days") ?? ""}
        choices={[["", "any time"], ...[7, 30, 90].map((days) => [days, `${days} days`] as const)]}
        onChoose={(days) => go({ last_active_days: days }, "replace")}
      />
      <form onSubmit={add}>
        <label>
          Must not say
          <input maxLength={100} placeholder="a word, then Enter" {...fieldOf(word)} />
        </label>
      </form>
    </details>
  );
}
