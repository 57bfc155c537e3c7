/** Envelopes of a few invented creators, whom each test can name. */

export interface Person {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly bio: string;
  readonly followers: number;
  readonly location?: string;
  readonly verified?: boolean;
}

export const FETCHED_AT = "2026-11-20T10:00:00Z";

/** An X v2 user as the API answers it. */
export const xEnvelope = (person: Person, fetchedAt = FETCHED_AT) => ({
  platform: "x",
  fetched_at: fetchedAt,
  synthetic: true,
  payload: {
    id: person.id,
    username: person.handle,
    name: person.name,
    description: person.bio,
    location: person.location ?? "",
    verified: person.verified ?? false,
    public_metrics: {
      followers_count: person.followers,
      following_count: 100,
      tweet_count: 1_000,
      listed_count: 5,
    },
  },
  posts: [],
});

/** A YouTube `channels.list` item. */
export const youtubeEnvelope = (person: Person) => ({
  platform: "youtube",
  fetched_at: FETCHED_AT,
  synthetic: true,
  payload: {
    kind: "youtube#channel",
    id: `UC${person.id.padStart(22, "0")}`,
    snippet: {
      title: person.name,
      customUrl: `@${person.handle}`,
      description: person.bio,
      country: person.location,
    },
    statistics: {
      subscriberCount: String(person.followers),
      viewCount: "1000000",
      videoCount: "120",
      hiddenSubscriberCount: false,
    },
  },
  posts: [],
});

export const VEGAN_COACH: Person = {
  id: "1001",
  handle: "vegan_vera",
  name: "Vera Grün",
  bio: "Vegan fitness coach. Strength without meat. vera@example.com",
  followers: 45_000,
  location: "Berlin, Germany",
  verified: true,
};

export const SONGWRITER: Person = {
  id: "1002",
  handle: "songs_by_sam",
  name: "Sam Okafor",
  bio: "Singer and songwriter from London, new record out now",
  followers: 210_000,
  location: "London",
};

const TOPICS = [
  "gaming streams",
  "street photography",
  "home cooking",
  "chess puzzles",
  "trail running",
  "sewing",
];

/** Other creators, so that there is something to rank. */
export const crowd = (count: number): Person[] =>
  Array.from({ length: count }, (_, at) => ({
    id: String(5_000 + at),
    handle: `someone_${at}`,
    name: `Someone ${at}`,
    bio: `I post about ${TOPICS[at % TOPICS.length]} every week, number ${at}`,
    followers: 500 + at * 37,
  }));

export const ndjson = (envelopes: readonly object[]): string =>
  envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join("");
