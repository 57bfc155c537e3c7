import { useComputed } from "@preact/signals";
import type { SearchItem } from "../../lib/domain/search-request.ts";
import { chosen, go, isFull, openCreator, toggleChosen } from "../address.ts";
import {
  ago,
  countryName,
  freshnessOf,
  inWords,
  minuteOf,
  percent,
  platformName,
  shortCount,
} from "../words.ts";
import { Score } from "./score.tsx";

/** Each result watches itself whether it is open, so that opening one redraws two results and not a thousand. */
const useClass = (id: string, plain: string): string => {
  const isOpen = useComputed(() => openCreator.value === id);
  return isOpen.value ? `${plain} open` : plain;
};

/** One creator with the evidence for its rank. */
export function Card({ item }: { readonly item: SearchItem }) {
  const { id } = item;
  return (
    <article id={id} class={useClass(id, "result card")} aria-label={item.display_name}>
      <header>
        <Name item={item} />
        <Choose item={item} isNamed />
      </header>
      <p class="facts">
        <span class="platform">{platformName(item.platform)}</span>
        <span>
          <b>{item.followers === null ? "unknown" : shortCount(item.followers)}</b> followers
        </span>
        {item.engagement_rate !== null && <span>{percent(item.engagement_rate)} engagement</span>}
        {item.country !== null && <span>{countryName(item.country)}</span>}
        <span>
          fetched <Fresh iso={item.fetched_at} />
        </span>
      </p>
      <ul class="reasons" aria-label="Why it ranks here">
        {item.why_ranked.map((reason) => (
          <li key={reason} dir="auto">
            <Marked text={reason} />
          </li>
        ))}
      </ul>
      <footer>
        <Score item={item} />
        <span class="categories">{item.categories.slice(0, 4).map(inWords).join(" · ")}</span>
      </footer>
    </article>
  );
}

/** The same creator as a table row. */
export function Row({ item }: { readonly item: SearchItem }) {
  return (
    <tr id={item.id} class={useClass(item.id, "result")}>
      <td>
        <Choose item={item} />
      </td>
      <th scope="row">
        <Name item={item} />
      </th>
      <td>{platformName(item.platform)}</td>
      <td class="figure">{shortCount(item.followers)}</td>
      <td class="figure">{percent(item.engagement_rate)}</td>
      <td>{countryName(item.country)}</td>
      <td class="wide">
        {item.why_ranked.slice(0, 3).map((reason, index) => (
          <span key={reason} dir="auto">
            {index > 0 && "; "}
            <Marked text={reason} />
          </span>
        ))}
      </td>
      <td>
        <Fresh iso={item.fetched_at} />
      </td>
      <td>
        <Score item={item} />
      </td>
    </tr>
  );
}

function Name({ item }: { readonly item: SearchItem }) {
  return (
    <button type="button" class="name" onClick={() => go({ creator: item.id })}>
      <span>
        <bdi>{item.display_name || item.handle}</bdi>
        {item.verified && (
          <span class="verified" title="verified by the platform">
            {" "}
            ✓<span class="unseen">verified</span>
          </span>
        )}
      </span>{" "}
      <bdi class="handle">{item.handle}</bdi>
    </button>
  );
}

function Choose({ item, isNamed = false }: { readonly item: SearchItem; readonly isNamed?: boolean }) {
  const isChosen = useComputed(() => chosen.value.includes(item.id)).value;
  return (
    <label class="choose" title="Compare up to 6 creators side by side">
      {isNamed && <span aria-hidden="true">Compare</span>}
      <input
        type="checkbox"
        checked={isChosen}
        disabled={!isChosen && isFull.value}
        onChange={() => toggleChosen(item.id)}
      />
      <span class="unseen">Compare {item.display_name}</span>
    </label>
  );
}

/** When the profile was fetched. An old one is marked. */
export function Fresh({ iso }: { readonly iso: string }) {
  return (
    <time dateTime={iso} title={`fetched ${minuteOf(iso)}`} class={`fresh ${freshnessOf(iso)}`}>
      {ago(iso)}
    </time>
  );
}

/** A reason quotes the words that it found. Each quotation is marked. */
function Marked({ text }: { readonly text: string }) {
  const parts = text.split(/('[^']+')/);
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? <mark key={`${index}${part}`}>{part.slice(1, -1)}</mark> : part,
      )}
    </>
  );
}
