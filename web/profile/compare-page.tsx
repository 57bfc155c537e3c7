import { effect, signal } from "@preact/signals";
import type { CreatorView } from "../../lib/domain/creator-view.ts";
import { chosen, go, page, toggleChosen } from "../address.ts";
import { ask, type Failure, failureFrom, key } from "../api.ts";
import { CreatorName, nameOf } from "../parts/creator-name.tsx";
import { FailureNote } from "../parts/failure.tsx";
import { Share } from "../parts/share.tsx";
import { Fresh } from "../search/result.tsx";
import { countryName, fullCount, inWords, languageName, percent, platformName } from "../words.ts";

type Answer = CreatorView | Failure;
const answers = signal<ReadonlyMap<string, Answer>>(new Map());

effect(() => {
  if (page.value !== "compare" || key.value === null) return;
  for (const id of chosen.value) if (!answers.peek().has(id)) void load(id);
});

async function load(id: string): Promise<void> {
  const answer = await ask<{ data: CreatorView }>(`/creators/${id}`)
    .then(({ data }) => data)
    .catch(failureFrom);
  answers.value = new Map(answers.value).set(id, answer);
}

const isCreator = (answer: Answer | undefined): answer is CreatorView =>
  answer !== undefined && "platform" in answer;

const ROWS: readonly (readonly [string, (creator: CreatorView) => string])[] = [
  ["Platform", ({ platform }) => platformName(platform)],
  ["Followers", ({ followers }) => fullCount(followers)],
  ["Growth in 30 days", ({ growth }) => percent(growth?.d30 ?? null)],
  ["Engagement", ({ engagement_rate }) => percent(engagement_rate)],
  ["Median likes", ({ engagement }) => fullCount(engagement?.median_likes ?? null)],
  ["Median views", ({ engagement }) => fullCount(engagement?.median_views ?? null)],
  ["Posts", ({ posts_count }) => fullCount(posts_count)],
  ["Country", ({ country }) => countryName(country)],
  ["Languages", ({ languages }) => languages.map(languageName).join(", ")],
  ["Categories", ({ categories }) => categories.map(inWords).join(", ")],
];

/** Up to six creators side by side. */
export function ComparePage() {
  const ids = chosen.value;
  if (ids.length === 0)
    return (
      <div class="note">
        <h2>Nothing to compare yet</h2>
        <p>Choose up to six creators in a search by the box at their name.</p>
        <button type="button" onClick={() => go({ page: null })}>
          To the search
        </button>
      </div>
    );
  const all = ids.map((id) => ({ id, answer: answers.value.get(id) }));
  const creators = all.map(({ answer }) => answer).filter(isCreator);
  const failed = all.find(({ answer }) => answer !== undefined && !isCreator(answer));
  return (
    <section class="compare" aria-label="Comparison">
      {failed?.answer && !isCreator(failed.answer) && (
        <FailureNote failure={failed.answer} again={() => void load(failed.id)} />
      )}
      <table>
        <thead>
          <tr>
            <td />
            {creators.map(({ id, display_name, handle }) => (
              <th key={id} scope="col">
                <CreatorName id={id}>{nameOf({ display_name, handle })}</CreatorName>
                <button
                  type="button"
                  class="close"
                  onClick={() => toggleChosen(id)}
                  aria-label={`Remove ${handle}`}
                >
                  ×
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([name, of]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {creators.map((creator) => (
                <td key={creator.id}>{of(creator) || "–"}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">Fetched</th>
            {creators.map(({ id, fetched_at }) => (
              <td key={id}>
                <Fresh iso={fetched_at} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <Share requests={[{ path: "/creators/lookup", body: { accounts: ids } }]} />
    </section>
  );
}
