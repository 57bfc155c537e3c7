import { createHash } from "node:crypto";
import type { Creator, Profile } from "../creator.ts";

/**
 * SHA-256 in hex of a profile's content, so that an unchanged profile is not written again. Avatar addresses are left
 * out, since platforms sign them again for every answer, and so are times. The normaliser's version is included, since
 * another version reads the same answer differently.
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
