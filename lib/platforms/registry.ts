import type { Platform } from "../domain/platform.ts";
import * as instagram from "./instagram/normalise.ts";
import { INSTAGRAM_TERMS } from "./instagram/terms.ts";
import type { PlatformModule } from "./platform-module.ts";
import * as tiktok from "./tiktok/normalise.ts";
import { TIKTOK_TERMS } from "./tiktok/terms.ts";
import * as x from "./x/normalise.ts";
import { X_TERMS } from "./x/terms.ts";
import * as youtube from "./youtube/normalise.ts";
import { YOUTUBE_TERMS } from "./youtube/terms.ts";

/** The one place that knows which platforms there are and what is special to each. */
export const PLATFORM_MODULES: Readonly<Record<Platform, PlatformModule>> = {
  instagram: {
    terms: INSTAGRAM_TERMS,
    normaliserVersion: instagram.NORMALISER_VERSION,
    normalise: instagram.normaliseAccount,
  },
  tiktok: {
    terms: TIKTOK_TERMS,
    normaliserVersion: tiktok.NORMALISER_VERSION,
    normalise: tiktok.normaliseUser,
  },
  x: { terms: X_TERMS, normaliserVersion: x.NORMALISER_VERSION, normalise: x.normaliseUser },
  youtube: {
    terms: YOUTUBE_TERMS,
    normaliserVersion: youtube.NORMALISER_VERSION,
    normalise: youtube.normaliseChannel,
  },
};
