import type { Platform } from "../domain/platform.ts";
import { INSTAGRAM_LIMITS } from "./instagram/limits.ts";
import type { PlatformLimits } from "./platform-client.ts";
import { TIKTOK_LIMITS } from "./tiktok/limits.ts";
import { X_LIMITS } from "./x/limits.ts";
import { YOUTUBE_LIMITS } from "./youtube/limits.ts";

/** Every platform's published limits. */
export const PLATFORM_LIMITS: Readonly<Record<Platform, PlatformLimits>> = {
  instagram: INSTAGRAM_LIMITS,
  tiktok: TIKTOK_LIMITS,
  x: X_LIMITS,
  youtube: YOUTUBE_LIMITS,
};
