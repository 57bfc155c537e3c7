import { createHash } from "node:crypto";
import type { Creator, Profile } from "../creator.ts";

/**
 * SHA-256 in hex of what a profile says, so that an unchanged one is not written again. Addresses of avatars are left
 * out: platforms sign them anew for every answer; so are times. The normaliser's version is in it, since another one reads the same
 * answer differently.
 */
export function contentHash(
  { avatar_url: _signed, posts_fetched_at: _time, ...profile }: Profile,
  contacts: Creator["contacts"],
  normaliserVersion: number,
): string {
  const digests = contacts.map(({ digest }) => digest).sort();
  return createHash("sha256")
    .update(JSON.stringify([normaliserVersion, profile, digests]))
    .digest("hex");
}
