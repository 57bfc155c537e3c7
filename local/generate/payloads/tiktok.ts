import type { PostFigures } from "../figures.ts";
import { postId, type RawProfile, type Subject } from "./subject.ts";

/** TikTok's user info `data` with the requested `username`, and videos, as TikTok documents it. */
export function tiktokProfile(subject: Subject): RawProfile {
  const { account, figures, posts } = subject;
  const [link] = subject.links;
  return {
    payload: {
      username: account.handle,
      display_name: subject.displayName,
      bio_description: subject.bio,
      avatar_url: `https://p16-sign.example/tos/${account.handle}.jpeg?x-expires=0`,
      is_verified: figures.verified,
      follower_count: figures.followers,
      following_count: figures.following,
      likes_count: Math.floor(figures.posts * figures.followers * figures.reactions),
      video_count: figures.posts,
      ...(link !== undefined && { bio_url: link }),
    },
    posts: posts.map((post) => videoOf(subject, post)),
  };
}

function videoOf({ account, person, random, caption }: Subject, post: PostFigures) {
  const description = caption();
  return {
    // The API sends a 64-bit number here. As text it survives JSON.parse.
    id: postId(random, 19),
    video_description: description,
    create_time: post.at / 1_000,
    region_code: person.home.country,
    view_count: post.views,
    like_count: post.likes,
    comment_count: post.comments,
    share_count: post.shares,
    hashtag_names: Array.from(description.matchAll(/#(\w+)/g), ([, name]) => name),
    username: account.handle,
    video_duration: random.between(7, 180),
  };
}
