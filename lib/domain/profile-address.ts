import type { Platform } from "./platform.ts";
import { percentDecoded } from "./text/percent-decoded.ts";

/** The account that an address belongs to. */
export interface ProfileAddress {
  readonly platform: Platform;
  /** As written, without @. The id of a YouTube channel if `isChannelId`. */
  readonly handle: string;
  readonly isChannelId: boolean;
  /**
   * What the address shows: `profile` the account's own page, `story` what only that account can show, `post` something
   * under a name that the platform does not check, `legacy` an old name that may not be the handle.
   */
  readonly shows: "profile" | "story" | "post" | "legacy";
}

const HOSTS: readonly (readonly [RegExp, Platform])[] = [
  [/^(?:(?:www|m|web)\.)?(?:instagram\.com|instagr\.am)$/, "instagram"],
  [/^(?:(?:www|m|us)\.)?tiktok\.com$/, "tiktok"],
  [/^(?:(?:www|m|mobile)\.)?(?:x|twitter)\.com$/, "x"],
  [/^(?:(?:www|m|gaming|music)\.)?youtube\.com$/, "youtube"],
];

/** First parts of a path that are pages of the platform and not accounts, separated by `|`. */
const PAGES: Readonly<Record<Platform, ReadonlySet<string>>> = {
  instagram: pages(
    "p|reel|reels|explore|stories|s|accounts|tv|direct|about|legal|web|developer|developers|press|api|challenge|ar|graphql|oauth|" +
      "emails|session|download|topics|lite|invites|n|_n|_u|create|ads|business|help|privacy|terms|safety|popular|locations|directory",
  ),
  tiktok: pages(""),
  x: pages(
    "home|search|i|intent|share|hashtag|explore|settings|login|tos|privacy|signup|logout|notifications|messages|compose|jobs|" +
      "about|download|account|help|who_to_follow|oauth|widgets|status|statuses|web|download|hashtags|personalization|following|followers",
  ),
  youtube: pages(
    "watch|shorts|playlist|results|feed|hashtag|live|embed|v|e|clip|post|redirect|attribution_link|account|premium|music|gaming|" +
      "kids|trending|podcasts|movies|sports|news|learning|fashion|creators|about|ads|t|howyoutubeworks|jobs|press|new|channel|c|user|" +
      "signin|logout|upload|studio|tv|go|supported_browsers|yt|intl|sw|s|oops|reporthistory|paid_memberships|select_site|error",
  ),
};

function pages(names: string): ReadonlySet<string> {
  return new Set(names.split("|"));
}

const isPage = (platform: Platform, name: string): boolean => PAGES[platform].has(name.toLowerCase());

/**
 * Whether a page of the platform has this name, so that no account can have it. YouTube's handles stand behind an @ in
 * addresses, so a channel may be named like a page: youtube.com/@news is none of YouTube's.
 */
export const isPlatformPage = (platform: Platform, name: string): boolean =>
  platform !== "youtube" && isPage(platform, name);

/** Path parts after an account's name that still show its page. */
const TABS: Readonly<Record<Platform, RegExp>> = {
  instagram: /^(?:reels|tagged|channel|guides|followers|following|feed|igtv|saved)$/,
  tiktok: /^(?:live|playlist|collection)$/,
  x: /^(?:with_replies|media|likes|highlights|articles|followers|following|verified_followers|lists|photo|about)$/,
  youtube:
    /^(?:featured|videos|shorts|streams|live|playlists|community|posts|podcasts|releases|store|about|join|search)$/,
};
const CHANNEL_ID = /^UC[\w-]{22}$/;

/**
 * The account whose profile, story or post an address shows, in any case, scheme and subdomain. Null for a page of the
 * platform itself, a short link, and anything that is not an address of a platform.
 */
