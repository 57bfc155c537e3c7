import type { Creator } from "../creator.ts";
import { countryName } from "./names.ts";
import type { ProfileField } from "./profile-fields.ts";

/** Nobody chose the characters after the host of a link, such as t.co/EBPveWU20P, so they are not words. */
const LINK_PATH = /\b(https?:\/\/[^\s/?#]+)\S*/gi;

/** The fields that the texts are made of. If all of these are equal, so are the texts. */
export const TEXT_SOURCES = [
  "handle",
  "display_name",
  "bio",
  "categories",
  "hinted_categories",
  "hashtags",
  "keywords",
  "mentions",
  "location_text",
  "country",
] as const satisfies readonly (keyof Creator)[];

/**
 * The texts of a profile's field, for everything that looks for words in it: the embedded index, evidence, required
 * words. Codes such as `DE` are left out, since they are common words of other languages.
 */
export function profileTexts(
  creator: Pick<Creator, (typeof TEXT_SOURCES)[number]>,
  field: ProfileField,
): readonly string[] {
  switch (field) {
    case "handle":
      return [creator.handle];
    case "display_name":
      return [creator.display_name];
    case "bio":
      return [creator.bio.includes("://") ? creator.bio.replaceAll(LINK_PATH, "$1 ") : creator.bio];
    case "tags":
      return [
        ...creator.categories,
        ...(creator.hinted_categories ?? []),
        ...creator.hashtags,
        ...creator.keywords,
        ...creator.mentions,
      ];
    case "place":
      return [creator.location_text ?? "", creator.country === null ? "" : countryName(creator.country)];
  }
}
