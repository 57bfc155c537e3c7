import { CATEGORIES } from "../dictionaries/categories.ts";
import { LANGUAGES } from "../dictionaries/languages.ts";
import { COUNTRIES } from "../dictionaries/places.ts";
import type { Platform } from "../platform.ts";

const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  instagram: "Instagram",
  tiktok: "TikTok",
  x: "X",
  youtube: "YouTube",
};
export const platformName = (platform: Platform): string => PLATFORM_NAMES[platform];

interface Entry {
  readonly code: string;
  readonly name: string;
}
/** A code without a name of its own is its own name. */
const namer = (entries: readonly Entry[]): ((code: string) => string) => {
  const names = new Map(entries.map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? code;
};

export const countryName = namer(COUNTRIES);
export const languageName = namer(LANGUAGES);
export const categoryName = namer(CATEGORIES);
