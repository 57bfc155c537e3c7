import type { Platform } from "../platform.ts";
import { profileAddressOf } from "../profile-address.ts";
import { type Draft, take } from "./draft.ts";

const HANDLE_MAX = 60;

/**
 * Reads handles with an @ and addresses of profiles. Returns the addresses' platforms; they become a filter if the
 * query names no platform.
 */
export function readHandles(draft: Draft): Platform[] {
  const platforms: Platform[] = [];
  for (const [at, token] of draft.tokens.entries()) {
    const profile = token.kind === "url" ? profileAddressOf(token.raw) : null;
    const named = profile?.handle ?? mentionAt(draft, at) ?? "";
    const handle = named.replace(/[.-]{1,30}$/, "").slice(0, HANDLE_MAX);
    if (handle === "") continue;
    if (!draft.handles.includes(handle)) draft.handles.push(handle);
    if (profile !== null) platforms.push(profile.platform);
    take(draft, at, at + 1, "handles");
  }
  return platforms;
}

/** A handle with an @, unless it is glued to the word before, as in name@example.com. */
function mentionAt(draft: Draft, at: number): string | undefined {
  const token = draft.tokens[at];
  if (token?.kind !== "handle" || (token.glued && draft.tokens[at - 1]?.kind !== "symbol")) return undefined;
  return token.raw.slice(1);
}
