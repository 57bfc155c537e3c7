import type { Platform } from "../../lib/domain/platform.ts";
import type { Account, Person } from "./people.ts";
import { PHRASES } from "./phrases.ts";
import { flagOf } from "./places.ts";
import type { Random } from "./random.ts";
import { TOPIC_SIGNS } from "./topics.ts";

/** Most characters of a bio. YouTube's 1,000 are never reached. */
const BIO_MAX: Readonly<Record<Platform, number>> = { instagram: 150, tiktok: 80, x: 160, youtube: 1_000 };

const CROSS_PLATFORM: Readonly<Record<Platform, string>> = {
  instagram: "IG",
  tiktok: "TikTok",
  x: "X",
  youtube: "YT",
};

/** What a person writes in a profile. `others` are accounts that this one links to. */
export function writeBio(
  random: Random,
  person: Person,
  platform: Platform,
  others: readonly Account[],
): string {
  if (random.chance(0.04)) return "";
  const lines = [
    firstLine(random, person),
    ...contactLines(random, person),
    ...otherLines(random, person, platform),
  ];
  for (const other of others) {
    if (random.chance(0.3)) lines.push(`${CROSS_PLATFORM[other.platform]}: @${other.handle}`);
    else if (platform === "youtube") lines.push(other.url);
  }
  const separator = random.pick(["\n", "\n", " • ", " | ", " "]);
  const bio = fitting(lines, separator, BIO_MAX[platform]);
  // Mathematical letters may take two code units each, and platforms count them so.
  return random.chance(0.02) ? fancy(random, bio).slice(0, BIO_MAX[platform]).toWellFormed() : bio;
}

function firstLine(random: Random, person: Person): string {
  const opener = random.pick(PHRASES[person.language].openers);
  const written = filled(random, opener, person);
  const line = random.chance(0.05) ? swapped(random, written) : written;
  return random.chance(0.45) ? `${line} ${emoji(random, person)}` : line;
}

/** An opener that begins with a topic gets a capital letter. */
function filled(random: Random, template: string, person: Person): string {
  const [main = "lifestyle", second = main] = person.topics;
  const { topics } = PHRASES[person.language];
  const a = random.pick(topics[main]);
  const others = topics[second].filter((phrase) => phrase !== a);
  const text = template
    .replaceAll("{a}", a)
    .replaceAll("{b}", others.length > 0 ? random.pick(others) : a)
    .replaceAll("{city}", person.city)
    .replaceAll("{age}", String(person.age));
  return random.chance(0.6) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function contactLines(random: Random, { language, mail, phone }: Person): string[] {
  const label = random.pick(PHRASES[language].contact);
  const lines = [];
  if (mail !== null && random.chance(0.7)) lines.push(random.chance(0.6) ? `${label} ${mail}` : `📩 ${mail}`);
  if (phone !== null && random.chance(0.7))
    lines.push(random.chance(0.5) ? `📞 ${phone}` : `${label} ${phone}`);
  return lines;
}

function otherLines(random: Random, person: Person, platform: Platform): string[] {
  const { extras, calls, captions } = PHRASES[person.language];
  const lines = [];
  if (random.chance(0.35)) lines.push(random.pick(extras));
  if (random.chance(0.2))
    lines.push(`📍 ${person.city} ${random.chance(0.4) ? flagOf(person.home.country) : ""}`.trim());
  if (random.chance(0.22)) lines.push(hashtags(random, person, 3));
  if (random.chance(0.3)) lines.push(random.pick(calls));
  // YouTube has room for a description.
  const sentences = platform === "youtube" ? random.between(1, 3) : 0;
  for (let count = 0; count < sentences; count += 1)
    lines.unshift(filled(random, random.pick(captions), person));
  return lines;
}

function hashtags(random: Random, { topics }: Person, most: number): string {
  const tags = Array.from({ length: random.between(1, most) }, () =>
    random.pick(TOPIC_SIGNS[random.pick(topics)].tags),
  );
  return Array.from(new Set(tags), (tag) => `#${tag}`).join(" ");
}

const emoji = (random: Random, { topics }: Person): string =>
  random.pick(TOPIC_SIGNS[random.pick(topics)].emoji);

export function writeCaption(random: Random, person: Person): string {
  const caption = filled(random, random.pick(PHRASES[person.language].captions), person);
  const sign = random.chance(0.4) ? ` ${emoji(random, person)}` : "";
  return `${caption}${sign}${random.chance(0.5) ? ` ${hashtags(random, person, 4)}` : ""}`;
}

export function writeDisplayName(random: Random, person: Person): string {
  const name = random.chance(0.06) ? fancy(random, person.name) : person.name;
  if (random.chance(0.18)) return `${name} ${emoji(random, person)}`;
  if (random.chance(0.12))
    return `${name} | ${random.pick(PHRASES[person.language].topics[person.topics[0] ?? "lifestyle"])}`;
  return random.chance(0.05) ? name.toUpperCase() : name;
}

/** Joins the lines in order and skips those for which the platform has no room. */
function fitting(lines: readonly string[], separator: string, most: number): string {
  let text = "";
  for (const line of lines) {
    const longer = text === "" ? line : text + separator + line;
    if (longer.length <= most) text = longer;
  }
  return text;
}

/** A typing error: two neighbouring small Latin letters change places. */
function swapped(random: Random, text: string): string {
  const at = random.between(0, text.length);
  return text.slice(0, at) + text.slice(at).replace(/([a-z])([a-z])/, "$2$1");
}

/** Code points of A and a in Unicode's mathematical bold, bold script and sans-serif bold alphabets. */
const ALPHABETS = [
  [0x1d400, 0x1d41a],
  [0x1d4d0, 0x1d4ea],
  [0x1d5d4, 0x1d5ee],
] as const;

function fancy(random: Random, text: string): string {
  const [capital, small] = random.pick(ALPHABETS);
  return text.replaceAll(/[A-Za-z]/g, (letter) => {
    const code = letter.charCodeAt(0);
    return String.fromCodePoint(code < 97 ? capital + code - 65 : small + code - 97);
  });
}
