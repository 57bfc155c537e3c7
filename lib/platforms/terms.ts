import type { Platform } from "../domain/platform.ts";
import type { PlatformTerms } from "../domain/terms.ts";
import { INSTAGRAM_TERMS } from "./instagram/terms.ts";
import { TIKTOK_TERMS } from "./tiktok/terms.ts";
import { X_TERMS } from "./x/terms.ts";
import { YOUTUBE_TERMS } from "./youtube/terms.ts";

/**
 * Every platform's terms, apart from what reads its payloads: a search needs the terms alone, and language detection,
 * which reading a payload needs, weighs a megabyte.
 */
export const PLATFORM_TERMS: Readonly<Record<Platform, PlatformTerms>> = {
  instagram: INSTAGRAM_TERMS,
  tiktok: TIKTOK_TERMS,
  x: X_TERMS,
  youtube: YOUTUBE_TERMS,
};
