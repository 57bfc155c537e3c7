import { type Embedded, embeddedBytes } from "../profile/embedding-text.ts";
import type { TextCertainty } from "./weights.ts";

/** An English word and the space after it. In scripts with more bytes a letter, words have fewer letters. */
const WORD_BYTES = 6;

/** The factor for a profile's nearness in meaning, 0..1: less than 1 if its text says little. */
export function certaintyOf(profile: Embedded, { half, full }: TextCertainty): number {
  const words = Math.min(full, wordsSaid(profile, full));
  return words / (words + half) / (full / (full + half));
}

/**
 * The approximate number of embedded words, from the number of UTF-8 bytes. If the bio alone has enough words, nothing
 * else is read.
 */
function wordsSaid(profile: Embedded, enough: number): number {
  const inBio = profile.bio.includes("://") ? 0 : Buffer.byteLength(profile.bio) / WORD_BYTES;
  return inBio >= enough ? inBio : embeddedBytes(profile, enough * WORD_BYTES) / WORD_BYTES;
}
