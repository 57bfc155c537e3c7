import { PLATFORMS, type Platform } from "../platform.ts";
import { type Draft, take } from "./draft.ts";

const HANDLE_MAX = 60;
/** Paths of profile addresses that are no handles. */
const NOT_HANDLES = new Set([
  "p",
  "reel",
  "reels",
  "explore",
  "watch",
  "shorts",
  "playlist",
  "results",
  "hashtag",
  "search",
  "home",
  "i",
  "status",
  "tv",
  "stories",
  "feed",
  "about",
  "c",
  "user",
]);

/**
 * Reads handles with an @ and addresses of profiles. An address also names its platform, which becomes a filter where
 * the query names no other.
 */
export function readHandles(draft: Draft): Platform[] {
  const platforms: Platform[] = [];
  for (const [at, token] of draft.tokens.entries()) {
    const profile = token.kind === "url" ? profileOf(token.raw) : mentionAt(draft, at);
    if (profile === undefined) continue;
    const handle = profile.handle.replace(/[.-]{1,30}$/, "").slice(0, HANDLE_MAX);
    if (handle === "") continue;
    if (!draft.handles.includes(handle)) draft.handles.push(handle);
    if (profile.platform !== undefined) platforms.push(profile.platform);
    take(draft, at, at + 1, "handles");
  }
  return platforms;
}

interface Profile {
  readonly handle: string;
  readonly platform?: Platform;
}

/** A handle with an @, unless it is glued to the word before as in name@example.com. */
function mentionAt(draft: Draft, at: number): Profile | undefined {
  const token = draft.tokens[at];
  if (token?.kind !== "handle" || (token.glued && draft.tokens[at - 1]?.kind !== "symbol")) return undefined;
  return { handle: token.raw.slice(1) };
}

/** The handle that a profile's address ends in; `UC...` ids of YouTube channels count as handles. */
function profileOf(address: string): Profile | undefined {
  const withScheme = address.startsWith("http") ? address : `https://${address}`;
  if (!URL.canParse(withScheme)) return undefined;
  const { hostname, pathname } = new URL(withScheme);
  const platform = platformOf(hostname);
  const parts = pathname.split("/").filter((part) => part !== "");
  const named = parts[0] === "channel" || parts[0] === "c" || parts[0] === "user" ? parts[1] : parts[0];
  const handle = decodePath(named ?? "").replace(/^@/, "");
  if (platform === undefined || handle === "" || NOT_HANDLES.has(handle.toLowerCase())) return undefined;
  return { handle, platform };
}

const HOSTS: ReadonlyMap<string, Platform> = new Map(
  Object.entries<Platform>({ "twitter.com": "x", "x.com": "x" }),
);

function platformOf(hostname: string): Platform | undefined {
  const host = hostname.replace(/^(?:www|m|mobile)\./, "");
  return HOSTS.get(host) ?? PLATFORMS.find((platform) => platform !== "x" && host === `${platform}.com`);
}

function decodePath(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
