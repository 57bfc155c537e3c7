import type { Creator } from "../creator.ts";
import { channelIdOf, namesOf } from "../identity.ts";
import { compact } from "../text/terms.ts";
import { foldedWordsOf } from "../text/words.ts";
import type { BlockKey } from "./block.ts";
import type { Matchable, Matching } from "./match.ts";
import type { Field } from "./model.ts";
import { jaroWinkler } from "./similarity.ts";

/**
 * The features of a creator that are compared. Texts written for one platform and follower counts are not among them.
 */
export interface AccountFeatures extends Matchable {
  readonly source: Creator["platform"];
  /** Letters and digits of the handle; null for a channel without a handle. */
  readonly handle: string | null;
  readonly stem: string | null;
  readonly words: ReadonlySet<string>;
  /** The words of the name in alphabetical order: "Doe, Jane" is "Jane Doe". Null if there is no name. */
  readonly nameKey: string | null;
  /**
   * First and last word of the name, in alphabetical order. Null for a name of one word, since too many accounts would
   * share it.
   */
  readonly nameEnds: string | null;
  readonly sites: ReadonlySet<string>;
  readonly digests: ReadonlySet<string>;
  readonly country: string | null;
  readonly languages: readonly string[];
  readonly categories: readonly string[];
  readonly verified: boolean;
  readonly isPerson: boolean | null;
}

export function featuresOf(creator: Creator): AccountFeatures {
  const isChannelId = namesOf(creator).some((name) => channelIdOf(name) === creator.handle);
  return {
    id: creator.id,
    source: creator.platform,
    ...calledBy(isChannelId ? null : creator.handle, creator.display_name),
    sites: new Set(creator.links.flatMap((link) => ownSite(link) ?? [])),
    digests: new Set(creator.contacts.map(({ kind, digest }) => `${kind}:${digest}`)),
    country: creator.country,
    languages: creator.languages,
    categories: creator.categories,
    verified: creator.verified === true,
    isPerson: creator.account_type === null ? null : creator.account_type === "person",
  };
}

/** The fields that follow from an account's handle and name. */
export function calledBy(
  ownHandle: string | null,
  displayName: string,
): Pick<AccountFeatures, "handle" | "stem" | "words" | "nameKey" | "nameEnds"> {
  const handle = compact(ownHandle ?? "") || null;
  const words = ownWords(foldedWordsOf(displayName));
  const sorted = (some: readonly (string | undefined)[]) => [...new Set(some)].sort().join(" ");
  return {
    handle,
    stem: handle === null ? null : handleStem(handle),
    words: new Set(words),
    nameKey: words.length === 0 ? null : sorted(words),
    nameEnds: words.length < 2 ? null : sorted([words[0], words.at(-1)]),
  };
}

/** The host of an address if it is the account's own; null for platforms, where everybody has a page. */
function ownSite(link: string): string | null {
  const host = URL.parse(link)?.hostname.replace(/^www\./, "") ?? null;
  return host === null || LINK_PAGES.test(host) ? null : host;
}

type AccountField = Field<AccountFeatures>;

/** Winkler's limits for nearly equal and for similar names, as in Splink's name comparison. */
const NEARLY = 0.92;
const ALIKE = 0.8;

const handle: AccountField = {
  name: "handle",
  levels: ["equal", "equal without affixes", "nearly equal", "alike", "different"],
  m: [0.55, 0.15, 0.1, 0.08, 0.12],
  levelOf(a, b) {
    if (a.handle === null || b.handle === null || a.stem === null || b.stem === null) return null;
    if (a.handle === b.handle) return 0;
    // Within a platform only one account can have a handle. A second one with the same stem shows how often names are
    // equal by chance.
    if (a.stem === b.stem) return a.source === b.source ? 0 : 1;
    const likeness = jaroWinkler(a.stem, b.stem);
    return likeness >= NEARLY ? 2 : likeness >= ALIKE ? 3 : 4;
  },
  term: { of: ({ stem }) => stem, upTo: 2 },
};

const name: AccountField = {
  name: "name",
  levels: [
    "same words",
    "one within the other",
    "half of the words",
    "some words",
    "no word",
    "no word, both verified",
  ],
  m: [0.55, 0.2, 0.1, 0.05, 0.09, 0.01],
  levelOf(a, b) {
    if (a.nameKey === null || b.nameKey === null) return null;
    if (a.nameKey === b.nameKey) return 0;
    const common = a.words.intersection(b.words).size;
    const [fewer, all] = [Math.min(a.words.size, b.words.size), a.words.union(b.words).size];
    if (common >= 2 && common === fewer) return 1;
    if (common * 2 >= all) return 2;
    if (common > 0) return 3;
    return a.verified && b.verified ? 5 : 4;
  },
  term: { of: ({ nameKey }) => nameKey, upTo: 1 },
};

