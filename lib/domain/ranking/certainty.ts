import { type Embedded, embeddingText } from "../profile/embedding-text.ts";
import type { TextCertainty } from "./weights.ts";

/** An English word and the space behind it; scripts with more bytes a letter write words in fewer letters. */
const WORD_BYTES = 6;

/** What a profile's nearness in meaning is multiplied by, 0..1: less than 1 where its text says little. */
export function certaintyOf(profile: Embedded, { half, full }: TextCertainty): number {
  const words = Math.min(full, wordsSaid(profile, full));
  return words / (words + half) / (full / (full + half));
}

/** About how many words are embedded, told by UTF-8 bytes. A bio that has enough of them by itself is not cut up. */
function wordsSaid(profile: Embedded, enough: number): number {
  const inBio = profile.bio.includes("://") ? 0 : Buffer.byteLength(profile.bio) / WORD_BYTES;
  return inBio >= enough ? inBio : Buffer.byteLength(embeddingText(profile)) / WORD_BYTES;
}
