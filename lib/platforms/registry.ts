import type { Platform } from "../domain/platform.ts";
import * as instagram from "./instagram/normalise.ts";
import type { PlatformModule } from "./platform-module.ts";
import { PLATFORM_TERMS } from "./terms.ts";
import * as tiktok from "./tiktok/normalise.ts";
import * as x from "./x/normalise.ts";
import * as youtube from "./youtube/normalise.ts";

/** The one place that knows which platforms there are and what is special to each. */
export const PLATFORM_MODULES: Readonly<Record<Platform, PlatformModule>> = {
  instagram: {
    terms: PLATFORM_TERMS.instagram,
    normaliserVersion: instagram.NORMALISER_VERSION,
    normalise: instagram.normaliseAccount,
  },
  tiktok: {
    terms: PLATFORM_TERMS.tiktok,
    normaliserVersion: tiktok.NORMALISER_VERSION,
    normalise: tiktok.normaliseUser,
  },
  x: { terms: PLATFORM_TERMS.x, normaliserVersion: x.NORMALISER_VERSION, normalise: x.normaliseUser },
  youtube: {
    terms: PLATFORM_TERMS.youtube,
    normaliserVersion: youtube.NORMALISER_VERSION,
    normalise: youtube.normaliseChannel,
  },
};