const shares = (
  name: string,
  of: (one: AccountFeatures) => ReadonlySet<string>,
  m: number,
): AccountField => ({
  name,
  levels: ["shared", "different"],
  m: [m, 1 - m],
  levelOf(a, b) {
    const [some, others] = [of(a), of(b)];
    if (some.size === 0 || others.size === 0) return null;
    return some.isDisjointFrom(others) ? 1 : 0;
  },
});

const agrees = (
  name: string,
  of: (one: AccountFeatures) => string | boolean | null | undefined,
  m: number,
): AccountField => ({
  name,
  levels: ["same", "different"],
  m: [m, 1 - m],
  levelOf(a, b) {
    const [one, other] = [of(a) ?? null, of(b) ?? null];
    return one === null || other === null ? null : one === other ? 0 : 1;
  },
});

const overlaps = (
  name: string,
  of: (one: AccountFeatures) => readonly string[],
  m: readonly number[],
): AccountField => ({
  name,
  levels: ["same first", "in common", "different"],
  m,
  levelOf(a, b) {
    const [some, others] = [of(a), of(b)];
    if (some.length === 0 || others.length === 0) return null;
    if (some[0] === others[0]) return 0;
    return some.some((value) => others.includes(value)) ? 1 : 2;
  },
});

const FIELDS: readonly AccountField[] = [
  handle,
  name,
  shares("site", ({ sites }) => sites, 0.8),
  shares("contact", ({ digests }) => digests, 0.8),
  agrees("country", ({ country }) => country, 0.95),
  overlaps("languages", ({ languages }) => languages, [0.85, 0.1, 0.05]),
  overlaps("categories", ({ categories }) => categories, [0.6, 0.25, 0.15]),
  agrees("person or brand", ({ isPerson }) => isPerson, 0.95),
];

/**
 * How creators are compared. Only creators of different platforms, since a person's accounts on one platform are
 * separate on purpose.
 */
export const CREATOR_MATCHING: Matching<AccountFeatures> = {
  fields: FIELDS,
  keysOf: (account): BlockKey[] => [
    ...(account.stem === null ? [] : [{ field: "handle", value: account.stem }]),
    ...(account.nameEnds === null ? [] : [{ field: "name", value: account.nameEnds }]),
    ...[...account.sites].map((value) => ({ field: "site", value })),
    ...[...account.digests].map((value) => ({ field: "contact", value })),
  ],
  mayPair: (a, b) => a !== b,
};

/** Hosts where everybody has a page, and link shorteners: a link there is not a site of one's own. */
const LINK_PAGES =
  /(?:^|\.)(?:instagram|youtube|tiktok|twitter|x|facebook|fb|threads|twitch|kick|patreon|ko-fi|buymeacoffee|gofundme|snapchat|linkedin|pinterest|reddit|discord|spotify|soundcloud|bandcamp|onlyfans|fansly|linktr|linkin|beacons|bio|lnk|campsite|carrd|solo|stan|msha|hoo|allmylinks|t|bit|tinyurl|youtu|medium|substack|tumblr|blogspot|wordpress|wixsite|telegram|whatsapp|wa|vk|weibo|line|etsy|amazon|amzn|apple|google|goo|netflix|imdb|wikipedia|shopify|depop|teespring|bsky)\.[a-z]{2,6}(?:\.[a-z]{2})?$/;

/** Words that people put before their name: claims that the account is real, and titles. */
const BEFORE = [
  ...["official", "officiel", "oficial", "offiziell", "thereal", "theofficial", "real", "the", "its", "iam"],
  ...["mr", "mrs", "dr", "prof", "rep", "sen", "senator", "congressman", "congresswoman", "gov", "mayor"],
];
/** Words that people put after their name: claims that the account is real, and the kind of content. */
const AFTER = [
  ...["official", "officiel", "oficial", "offiziell", "channel", "vlogs", "vlog"],
  ...["tiktok", "insta", "live", "music", "yt", "ig", "tv", "hq", "xo"],
];
const AT_START = new RegExp(`^(?:${BEFORE.toSorted((a, b) => b.length - a.length).join("|")})`);
const AT_END = new RegExp(`(?:${AFTER.join("|")})$`);
const AFFIXES: ReadonlySet<string> = new Set([...BEFORE, ...AFTER]);
/** The rest must still be a name: "thea" stays, and "tedtv" too. */
const LEFT_MIN = 4;

/** A folded handle without one affix at each end: `officialjanedoetv` is `janedoe`. */
function handleStem(handle: string): string {
  const without = (text: string, affix: RegExp): string => {
    const left = text.replace(affix, "");
    return left.length >= LEFT_MIN ? left : text;
  };
  return without(without(handle, AT_START), AT_END);
}

/** A name's folded words without affixes and initials, or all words if fewer than two would be left. */
function ownWords(words: readonly string[]): readonly string[] {
  const own = words.filter((word) => !AFFIXES.has(word) && [...word].length > 1);
  return own.length >= 2 ? own : words;
}
