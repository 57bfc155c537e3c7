import type { Creator } from "./creator.ts";
import type { Platform } from "./platform.ts";

/**
 * An account as the world writes it: a handle in lower case, or `channel:` and the id of a YouTube channel, whose
 * colon no handle can hold.
 */
export interface AccountName {
  readonly platform: Platform;
  readonly name: string;
}

type Named = Pick<Creator, "platform" | "platform_user_id" | "handle_lc">;
type Linking = Named & Pick<Creator, "links" | "bio">;

/** More are a directory, not a person. */
const NAMED_MAX = 20;

/** First parts of a path that are pages of the platform and no account. */
const PAGES: Readonly<Record<Platform, ReadonlySet<string>>> = {
  instagram: new Set([
    "p",
    "reel",
    "reels",
    "explore",
    "stories",
    "accounts",
    "tv",
    "direct",
    "about",
    "legal",
    "web",
  ]),
  tiktok: new Set(),
  x: new Set([
    "home",
    "search",
    "i",
    "intent",
    "share",
    "hashtag",
    "explore",
    "settings",
    "login",
    "tos",
    "privacy",
  ]),
  youtube: new Set(),
};

const HANDLES: Readonly<Record<Platform, RegExp>> = {
  instagram: /^[a-z0-9._]{1,30}$/,
  tiktok: /^[a-z0-9._]{1,24}$/,
  x: /^[a-z0-9_]{1,15}$/,
  youtube: /^[\p{L}\p{M}\p{N}._·-]{1,30}$/u,
};

const HOSTS: readonly (readonly [RegExp, Platform])[] = [
  [/^(?:www\.|m\.)?instagram\.com$/, "instagram"],
  [/^(?:www\.|m\.)?tiktok\.com$/, "tiktok"],
  [/^(?:www\.|mobile\.|m\.)?(?:x|twitter)\.com$/, "x"],
  [/^(?:www\.|m\.)?youtube\.com$/, "youtube"],
];

/** Parts of a profile's page; behind any other part stands something else. */
const TABS: Partial<Record<Platform, RegExp>> = {
  instagram: /^(?:reels|tagged|feed|channel|guides)$/,
  x: /^(?:with_replies|media|likes|highlights|articles|photo|followers|following|verified_followers)$/,
};
/** Parts of a channel's page; behind any other part stands something else. */
const CHANNEL_TABS = /^(?:featured|videos|shorts|streams|playlists|community|about)$/;
const CHANNEL_ID = /^UC[\w-]{22}$/;

/**
 * The account whose profile page an address is; null for posts, pages of the platform, and addresses that do not
 * tell for sure (YouTube's old /user/ and /c/ names are no handles).
 */
export function accountOfUrl(address: string): AccountName | null {
  const url = URL.parse(/^https?:/i.test(address) ? address : `https://${address}`);
  const platform = HOSTS.find(([host]) => host.test(url?.hostname ?? ""))?.[1];
  const parts = url?.pathname.split("/").filter(Boolean).map(percentDecoded) ?? [];
  const [first = "", second] = parts;
  if (!platform || parts.length > 2) return null;
  if (platform === "youtube") return channelName(first, second, parts.length);
  const isOwnPage = second === undefined || TABS[platform]?.test(second);
  if (!isOwnPage || (platform === "tiktok" && !first.startsWith("@"))) return null;
  return accountName(platform, platform === "tiktok" ? first.slice(1) : first);
}

function channelName(first: string, second: string | undefined, parts: number): AccountName | null {
  if (first === "channel" && second !== undefined && CHANNEL_ID.test(second)) return channelById(second);
  const isOwnPage = parts === 1 || CHANNEL_TABS.test(second ?? "");
  return first.startsWith("@") && isOwnPage ? accountName("youtube", first.slice(1)) : null;
}

const channelById = (id: string): AccountName => ({ platform: "youtube", name: `channel:${id}` });

/** The account of a handle, with or without its @; null for what the platform does not allow as one. */
export function accountName(platform: Platform, handle: string): AccountName | null {
  const name = handle.trim().replace(/^@/, "").normalize("NFC").toLowerCase();
  return HANDLES[platform].test(name) && !PAGES[platform].has(name) ? { platform, name } : null;
}

/**
 * The account that somebody names by its handle or, in the same field, by the address of its page; null for what is
 * neither, and for pages of the platform. No handle holds a slash.
 */
export const accountPasted = (platform: Platform, text: string): AccountName | null => {
  const name = text.includes("/") ? accountOfUrl(text.trim()) : accountName(platform, text);
  return name?.platform === platform ? name : null;
};

/** A text as it was before its percent-encoding, which some systems send already applied. */
export function percentDecoded(part: string): string {
  if (!/%[0-9a-f]{2}/i.test(part)) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The channel's id where a name holds one. */
export const channelIdOf = ({ name }: AccountName): string | null =>
  name.startsWith("channel:") ? name.slice("channel:".length) : null;

const LABELS: Readonly<Record<string, Platform>> = {
  ig: "instagram",
  insta: "instagram",
  instagram: "instagram",
  tiktok: "tiktok",
  twitter: "x",
  yt: "youtube",
  youtube: "youtube",
};
/** `IG: @name`. The @ is asked for, since "Twitter famous" names nobody; "X" alone says too little. */
const LABELLED =
  /(?<![\p{L}\p{N}_@.])(ig|insta|instagram|tiktok|twitter|yt|youtube)\s{0,2}[:\-–—|>]{0,2}\s{0,2}@([\w.·-]{1,30})/giu;

/** The accounts that a profile points at by links or by labelled handles in its bio, itself left out. */
export function accountsNamedBy(profile: Linking): AccountName[] {
  const labelled = profile.bio.includes("@") ? [...profile.bio.matchAll(LABELLED)] : [];
  const named = [
    ...profile.links.map(accountOfUrl),
    ...labelled.map(([, label = "", handle = ""]) => {
      const platform = LABELS[label.toLowerCase()];
      return platform ? accountName(platform, handle.replace(/[.-]{1,30}$/, "")) : null;
    }),
  ];
  const own = new Set(namesOf(profile).map(nameKey));
  const others = new Map<string, AccountName>();
  for (const name of named) {
    if (name && !own.has(nameKey(name)) && others.size < NAMED_MAX) others.set(nameKey(name), name);
  }
  return [...others.values()];
}

/** The names that others may call an account by. */
export function namesOf({ platform, platform_user_id, handle_lc }: Named): AccountName[] {
  const byHandle = { platform, name: handle_lc };
  const isChannel = platform === "youtube" && CHANNEL_ID.test(platform_user_id);
  return isChannel ? [byHandle, channelById(platform_user_id)] : [byHandle];
}

export const nameKey = ({ platform, name }: AccountName): string => `${platform}/${name}`;
