import { followerTier, type SearchedCreator } from "../creator.ts";
import { SIMILARITY_WEIGHTS } from "./weights.ts";

/** Ten times more or fewer followers are no longer the same size. */
const SIZE_DECADES = 1;
const TOPICS_NAMED = 4;

/**
 * How similar two creators are, 0..1: by meaning first, then size, language, country and categories. A value that is
 * unknown for either counts as not shared.
 */
export function similarity(of: SearchedCreator, other: SearchedCreator, meaning: number): number {
  const w = SIMILARITY_WEIGHTS;
  return (
    w.meaning * meaning +
    w.size * sizeCloseness(of.followers, other.followers) +
    w.language * (shared(of.languages, other.languages).length > 0 ? 1 : 0) +
    w.country * (of.country !== null && of.country === other.country ? 1 : 0) +
    w.categories * jaccard(of.categories, other.categories)
  );
}

/** Names for the codes of traits, so that this file needs no dictionaries. */
export interface TraitNames {
  readonly country: (code: string) => string;
  readonly language: (code: string) => string;
  readonly category: (code: string) => string;
}

/** What two creators have in common, by name. Only what both profiles say. */
export function sharedTraits(of: SearchedCreator, other: SearchedCreator, names: TraitNames): string[] {
  const traits: string[] = [];
  const categories = shared(of.categories, other.categories).slice(0, TOPICS_NAMED);
  if (categories.length > 0) traits.push(`Category: ${categories.map(names.category).join(", ")}`);
  const tags = shared([...of.hashtags, ...of.keywords], [...other.hashtags, ...other.keywords]);
  if (tags.length > 0) traits.push(`Topics: ${tags.slice(0, TOPICS_NAMED).join(", ")}`);
  if (of.country !== null && of.country === other.country) {
    traits.push(`Country: ${names.country(of.country)}`);
  }
  const languages = shared(of.languages, other.languages);
  if (languages.length > 0) traits.push(`Language: ${languages.map(names.language).join(", ")}`);
  if (of.followers !== null && other.followers !== null) {
    const tier = followerTier(of.followers);
    if (tier === followerTier(other.followers)) traits.push(`Size: ${tier}`);
  }
  return traits;
}

/** 1 at the same number of followers, 0 at ten times more or fewer. */
function sizeCloseness(a: number | null, b: number | null): number {
  if (a === null || b === null) return 0;
  return Math.max(0, 1 - Math.abs(Math.log10(1 + a) - Math.log10(1 + b)) / SIZE_DECADES);
}

const shared = (a: readonly string[], b: readonly string[]): string[] => [
  ...new Set(a.filter((value) => b.includes(value))),
];

function jaccard(a: readonly string[], b: readonly string[]): number {
  const both = shared(a, b).length;
  return both === 0 ? 0 : both / new Set([...a, ...b]).size;
}