export function profileAddressOf(address: string): ProfileAddress | null {
  const text = address
    .trim()
    .normalize("NFKC")
    .replace(/[,;:!?)\]}'"…][.,;:!?)\]}'"…]{0,30}$/u, "");
  const url = URL.parse(/^https?:/i.test(text) ? text : `https://${text}`);
  const platform = HOSTS.find(([host]) => host.test(url?.hostname ?? ""))?.[1];
  if (url === null || platform === undefined) return null;
  const parts = url.pathname.split("/").filter(Boolean).map(percentDecoded);
  return namedInQuery(platform, url, parts) ?? namedInPath(platform, parts);
}

/** Pages whose address names an account in its query: X's intents, and Instagram's login on the way to a profile. */
function namedInQuery(
  platform: Platform,
  { searchParams }: URL,
  parts: readonly string[],
): ProfileAddress | null {
  if (platform === "x" && parts[0] === "intent")
    return named(platform, searchParams.get("screen_name") ?? "", "profile");
  if (platform !== "instagram" || parts[0] !== "accounts") return null;
  const next = URL.parse(searchParams.get("next") ?? "", "https://www.instagram.com");
  const isOwn = HOSTS[0]?.[0].test(next?.hostname ?? "") === true;
  return next !== null && isOwn ? namedInPath(platform, next.pathname.split("/").filter(Boolean)) : null;
}

function namedInPath(
  platform: Platform,
  [first = "", second, ...more]: readonly string[],
): ProfileAddress | null {
  if (platform === "youtube" && first === "channel" && CHANNEL_ID.test(second ?? ""))
    return { platform, handle: second ?? "", isChannelId: true, shows: showing(platform, more) };
  if (platform === "youtube" && /^(?:c|user)$/.test(first)) return named(platform, second ?? "", "legacy");
  if (platform === "instagram" && first === "_u") return named(platform, second ?? "", "profile");
  if (platform === "instagram" && first === "stories")
    return second === "highlights" ? null : named(platform, second ?? "", "story");
  if (platform === "tiktok" && first === "embed") return named(platform, atName(second) ?? "", "profile");
  const rest = second === undefined ? [] : [second, ...more];
  const handle = atName(first);
  if (handle !== null) return named(platform, handle, showing(platform, rest));
  // TikTok's accounts always have an @. On YouTube, an address without one is an old one.
  if (platform === "tiktok" || isPage(platform, first)) return null;
  return named(platform, first, platform === "youtube" ? "legacy" : showing(platform, rest));
}

const atName = (part: string | undefined): string | null => (part?.startsWith("@") ? part.slice(1) : null);

const showing = (platform: Platform, rest: readonly string[]): ProfileAddress["shows"] =>
  rest.length === 0 || (rest.length === 1 && TABS[platform].test(rest[0] ?? "")) ? "profile" : "post";

/**
 * A full stop after an address may end a sentence. On YouTube it stays, since another account may have the name with it:
 * whoever erases @some.chef. must not erase @some.chef.
 */
function named(platform: Platform, handle: string, shows: ProfileAddress["shows"]): ProfileAddress | null {
  const whole = handle.replace(/^@/, "");
  const bare = platform === "youtube" ? whole : whole.replace(/[.-]{1,30}$/, "");
  if (!isHandle(platform, bare) || isPlatformPage(platform, bare)) return null;
  return { platform, handle: bare, isChannelId: false, shows };
}

const HANDLES: Readonly<Record<Platform, RegExp>> = {
  instagram: /^[a-z0-9._]{1,30}$/i,
  tiktok: /^[a-z0-9._]{1,24}$/i,
  x: /^[a-z0-9_]{1,15}$/i,
  // YouTube accepts 30 characters today. Names that it made of channels' titles are longer.
  youtube: /^[\p{L}\p{M}\p{N}._·-]{1,60}$/iu,
};

/** Whether a platform allows a name as a handle. */
export const isHandle = (platform: Platform, name: string): boolean => HANDLES[platform].test(name);
