import type { Platform } from "../domain/platform.ts";
import * as instagram from "./instagram/normalise.ts";
import type { PlatformModule } from "./platform-module.ts";
import { PLATFORM_TERMS } from "./terms.ts";
import * as tiktok from "./tiktok/normalise.ts";
import * as x from "./x/normalise.ts";
import * as youtube from "./youtube/normalise.ts";

const moduleOf = (
  platform: Platform,
  normaliserVersion: number,
  normalise: PlatformModule["normalise"],
): PlatformModule => ({ terms: PLATFORM_TERMS[platform], normaliserVersion, normalise });

/** The only place that knows all platforms and what is special to each. */
export const PLATFORM_MODULES: Readonly<Record<Platform, PlatformModule>> = {
  instagram: moduleOf("instagram", instagram.NORMALISER_VERSION, instagram.normaliseAccount),
  tiktok: moduleOf("tiktok", tiktok.NORMALISER_VERSION, tiktok.normaliseUser),
  x: moduleOf("x", x.NORMALISER_VERSION, x.normaliseUser),
  youtube: moduleOf("youtube", youtube.NORMALISER_VERSION, youtube.normaliseChannel),
};
