import { PLATFORMS, type Platform } from "../../lib/domain/platform.ts";
import { brandName, latinLetters, personName } from "./names.ts";
import type { Language } from "./phrases.ts";
import { drawHome, type Home } from "./places.ts";
import { type Random, randomOf, runningSums } from "./random.ts";
import { STREAMS } from "./streams.ts";
import { drawTopic, TOPIC_SIGNS, type Topic } from "./topics.ts";

/** The person or brand of one or more accounts. */
export interface Person {
  /** The index of the person's first account. */
  readonly first: number;
  readonly name: string;
  readonly isBrand: boolean;
  readonly home: Home;
  readonly city: string;
  readonly age: number;
  readonly language: Language;
  /** One or two, the main topic first. */
  readonly topics: readonly Topic[];
  readonly mail: string | null;
  readonly phone: string | null;
  /** The person's own page, on a domain that no one can own. */
  readonly site: string | null;
  /** Whether all accounts link to each other, not only the first to the others. */
  readonly linksBack: boolean;
  /** Above 0 means better known than others on the platform, in standard deviations. */
  readonly fame: number;
  readonly stem: string;
}

/** What others need to know of one account. */
export interface Account {
  readonly index: number;
  readonly platform: Platform;
  readonly userId: string;
  readonly handle: string;
  readonly url: string;
}

/** Creators come in blocks. In some blocks several accounts belong to one person. */
const BLOCK = 8;
const BLOCKS_WITH_GROUPS = 0.25;
const GROUPS: readonly (readonly number[])[] = [[0, 1], [2, 3, 4], [5], [6], [7]];

const PLATFORM_SUMS = runningSums([35, 30, 15, 20]);

/** The indexes of all accounts that belong to the person of account `index`. */
export function accountsBeside(seed: number, index: number): readonly number[] {
  const start = index - (index % BLOCK);
  if (!randomOf(seed, STREAMS.block, start).chance(BLOCKS_WITH_GROUPS)) return [index];
  const group = GROUPS.find((places) => places.includes(index - start)) ?? [index - start];
  return group.map((place) => start + place);
}

export function personOf(seed: number, first: number): Person {
  const random = randomOf(seed, STREAMS.person, first);
  const home = drawHome(random);
  const isBrand = random.chance(0.14);
  const name = isBrand ? brandName(random) : personName(random, home.culture);
  const own = random.pick(home.languages);
  const topic = drawTopic(random);
  const second = drawTopic(random);
  const letters = latinLetters(name) || "creator";
  return {
    first,
    name,
    isBrand,
    home,
    city: random.pick(home.cities),
    age: Math.round(18 + 40 * random.next() ** 1.7),
    language: random.chance(0.18) ? "en" : own,
    topics: second === topic || random.chance(0.4) ? [topic] : [topic, second],
    mail: random.chance(0.28) ? fictionalMail(random, letters) : null,
    phone: random.chance(0.07) ? fictionalPhone(random, home.country) : null,
    site: random.chance(0.3) ? `https://${letters}.example` : null,
    linksBack: random.chance(0.75),
    fame: random.normal(),
    stem: handleStem(random, name, topic),
  };
}

function handleStem(random: Random, name: string, topic: Topic): string {
  const [given = "", family = ""] = name.split(" ").map(latinLetters);
  const tag = random.pick(TOPIC_SIGNS[topic].tags);
  const stems = [
    given + family,
    given,
    `${given}${tag}`,
    `the${given}`,
    `${tag}with${given}`,
    `${given}${family[0] ?? ""}`,
  ];
  return random.pick(stems) || "creator";
}

export function accountOf(seed: number, index: number, person: Person, siblings: readonly number[]): Account {
  const platform = platformOf(seed, index, person, siblings);
  const handle = handleOf(platform, person.stem, codeOf(seed, index));
  return {
    index,
    platform,
    handle,
    userId: userIdOf(platform, seed, index, handle),
    url: urlOf(platform, handle),
  };
}

