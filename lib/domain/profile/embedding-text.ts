import { hash } from "node:crypto";
import type { Creator, Profile } from "../creator.ts";
import { categoryName } from "../ranking/names.ts";
import { boundedText, proseOf } from "./text.ts";

/** About 500 tokens. Text beyond this adds little about a creator and costs the embedder time and money. */
const EMBEDDED_CHARACTERS_MAX = 2_000;
const BIO_CHARACTERS_MAX = 1_200;
const TAGS_MAX = 20;

export type Embedded = Pick<
  Profile,
  "display_name" | "handle" | "bio" | "categories" | "hinted_categories" | "keywords" | "hashtags"
>;

type Part = (profile: Embedded) => string;
const name: Part = ({ display_name }) => display_name;
const handle: Part = ({ handle }) => handleWords(handle);
const prose: Part = ({ bio }) => boundedText(proseWithTags(bio), BIO_CHARACTERS_MAX);
const categories: Part = ({ categories, hinted_categories = [] }) =>
  [...categories, ...hinted_categories].map(categoryName).join(", ");
const tags: Part = ({ keywords, hashtags }) =>
  [...keywords.slice(0, TAGS_MAX), ...hashtags.slice(0, TAGS_MAX)].join(", ");

const PARTS: readonly Part[] = [name, handle, prose, categories, tags];
const CHEAPEST_FIRST: readonly Part[] = [name, tags, categories, prose, handle];

/**
 * The text of a creator that is embedded: name, the words in its handle, bio without addresses, category names,
 * keywords and hashtags; at most 2,000 UTF-16 units. The same profile gives the same text, whatever model reads it.
 */
export function embeddingText(profile: Embedded): string {
  const parts = PARTS.map((part) => part(profile));
  return boundedText(parts.filter((part) => part !== "").join("\n"), EMBEDDED_CHARACTERS_MAX);
}

/**
 * The number of UTF-8 bytes of `embeddingText` if it is below `enough`, otherwise any number from `enough` on. `enough`
 * is at most 2,000.
 */
export function embeddedBytes(profile: Embedded, enough: number): number {
  let bytes = 0;
  for (const part of CHEAPEST_FIRST) {
    const own = Buffer.byteLength(part(profile));
    if (own > 0) bytes += bytes === 0 ? own : own + 1;
    if (bytes >= enough) break;
  }
  return bytes;
}

/** Keeps a bio's tags and mentions as words of the sentence, and removes only addresses. */
const proseWithTags = (bio: string): string => proseOf(bio.replace(/[#@＃＠]/g, ""));

/** `TechGuru_42` is "Tech Guru 42". A channel id holds no words. */
function handleWords(handle: string): string {
  if (/^UC[\w-]{20,}$/.test(handle)) return "";
  return handle
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{L})(\p{N})|(\p{N})(\p{L})/gu, "$1$3 $2$4")
    .replace(/[_.\-\s]+/g, " ")
    .trim();
}

/** SHA-256 in hex of the embedded text. */
export const textHash = (profile: Embedded): string => sha256(embeddingText(profile));

const FACETS = [
  "handle_lc",
  "followers",
  "engagement_rate",
  "country",
  "languages",
  "categories",
  "verified",
  "account_type",
  "has_contact",
  "last_post_day",
  "places",
  "growth_rate",
  "growth_rate_90",
  "median_views",
  "recent_posts",
] as const satisfies readonly (keyof Creator)[];
type Faceted = Pick<Creator, (typeof FACETS)[number]>;

/**
 * The fields that vector filters read. Unknown values are left out, and empty lists too, since no filter could match
 * them.
 */
export function vectorMetadata(
  creator: Faceted,
): Record<string, string | number | boolean | readonly string[]> {
  const metadata: Record<string, string | number | boolean | readonly string[]> = {};
  for (const facet of FACETS) {
    const value = creator[facet];
    if (value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0))
      metadata[facet] = value;
  }
  return metadata;
}

/** SHA-256 in hex of the fields that vector filters read. Their order is fixed, so equal facets have equal hashes. */
export const facetHash = (creator: Faceted): string => sha256(JSON.stringify(vectorMetadata(creator)));

const sha256 = (text: string): string => hash("sha256", text, "hex");
