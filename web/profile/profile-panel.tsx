import { useEffect, useRef, useState } from "preact/hooks";
import type { CreatorProvenance } from "../../lib/domain/creator-provenance.ts";
import type { CreatorView } from "../../lib/domain/creator-view.ts";
import type { SimilarAnswer } from "../../lib/domain/search-request.ts";
import { go, openCreator } from "../address.ts";
import { loadedFrom } from "../api.ts";
import { CreatorName, nameOf } from "../parts/creator-name.tsx";
import { FailureNote } from "../parts/failure.tsx";
import { Share } from "../parts/share.tsx";
import { countryName, fullCount, inWords, languageName, percent, platformName } from "../words.ts";
import { Actions } from "./actions.tsx";
import { HistoryPlot } from "./history-plot.tsx";
import { LinkedAccounts, linkedAccounts } from "./linked-accounts.tsx";
import { Provenance } from "./provenance.tsx";

const profilePath = (id: string): string => `/creators/${encodeURIComponent(id)}`;
const profile = loadedFrom<{ data: CreatorView; provenance: CreatorProvenance }>(() =>
  openCreator.value === null ? null : profilePath(openCreator.value),
);
const similar = loadedFrom<SimilarAnswer>(() =>
  openCreator.value === null ? null : `/creators/${encodeURIComponent(openCreator.value)}/similar?limit=6`,
);

const linked = linkedAccounts(() => profile.state.value.value?.data.identity_id ?? null);

const close = (): void => go({ creator: null });

/** One creator beside the list: the stored data, and the source and age of each figure. */
export function ProfilePanel() {
  const panel = useRef<HTMLElement>(null);
  const id = openCreator.value;
  useEffect(() => {
    if (id !== null) panel.current?.focus();
  }, [id]);
  if (id === null) return null;
  const { value, failure, isLoading } = profile.state.value;
  const creator = value?.data.id === id ? value.data : null;
  return (
    <aside ref={panel} class="profile" tabIndex={-1} aria-label="Profile" aria-busy={isLoading}>
      <button type="button" class="close" onClick={close} aria-label="Close the profile">
        ×
      </button>
      {failure && <FailureNote failure={failure} again={profile.again} />}
      {creator && (
        <>
          <Head creator={creator} />
          <Actions key={creator.id} creator={creator} />
          <Figures creator={creator} />
          <HistoryPlot />
          <Texts creator={creator} />
          <Provenance creator={creator} provenance={value?.provenance ?? []} />
          <LinkedAccounts creatorId={creator.id} loaded={linked} />
          <Similar />
          <Share key={creator.id} requests={[{ path: profilePath(creator.id) }]} />
        </>
      )}
    </aside>
  );
}

interface Of {
  readonly creator: CreatorView;
}

function Head({ creator }: Of) {
  const { display_name, handle, url, platform, bio } = creator;
  return (
    <header>
      <Picture key={creator.id} creator={creator} />
      <h2 dir="auto">{display_name || handle}</h2>
      <p>
        <a href={url} rel="noopener noreferrer" target="_blank">
          <bdi>{handle}</bdi> on {platformName(platform)}
        </a>
      </p>
      <p class="bio" dir="auto">
        {bio}
      </p>
    </header>
  );
}

const BASIS: Readonly<Record<NonNullable<CreatorView["engagement"]>["basis"], string>> = {
  interactions_by_views: "likes and comments of a post, divided by its views",
  interactions_per_post_by_followers: "likes, comments and shares of a post, divided by followers",
};

function Figures({ creator }: Of) {
  const { engagement, quality, growth } = creator;
  return (
    <section aria-label="Figures">
      <dl>
        <Fact name="Followers">{fullCount(creator.followers)}</Fact>
        <Fact name="Growth in 30 days">{percent(growth?.d30 ?? null)}</Fact>
        <Fact name="Posts">{fullCount(creator.posts_count)}</Fact>
        <Fact name="Engagement">{percent(creator.engagement_rate)}</Fact>
      </dl>
      {creator.engagement_rate === null && (
        <p class="small">Engagement is not known: it needs posts with their counts, and none were fetched.</p>
      )}
      {engagement && (
        <p class="small">
          Engagement is {BASIS[engagement.basis]}: the median of {engagement.sample} posts (of each:{" "}
          {fullCount(engagement.median_likes)} likes, {fullCount(engagement.median_comments)} comments,{" "}
          {fullCount(engagement.median_views)} views).
          {quality !== null &&
            ` It is above that of ${percent(quality.percentile / 100)} of the creators of its size on ${platformName(creator.platform)}.`}
        </p>
      )}
      {quality?.flags.map((flag) => (
        <p key={flag} class="label">
          {inWords(flag)}
        </p>
      ))}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Texts({ creator }: Of) {
  const tags = [...new Set([...creator.hashtags, ...creator.keywords])].slice(0, 24);
  return (
    <section aria-label="What the profile says">
      <dl>
        <Fact name="Country">{countryName(creator.country)}</Fact>
        <Fact name="Place, as written">{creator.location_text ?? "–"}</Fact>
        <Fact name="Languages">{creator.languages.map(languageName).join(", ") || "–"}</Fact>
        <Fact name="Categories">{creator.categories.map(inWords).join(", ") || "–"}</Fact>
        <Fact name="Contact">{creator.contact_kinds.join(", ") || "none known"}</Fact>
      </dl>
      {tags.length > 0 && (
        <p class="tags" dir="auto">
          {tags.join(" · ")}
        </p>
      )}
      {creator.links.length > 0 && (
        <ul class="links">
          {creator.links.map((link) => (
            <li key={link}>
              <a href={link} rel="noopener noreferrer nofollow" target="_blank">
                {link}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Similar() {
  const items = similar.state.value.value?.data ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label="Similar creators">
      <h3>Similar</h3>
      <ul>
        {items.map(({ id, display_name, handle, shared_traits }) => (
          <li key={id}>
            <CreatorName id={id}>{nameOf({ display_name, handle })}</CreatorName>
            <span class="small" dir="auto">
              {shared_traits.slice(0, 2).join("; ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A platform sees who loads a picture, so none is loaded before a person asks for it. */
function Picture({ creator: { avatar_url, display_name } }: { readonly creator: CreatorView }) {
  const [isShown, setShown] = useState(false);
  if (!avatar_url?.startsWith("https://")) return null;
  if (!isShown)
    return (
      <button type="button" class="picture" onClick={() => setShown(true)}>
        Load picture
      </button>
    );
  return (
    <img
      class="picture"
      src={avatar_url}
      alt={display_name}
      referrerpolicy="no-referrer"
      width="72"
      height="72"
    />
  );
}
