import { type Embedded, embeddingText } from "../profile/embedding-text.ts";
import type { TextCertainty } from "./weights.ts";

/** An English word and the space behind it; scripts with more bytes a letter write words in fewer letters. */
const WORD_BYTES = 6;
const utf8 = new TextEncoder();

/** What a profile's nearness in meaning is multiplied by, 0..1: less than 1 where its text says little. */
export function certaintyOf(profile: Embedded, { half, full }: TextCertainty): number {
  const words = Math.min(full, utf8.encode(embeddingText(profile)).length / WORD_BYTES);
  return words / (words + half) / (full / (full + half));
}
