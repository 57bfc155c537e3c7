import { randomBytes, randomInt } from "node:crypto";

/** A word of no language in every invented profile, with which a later run finds what a killed one left. */
export const MARK = "zzincreatorsmoke";

/** Rarely found together, so a profile with three of them is the nearest to them in meaning. */
const SUBJECTS = (
  "accordion beekeeping bonsai calligraphy cartography falconry fossils glaciers harpsichord " +
  "lighthouses meteorites puppetry submarines typewriters volcanoes windmills"
).split(" ");
const WORDS = 3;
/** In this range so few channels have exactly the same number that one page of a browse for it shows them all. */
const FOLLOWERS = { min: 1_000_003, max: 8_999_999 };

/** An invented profile unlike any other: a channel as YouTube's `channels.list` describes it. */
export interface InventedCreator {
  readonly platformUserId: string;
  readonly handle: string;
  /** A word that no other profile contains. */
  readonly word: string;
  /** What the profile is about. */
  readonly meaning: string;
  readonly followers: number;
  /** One envelope, as a line of the inbox. */
  readonly envelope: string;
}

export function inventCreator(now: Date): InventedCreator {
  const tag = randomBytes(8).toString("hex");
  const word = `zz${tag.replace(/\d/g, (digit) => "ghijklmnop".charAt(Number(digit)))}`;
  const subjects = Array.from({ length: WORDS }, () => SUBJECTS[randomInt(SUBJECTS.length)]);
  const meaning = [...new Set(subjects)].join(" and ");
  const platformUserId = `UC${`smoke${tag}`.padEnd(22, "0")}`;
  const followers = randomInt(FOLLOWERS.min, FOLLOWERS.max);
  const payload = {
    kind: "youtube#channel",
    id: platformUserId,
    snippet: {
      title: `Invented for a check ${word}`,
      customUrl: `@${word}`,
      description: `Videos about ${meaning}. ${MARK}`,
    },
    statistics: { subscriberCount: String(followers), videoCount: "3", hiddenSubscriberCount: false },
  };
  const envelope = { platform: "youtube", fetched_at: now.toISOString(), payload, posts: [] };
  return {
    ...{ platformUserId, handle: word, word, meaning, followers },
    envelope: `${JSON.stringify(envelope)}\n`,
  };
}
