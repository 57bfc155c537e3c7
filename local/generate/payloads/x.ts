import type { PostFigures } from "../figures.ts";
import { postId, type RawProfile, type Subject } from "./subject.ts";

/** A user of X API v2 with posts. One in ten uses the spelling of specification 2.167. */
export function xProfile(subject: Subject): RawProfile {
  const { account, figures, random } = subject;
  const isNewSpelling = random.chance(0.1);
  const [link, ...others] = subject.links;
  const described = others.filter((url) => subject.bio.includes(url));
  return {
    payload: {
      id: account.userId,
      username: account.handle,
      name: subject.displayName,
      description: subject.bio,
      ...(subject.location !== null && { location: subject.location }),
      ...(link !== undefined && { url: SHORTENED, entities: entitiesOf(link, described) }),
      created_at: new Date(1_262_304_000_000 + random.between(0, 460_000_000) * 1_000).toISOString(),
      profile_image_url: `https://pbs.twimg.example/profile_images/${account.userId}_normal.jpg`,
      protected: false,
      verified: figures.verified,
      verified_type: figures.verified ? random.pick(["blue", "blue", "business"]) : "none",
      public_metrics: {
        followers_count: figures.followers,
        following_count: figures.following,
        [isNewSpelling ? "post_count" : "tweet_count"]: figures.posts * 8,
        listed_count: Math.floor(figures.followers / 180),
      },
    },
    posts: subject.posts.map((post) => postOf(subject, post, isNewSpelling)),
  };
}

const SHORTENED = "https://t.co/synthetic0";

const expanded = (url: string) => ({
  url: SHORTENED,
  expanded_url: url,
  display_url: url.replace("https://", ""),
});

const entitiesOf = (link: string, described: readonly string[]) => ({
  url: { urls: [expanded(link)] },
  ...(described.length > 0 && { description: { urls: described.map(expanded) } }),
});

function postOf({ person, random, caption }: Subject, post: PostFigures, isNewSpelling: boolean) {
  return {
    id: postId(random, 19),
    text: caption(),
    created_at: new Date(post.at).toISOString(),
    lang: person.language,
    public_metrics: {
      [isNewSpelling ? "repost_count" : "retweet_count"]: post.shares,
      reply_count: post.comments,
      like_count: post.likes,
      quote_count: Math.floor(post.shares / 5),
      impression_count: post.views,
    },
  };
}
