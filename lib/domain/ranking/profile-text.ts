import type { Creator } from "../creator.ts";
import { countryName } from "./names.ts";
import type { ProfileField } from "./profile-fields.ts";

/** Where a compound handle such as TechGuru99 has its seams. */
const SEAMS = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu;

/** A compound such as TechGuru99 by its parts. */
export const atSeams = (name: string): string => name.replace(SEAMS, " ");

/** What a profile says in a field, as the keyword index sees it. */
export function profileText(creator: Creator, field: ProfileField): string {
  switch (field) {
    case "handle":
      return `${creator.handle} ${atSeams(creator.handle)}`;
    case "display_name":
      return `${creator.display_name} ${atSeams(creator.display_name)}`;
    case "bio":
      return creator.bio;
    case "tags":
      return [...creator.categories, ...creator.hashtags, ...creator.keywords, ...creator.mentions].join(" ");
    case "place":
      return `${creator.location_text ?? ""} ${creator.country === null ? "" : countryName(creator.country)}`;
  }
}