/** A person has at most one account on a platform. */
function platformOf(seed: number, index: number, person: Person, siblings: readonly number[]): Platform {
  if (siblings.length === 1) return randomOf(seed, STREAMS.account, index).weighted(PLATFORMS, PLATFORM_SUMS);
  const turn = randomOf(seed, STREAMS.account, person.first).between(0, PLATFORMS.length - 1);
  return PLATFORMS[(turn + siblings.indexOf(index)) % PLATFORMS.length] ?? "instagram";
}

const CODE_LENGTH = 5;
const CODES = 36 ** CODE_LENGTH;

/**
 * Five characters, different for every index below 60 million, since the factor and 36^5 have no common divisor. At the
 * end of each handle they keep handles distinct, and different from the short names of real accounts.
 */
function codeOf(seed: number, index: number): string {
  const number = (index * 26_544_359 + ((seed * 7_919) % CODES)) % CODES;
  return number.toString(36).padStart(CODE_LENGTH, "0");
}

/** X allows 15 letters, digits and underscores. The others allow more, also dots or dashes. */
function handleOf(platform: Platform, stem: string, code: string): string {
  switch (platform) {
    case "instagram":
      return `${stem.slice(0, 24)}.${code}`;
    case "tiktok":
      return `${stem.slice(0, 18)}_${code}`;
    case "x":
      return `${stem.slice(0, 9)}_${code}`;
    case "youtube":
      return `${stem.slice(0, 24)}-${code}`;
  }
}

/**
 * In each platform's form, in ranges that no platform has given out. TikTok's Research API gives no id, so the handle
 * is used.
 */
function userIdOf(platform: Platform, seed: number, index: number, handle: string): string {
  const origin = String(Math.abs(seed) % 10_000).padStart(4, "0");
  switch (platform) {
    case "instagram":
      return `1799${origin}${String(index).padStart(9, "0")}`;
    case "tiktok":
      return handle;
    case "x":
      return `99${origin}${String(index).padStart(12, "0")}`;
    case "youtube":
      return `UCsynthetic${origin}${index.toString(36).padStart(9, "0")}`;
  }
}

function urlOf(platform: Platform, handle: string): string {
  switch (platform) {
    case "instagram":
      return `https://www.instagram.com/${handle}/`;
    case "tiktok":
      return `https://www.tiktok.com/@${handle}`;
    case "x":
      return `https://x.com/${handle}`;
    case "youtube":
      return `https://www.youtube.com/@${handle}`;
  }
}

/** RFC 2606: domains that no one can own. */
const MAIL_DOMAINS = ["example.com", "example.org", "example.net"];

/** # is any digit. These numbers are reserved for films and books, so no telephone rings. */
const FICTIONAL_NUMBERS: Readonly<Record<string, readonly string[]>> = {
  // 555-0100 to 555-0199: North American Numbering Plan, https://nationalnanpa.com
  US: ["+1 (212) 555-01##", "310-555-01##", "+1 512 555 01##"],
  CA: ["+1 416-555-01##", "(604) 555-01##"],
  // https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
  GB: ["07700 900###", "+44 7700 900###", "020 7946 0###"],
  // https://www.acma.gov.au/phone-numbers-use-tv-shows-films-and-creative-works
  AU: ["0491 570 006", "+61 491 570 156", "0491 570 157"],
  // Arcep, décision 2018-0881: reserved for audiovisual works
  FR: ["06 39 98 ## ##", "+33 6 39 98 ## ##", "01 99 00 ## ##"],
  // Bundesnetzagentur, Drama-Nummern
  DE: ["030 23125 ###", "+49 30 23125 ###", "0171 39200##"],
};

function fictionalMail(random: Random, name: string): string {
  const domain = random.chance(0.5) ? random.pick(MAIL_DOMAINS) : `${name}.example`;
  const address = `${random.pick(["hello", "contact", "collab", "business", name, "info"])}@${domain}`;
  return random.chance(0.12) ? address.replace("@", " [at] ").replace(".", " [dot] ") : address;
}

/** Null for countries without numbers reserved for fiction. */
function fictionalPhone(random: Random, country: string): string | null {
  const numbers = FICTIONAL_NUMBERS[country];
  return numbers ? random.pick(numbers).replaceAll("#", () => String(random.between(0, 9))) : null;
}
