import type { Creator } from "./creator.ts";
import type { Platform } from "./platform.ts";
import { isHandle, isPlatformPage, type ProfileAddress, profileAddressOf } from "./profile-address.ts";

/**
 * An account as people write it: a handle in lower case, or `channel:` and the id of a YouTube channel. No handle can
 * hold the colon.
 */
export interface AccountName {
  readonly platform: Platform;
  readonly name: string;
}

type Named = Pick<Creator, "platform" | "platform_user_id" | "handle_lc">;
type Linking = Named & Pick<Creator, "links" | "bio">;

/** A profile that names more is a directory, not a person. */
const NAMED_MAX = 20;

const CHANNEL_ID = /^UC[\w-]{22}$/;

/**
 * The account whose profile page an address shows. Null for posts, pages of the platform, and addresses that leave
 * doubt (YouTube's old /user/ and /c/ names are not handles).
 */
export function accountOfUrl(address: string): AccountName | null {
  const profile = profileAddressOf(address);
  return profile?.shows === "profile" ? nameOf(profile) : null;
}

/** The account that an address names for sure: its page, or a story of it. */
export function accountOfAddress(address: string): AccountName | null {
  const profile = profileAddressOf(address);
  return profile?.shows === "profile" || profile?.shows === "story" ? nameOf(profile) : null;
}

const nameOf = ({ platform, handle, isChannelId }: ProfileAddress): AccountName | null =>
  isChannelId ? channelById(handle) : accountName(platform, handle);

const channelById = (id: string): AccountName => ({ platform: "youtube", name: `channel:${id}` });

/** The account of a handle, with or without its @; null if the platform does not allow the handle. */
export function accountName(platform: Platform, handle: string): AccountName | null {
  const name = handle
    .trim()
    .replace(/^[@＠]/, "")
    .normalize("NFC")
    .toLowerCase();
  return isHandle(platform, name) && !isPlatformPage(platform, name) ? { platform, name } : null;
}

/**
 * The account that somebody names by its handle or, in the same field, by the address of its page. Null for anything
 * else, and for pages of the platform. No handle holds a slash, so a slash means an address.
 */
export const accountPasted = (platform: Platform, text: string): AccountName | null => {
  const name = text.includes("/") ? accountOfAddress(text) : accountName(platform, text);
  return name?.platform === platform ? name : null;
};

/** The channel's id, if the name holds one. */
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
/** `IG: @name`. It requires the @, since "Twitter famous" names nobody. "X" alone is no label: it says too little. */
const LABELLED =
  /(?<![\p{L}\p{N}_@.])(ig|insta|instagram|tiktok|twitter|yt|youtube)\s{0,2}[:\-–—|>]{0,2}\s{0,2}@([\w.·-]{1,30})/giu;

/** The accounts that a profile points at by links or by labelled handles in its bio, without itself. */
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

/** The names that others may use for an account. */
export function namesOf({ platform, platform_user_id, handle_lc }: Named): AccountName[] {
  const byHandle = { platform, name: handle_lc };
  const isChannel = platform === "youtube" && CHANNEL_ID.test(platform_user_id);
  return isChannel ? [byHandle, channelById(platform_user_id)] : [byHandle];
}

export const nameKey = ({ platform, name }: AccountName): string => `${platform}/${name}`;
