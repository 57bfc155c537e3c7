import { DAY_SECONDS } from "../../lib/domain/durations.ts";
import type { Envelope } from "../../lib/domain/envelope.ts";
import type { Platform } from "../../lib/domain/platform.ts";
import { drawFigures, drawPosts, type Figures } from "./figures.ts";
import { instagramProfile } from "./payloads/instagram.ts";
import { isoSeconds, type Subject } from "./payloads/subject.ts";
import { tiktokProfile } from "./payloads/tiktok.ts";
import { xProfile } from "./payloads/x.ts";
import { youtubeProfile } from "./payloads/youtube.ts";
import { type Account, accountOf, accountsBeside, type Person, personOf } from "./people.ts";
import { locationText } from "./places.ts";
import { randomOf } from "./random.ts";
import { STREAMS } from "./streams.ts";
import { writeBio, writeCaption, writeDisplayName } from "./texts.ts";
import type { Topic } from "./topics.ts";

export interface GenerateOptions {
  readonly count: number;
  /** A whole number. Of larger ones only the last 32 bits count. */
  readonly seed: number;
  /** Everything was fetched in the five days before this. */
  readonly now?: Date;
}

/** The default moment of samples, so that the same seed gives the same bytes. */
export const SAMPLE_NOW = new Date("2026-11-20T12:00:00Z");

/** Well within YouTube's 30 days. */
const FETCHED_WITHIN_SECONDS = 5 * DAY_SECONDS;

/**
 * Invented creators of the four platforms, each in its platform's own shape: numbers with heavy tails, profiles in
 * sixteen languages, some with contact details (with names and numbers that belong to no one), some of the same person.
 * Envelope `i` depends on `seed`, `now` and `i` alone.
 */
export function* generateEnvelopes({ count, seed, now = SAMPLE_NOW }: GenerateOptions): Generator<Envelope> {
  for (let index = 0; index < count; index += 1) yield envelopeAt(seed, index, now);
}

/** The truth about a generated creator, whether its profile shows it or not. It measures what is read from profiles. */
export interface CreatorTruth {
  readonly platform: Platform;
  readonly platformUserId: string;
  readonly handle: string;
  /** The main topic first. */
  readonly topics: readonly Topic[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** BCP 47 primary subtag of bio and posts. */
  readonly language: string;
  readonly followers: number;
  /** Indexes of all accounts of the same person, including this one. */
  readonly accounts: readonly number[];
  /** Whether these accounts link to each other. */
  readonly isLinkedMutually: boolean;
}

export function truthOf(seed: number, index: number): CreatorTruth {
  const { account, person, figures, siblings } = castOf(seed, index);
  return {
    platform: account.platform,
    platformUserId: account.userId,
    handle: account.handle,
    topics: person.topics,
    country: person.home.country,
    language: person.language,
    followers: figures.followers,
    accounts: siblings,
    isLinkedMutually: siblings.length > 1 && person.linksBack,
  };
}

interface Cast {
  readonly account: Account;
  readonly person: Person;
  readonly figures: Figures;
  readonly siblings: readonly number[];
}

function castOf(seed: number, index: number): Cast {
  const siblings = accountsBeside(seed, index);
  const person = personOf(seed, siblings[0] ?? index);
  const account = accountOf(seed, index, person, siblings);
  const figures = drawFigures(randomOf(seed, STREAMS.figures, index), account.platform, person.fame);
  return { account, person, figures, siblings };
}

export function envelopeAt(seed: number, index: number, now: Date): Envelope {
  const cast = castOf(seed, index);
  const random = randomOf(seed, STREAMS.posts, index);
  const fetchedAt = now.getTime() - random.between(60, FETCHED_WITHIN_SECONDS) * 1_000;
  const subject = subjectOf(seed, cast, fetchedAt);
  const { payload, posts } = PROFILES[cast.account.platform](subject);
  return {
    platform: cast.account.platform,
    fetched_at: isoSeconds(fetchedAt),
    payload,
    posts,
    synthetic: true,
  };
}

const PROFILES = { instagram: instagramProfile, tiktok: tiktokProfile, x: xProfile, youtube: youtubeProfile };

function subjectOf(seed: number, { account, person, figures, siblings }: Cast, fetchedAt: number): Subject {
  const random = randomOf(seed, STREAMS.texts, account.index);
  const isFirst = account.index === person.first;
  const others = siblings
    .filter((sibling) => sibling !== account.index && (isFirst || person.linksBack))
    .map((sibling) => accountOf(seed, sibling, person, siblings));
  const location = locationText(random, person.home, person.city);
  const saysPlace = random.chance(0.75);
  return {
    account,
    person,
    figures,
    posts: drawPosts(random, figures, fetchedAt),
    bio: writeBio(random, person, account.platform, others),
    displayName: writeDisplayName(random, person),
    links: [...others.map(({ url }) => url), ...(person.site === null ? [] : [person.site])],
    location: saysPlace ? location.text : null,
    tellsCountry: saysPlace && location.tells,
    caption: () => writeCaption(random, person),
    random,
  };
}
