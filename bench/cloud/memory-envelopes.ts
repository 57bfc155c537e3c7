import { z } from "zod";
import { envelopeLines } from "../../local/generate/write-envelopes.ts";

const NOW = new Date("2026-11-20T10:00:00Z");

/** Envelopes as the generator makes them: 1.5 kB each in the median. */
export const ordinaryLines = (count: number, seed: number): string[] =>
  Buffer.concat([...envelopeLines({ count, seed, now: NOW })])
    .toString("utf8")
    .trimEnd()
    .split("\n");

const envelopeSchema = z.looseObject({ posts: z.array(z.looseObject({})) });
/** What YouTube lets a description hold, the longest text of a post on the four platforms. */
const TEXT_MAX = 5_000;
const TEXT_FIELDS = new Set(["text", "caption", "video_description", "description"]);
/** What a scraper fetches by default (INCREATOR_CRAWL_POSTS). */
const POSTS = 12;
const FILLER = "Tea and trains, write to booking at example dot com or call us, more in the link below. ";

/** The same accounts with twelve posts, each with as much text as a post may have: 60 kB a profile. */
export function largestLines(count: number, seed: number): string[] {
  const text = FILLER.repeat(Math.ceil(TEXT_MAX / FILLER.length)).slice(0, TEXT_MAX);
  return ordinaryLines(count, seed).map((line, at) => {
    const envelope = envelopeSchema.parse(JSON.parse(line));
    const posts =
      envelope.posts.length === 0
        ? []
        : Array.from({ length: POSTS }, (_, post) => envelope.posts[post % envelope.posts.length] ?? {});
    return JSON.stringify({
      ...envelope,
      posts: posts.map((post, number) => longer(post, `${at} ${number} ${text}`)),
    });
  });
}

const longer = (post: Record<string, unknown>, text: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(post).map(([name, value]) => [
      name,
      TEXT_FIELDS.has(name) && typeof value === "string"
        ? text
        : typeof value === "object" && value !== null && !Array.isArray(value)
          ? longer({ ...value }, text)
          : value,
    ]),
  );
