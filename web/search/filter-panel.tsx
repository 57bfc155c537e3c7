import { computed, signal } from "@preact/signals";
import { address, go, searchParameters } from "../address.ts";
import { loadedFrom } from "../api.ts";
import { lists } from "../lists/state.ts";
import { useTyped } from "../parts/typed.ts";
import { fullCount, inWords } from "../words.ts";
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

/** Beside the list where there is room, else folded above it. */
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

/** Filters of the address, in one place and each with a way off. */
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

function Group(props: { name: keyof typeof dictionaries; title: string; isOpen?: boolean }) {
  const { name, title } = props;
  const found = results.value.meta?.facets?.[name];
  const counts = new Map(found?.map(({ value, count }) => [value, count]));
  // The dictionary names the values; the counts are those of what the query finds, where it was counted.
  const all = dictionaries[name].value.value?.data ?? [];
  const values = found ? all.map((one) => ({ ...one, count: counts.get(one.code) ?? 0 })) : all;
  const set = listOf(name);
  const shown = values.toSorted((a, b) => rank(set, a.code) - rank(set, b.code) || b.count - a.count);
  if (values.length === 0) return null;
  const option = ({ code, name: label, count }: Dictionary["data"][number]) => (
    <label key={code}>
      <input type="checkbox" checked={set.includes(code)} onChange={() => toggleIn(name, code)} />
      <bdi>{inWords(label)}</bdi> <span class="count">{fullCount(count)}</span>
    </label>
  );
  return (
    <details open={props.isOpen || set.length > 0}>
      <summary>{title}</summary>
      {shown.slice(0, SHORT_LIST).map(option)}
      {shown.length > SHORT_LIST && (
        <details class="all">
          <summary>All {shown.length}</summary>
          {shown.slice(SHORT_LIST).map(option)}
        </details>
      )}
    </details>
  );
}

const rank = (set: readonly string[], code: string): number => (set.includes(code) ? 0 : 1);

const followers = computed(() => ({
  min: address.value.get("followers_min"),
  max: address.value.get("followers_max"),
}));

function Size() {
  const { min, max } = followers.value;
  const text = (value: number | null) => (value === null ? null : String(value));
  return (
    <details open>
      <summary>Followers</summary>
      <div class="tiers">
        {TIERS.map((tier) => {
          const isSet = text(tier.min) === min && text(tier.max) === max;
          const change = isSet
            ? { followers_min: null, followers_max: null }
            : { followers_min: text(tier.min), followers_max: text(tier.max) };
          return (
            <button key={tier.name} type="button" aria-pressed={isSet} onClick={() => go(change, "replace")}>
              {tier.name}
            </button>
          );
        })}
      </div>
      <Bounds name="followers" step={1} scale={1} unit="" />
    </details>
  );
}

function Engagement() {
  return (
    <details open={address.value.has("engagement_rate_min") || address.value.has("engagement_rate_max")}>
      <summary>Engagement</summary>
      <Bounds name="engagement_rate" step={0.1} scale={100} unit="%" />
    </details>
  );
}

const place = signal("");

/** Cities and regions by name; those that are set stand above with the other filters. */
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

const isSet = (...names: readonly string[]): boolean =>
  names.some((name) => address.value.has(`${name}_min`) || address.value.has(`${name}_max`));

/** Figures of which a platform tells no more than the posts and the history that were fetched. */
function Figures() {
  return (
    <details open={isSet("growth", "median_views", "recent_posts")}>
      <summary>Growth, views, posts</summary>
      <label>
        Growth over
        <select
          value={address.value.get("growth_days") ?? "30"}
          onChange={({ currentTarget }) => go({ growth_days: currentTarget.value }, "replace")}
          disabled={!isSet("growth")}
        >
          <option value="30">30 days</option>
          <option value="90">90 days</option>
        </select>
      </label>
      <Bounds name="growth" step={1} scale={100} unit="%" />
      <p>Median views of a post</p>
      <Bounds name="median_views" step={1} scale={1} unit="" />
      <p>Posts in 30 days</p>
      <Bounds name="recent_posts" step={1} scale={1} unit="" />
    </details>
  );
}

function Lists() {
  const known = lists.state.value.value?.data ?? [];
  if (known.length === 0) return null;
  const choice = (name: string, label: string) => (
    <label>
      {label}
      <select
        value={address.value.get(name) ?? ""}
        onChange={({ currentTarget }) => go({ [name]: currentTarget.value }, "replace")}
      >
        <option value="">any</option>
        {known.map((list) => (
          <option key={list.id} value={list.id}>
            {list.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <details open={address.value.has("list_ids") || address.value.has("exclude_list_ids")}>
      <summary>Lists</summary>
      {choice("list_ids", "On the list")}
      {choice("exclude_list_ids", "Not on the list")}
    </details>
  );
}

/** Least and most of a figure; `scale` turns what people write into what the API takes. */
function Bounds(props: { name: string; step: number; scale: number; unit: string }) {
  const shown = (which: "min" | "max"): string => {
    const value = address.value.get(`${props.name}_${which}`);
    return value === null ? "" : String(Number(value) * props.scale);
  };
  const [least, most] = [useTyped(shown("min")), useTyped(shown("max"))];
  const bound = (which: "min" | "max", typed: ReturnType<typeof useTyped>) => {
    const name = `${props.name}_${which}`;
    return (
      <label>
        {which === "min" ? "from" : "to"}
        <input
          type="number"
          min={0}
          step={props.step}
          {...typed}
          onChange={({ currentTarget }) =>
            go({ [name]: scaled(currentTarget.value, props.scale) }, "replace")
          }
        />
        {props.unit}
      </label>
    );
  };
  return (
    <div class="bounds">
      {bound("min", least)}
      {bound("max", most)}
    </div>
  );
}

const scaled = (text: string, scale: number): string | null =>
  text === "" ? null : String(Number((Number(text) / scale).toFixed(6)));

const word = signal("");

function More() {
  const flag = (name: string, label: string) => (
    <label>
      <input
        type="checkbox"
        checked={address.value.get(name) === "true"}
        onChange={({ currentTarget }) => go({ [name]: currentTarget.checked ? "true" : null }, "replace")}
      />
      {label}
    </label>
  );
  const add = (event: Event) => {
    event.preventDefault();
    const text = word.value.trim();
    if (text !== "" && !text.includes(",")) toggleIn("exclude_keywords", text);
    word.value = "";
  };
  return (
    <details>
      <summary>More</summary>
      {flag("verified", "Verified")}
      {flag("has_contact", "Contact known")}
      {flag("has_linked_accounts", "Linked accounts known")}
      <label>
        Active within
        <select
          value={address.value.get("last_active_days") ?? ""}
          onChange={({ currentTarget }) => go({ last_active_days: currentTarget.value }, "replace")}
        >
          <option value="">any time</option>
          <option value="7">7 days</option>
          <option value="30">30 days</option>
          <option value="90">90 days</option>
        </select>
      </label>
      <form onSubmit={add}>
        <label>
          Must not say
          <input
            type="text"
            maxLength={100}
            value={word.value}
            onInput={({ currentTarget }) => {
              word.value = currentTarget.value;
            }}
          />
        </label>
      </form>
    </details>
  );
}
