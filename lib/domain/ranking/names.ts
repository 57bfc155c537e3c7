import { categories, countries, type DictionaryEntry, languages } from "../dictionaries/entries.ts";
import type { Platform } from "../platform.ts";

const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  instagram: "Instagram",
  tiktok: "TikTok",
  x: "X",
  youtube: "YouTube",
};
export const platformName = (platform: Platform): string => PLATFORM_NAMES[platform];

/** A code without a name stands for itself. */
const namer = (entries: () => readonly DictionaryEntry[]): ((code: string) => string) => {
  let names: ReadonlyMap<string, string> | undefined;
  return (code) => {
    names ??= new Map(entries().map(({ code, name }) => [code, name]));
    return names.get(code) ?? code;
  };
};

export const countryName = namer(countries);
export const languageName = namer(languages);
export const categoryName = namer(categories);
