import type { Creator } from "../creator.ts";
import { channelIdOf, namesOf } from "../identity.ts";
import { compact } from "../text/terms.ts";
import { foldedWordsOf } from "../text/words.ts";
import type { BlockKey } from "./block.ts";
import type { Matchable, Matching } from "./match.ts";
import type { Field } from "./model.ts";
import { jaroWinkler } from "./similarity.ts";

/** What of a creator is compared: no text that only its own platform's readers see, and no follower counts. */
export interface AccountFeatures extends Matchable {
  readonly source: Creator["platform"];
  /** Letters and digits of the handle; null for a channel without one. */
  readonly handle: string | null;
  readonly stem: string | null;
  readonly words: ReadonlySet<string>;
  /** The words of the name in order of the alphabet: "Doe, Jane" is "Jane Doe". Null where there is none. */
  readonly nameKey: string | null;
  /** First and last word of the name, in order of the alphabet; null for a name of one word, too common to look behind. */
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

/** The fields that follow from what an account is called. */
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

/** The host of an address that is the account's own; null for platforms, where everybody has a page. */
function ownSite(link: string): string | null {
  const host = URL.parse(link)?.hostname.replace(/^www\./, "") ?? null;
  return host === null || LINK_PAGES.test(host) ? null : host;
}

type AccountField = Field<AccountFeatures>;

/** Winkler's cuts for names that are nearly the same and that are much alike, as Splink's name comparison has them. */
const NEARLY = 0.92;
const ALIKE = 0.8;

const handle: AccountField = {
  name: "handle",
  levels: ["equal", "equal without affixes", "nearly equal", "alike", "different"],
  m: [0.55, 0.15, 0.1, 0.08, 0.12],
  levelOf(a, b) {
    if (a.handle === null || b.handle === null || a.stem === null || b.stem === null) return null;
    if (a.handle === b.handle) return 0;
    // Within a platform a handle is taken once; who comes second by the same name shows how often names meet by chance.
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

/** How creators are compared: those of different platforms, since one platform's accounts of a person are kept apart on purpose. */
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

/** Hosts where everybody has a page, and shorteners: a link there is no site of one's own. */
const LINK_PAGES =
  /(?:^|\.)(?:instagram|youtube|tiktok|twitter|x|facebook|fb|threads|twitch|kick|patreon|ko-fi|buymeacoffee|gofundme|snapchat|linkedin|pinterest|reddit|discord|spotify|soundcloud|bandcamp|onlyfans|fansly|linktr|linkin|beacons|bio|lnk|campsite|carrd|solo|stan|msha|hoo|allmylinks|t|bit|tinyurl|youtu|medium|substack|tumblr|blogspot|wordpress|wixsite|telegram|whatsapp|wa|vk|weibo|line|etsy|amazon|amzn|apple|google|goo|netflix|imdb|wikipedia|shopify|depop|teespring|bsky)\.[a-z]{2,6}(?:\.[a-z]{2})?$/;

/** What people write before their name: that it is really they, and titles. */
const BEFORE = [
  ...["official", "officiel", "oficial", "offiziell", "thereal", "theofficial", "real", "the", "its", "iam"],
  ...["mr", "mrs", "dr", "prof", "rep", "sen", "senator", "congressman", "congresswoman", "gov", "mayor"],
];
/** What people write behind it: that it is really they, and what stands there. */
const AFTER = [
  ...["official", "officiel", "oficial", "offiziell", "channel", "vlogs", "vlog"],
  ...["tiktok", "insta", "live", "music", "yt", "ig", "tv", "hq", "xo"],
];
const AT_START = new RegExp(`^(?:${BEFORE.toSorted((a, b) => b.length - a.length).join("|")})`);
const AT_END = new RegExp(`(?:${AFTER.join("|")})$`);
const AFFIXES: ReadonlySet<string> = new Set([...BEFORE, ...AFTER]);
/** What is left must still be somebody's name: "thea" stays, "tedtv" too. */
const LEFT_MIN = 4;

/** A folded handle without one affix at either end: `officialjanedoetv` is `janedoe`. */
function handleStem(handle: string): string {
  const without = (text: string, affix: RegExp): string => {
    const left = text.replace(affix, "");
    return left.length >= LEFT_MIN ? left : text;
  };
  return without(without(handle, AT_START), AT_END);
}

/** A name's folded words without affixes and initials; all of them where fewer than two would be left. */
function ownWords(words: readonly string[]): readonly string[] {
  const own = words.filter((word) => !AFFIXES.has(word) && [...word].length > 1);
  return own.length >= 2 ? own : words;
}
