import type { PostFigures } from "../figures.ts";
import { isoSeconds, postId, type RawProfile, type Subject } from "./subject.ts";

/** Instagram's `business_discovery` object with its media, as Meta documents it. */
export function instagramProfile(subject: Subject): RawProfile {
  const { account, figures, posts } = subject;
  const [link] = subject.links;
  return {
    payload: {
      id: account.userId,
      username: account.handle,
      name: subject.displayName,
      biography: subject.bio,
      ...(link !== undefined && { website: link }),
      profile_picture_url: `https://scontent.example/v/${account.userId}.jpg?oe=0000`,
      followers_count: figures.followers,
      follows_count: figures.following,
      media_count: figures.posts,
      media: { data: posts.map((post) => mediaOf(subject, post)) },
    },
    posts: [],
  };
}

function mediaOf({ random, figures, caption }: Subject, post: PostFigures) {
  const isReel = random.chance(0.5);
  return {
    id: postId(random, 17),
    // A post without a caption has no such field.
    ...(random.chance(0.95) && { caption: caption() }),
    media_type: isReel ? "VIDEO" : random.pick(["IMAGE", "CAROUSEL_ALBUM"]),
    media_product_type: isReel ? "REELS" : "FEED",
    timestamp: isoSeconds(post.at).replace("Z", "+0000"),
    // A post whose owner hides the likes has no count either.
    ...(!figures.hidesCounts && { like_count: post.likes }),
    comments_count: post.comments,
    ...(isReel && { view_count: post.views }),
  };
}
