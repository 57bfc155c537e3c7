import type { PostFigures } from "../figures.ts";
import { TOPIC_SIGNS } from "../topics.ts";
import { isoSeconds, type RawProfile, type Subject } from "./subject.ts";

/** A YouTube `channels.list` item and `videos.list` items, as Google documents them. Counts are strings. */
export function youtubeProfile(subject: Subject): RawProfile {
  const { account, person, figures, random } = subject;
  const description = [subject.bio, ...subject.links.filter((url) => !subject.bio.includes(url))]
    .join("\n")
    .trim();
  const country = subject.tellsCountry && { country: person.home.country };
  const tags = person.topics.flatMap((topic) => TOPIC_SIGNS[topic].tags);
  return {
    payload: {
      kind: "youtube#channel",
      id: account.userId,
      snippet: {
        title: subject.displayName,
        description,
        customUrl: `@${account.handle}`,
        publishedAt: isoSeconds(1_230_768_000_000 + random.between(0, 480_000_000) * 1_000),
        thumbnails: { default: { url: `https://yt3.example/${account.userId}=s88`, width: 88, height: 88 } },
        ...(random.chance(0.4) && { defaultLanguage: person.language }),
        ...country,
      },
      contentDetails: { relatedPlaylists: { likes: "", uploads: account.userId.replace("UC", "UU") } },
      statistics: {
        viewCount: String(Math.floor(figures.posts * figures.followers * figures.reach)),
        ...(!figures.hidesCounts && { subscriberCount: String(threeFigures(figures.followers)) }),
        hiddenSubscriberCount: figures.hidesCounts,
        videoCount: String(figures.posts),
      },
      topicDetails: {
        topicCategories: person.topics.flatMap((topic) =>
          TOPIC_SIGNS[topic].articles.map((article) => `https://en.wikipedia.org/wiki/${article}`),
        ),
      },
      status: { privacyStatus: "public", isLinked: true, madeForKids: false },
      brandingSettings: {
        channel: {
          title: subject.displayName,
          ...(random.chance(0.6) && { keywords: tags.join(" ") }),
          ...country,
        },
      },
    },
    posts: subject.posts.map((post) => videoOf(subject, post, tags)),
  };
}

function videoOf(
  { account, displayName, random, caption }: Subject,
  post: PostFigures,
  tags: readonly string[],
) {
  const hidesLikes = random.chance(0.04);
  return {
    kind: "youtube#video",
    id: `syn${String(random.between(0, 99_999_999)).padStart(8, "0")}`,
    snippet: {
      publishedAt: isoSeconds(post.at),
      channelId: account.userId,
      title: caption(),
      description: "",
      channelTitle: displayName,
      ...(random.chance(0.6) && { tags }),
      liveBroadcastContent: "none",
    },
    contentDetails: { duration: `PT${random.between(1, 40)}M${random.between(0, 59)}S` },
    // Hidden or disabled counts are absent, not 0.
    statistics: {
      viewCount: String(post.views),
      ...(!hidesLikes && { likeCount: String(post.likes), commentCount: String(post.comments) }),
      favoriteCount: "0",
    },
  };
}

/** YouTube rounds subscriber counts down to three significant figures. */
function threeFigures(count: number): number {
  const unit = 10 ** Math.max(0, String(count).length - 3);
  return Math.floor(count / unit) * unit;
}
