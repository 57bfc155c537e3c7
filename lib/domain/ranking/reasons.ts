import { followerTier, type SearchedCreator } from "../creator.ts";
import { boundedText } from "../profile/text.ts";
import type { ScoreParts } from "../search-request.ts";
import { categoryName, platformName } from "./names.ts";
import type { ProfileField, WordMatch } from "./profile-fields.ts";
import { isMended } from "./word-matches.ts";

/** What is known about a creator's rank. */
export interface Evidence {
  readonly creator: SearchedCreator;
  readonly matches: readonly WordMatch[];
  readonly parts: Pick<ScoreParts, "vector" | "exact_name">;
  /** The text that was compared in meaning. */
  readonly text: string;
  /** The profile's words that are nearest in meaning to the query, if they were looked up. */
  readonly nearestWords: readonly string[];
}

const FIELD_NAMES: Readonly<Record<ProfileField, string>> = {
  handle: "handle",
  display_name: "name",
  bio: "bio",
  tags: "topics and tags",
  place: "location",
};
/** Fields in order, the most convincing first. */
const FIELD_ORDER: readonly ProfileField[] = ["display_name", "handle", "bio", "tags", "place"];

/** Engagement is mentioned from this percentile on: the upper quarter of its peers. */
const HIGH_PERCENTILE = 75;
/** A share of the embedder's range. If words match, a lower nearness is not mentioned. */
export const NEAR = 0.33;
const VERY_NEAR = 0.66;
const WORDS_SHOWN = 4;
/** Maximum number of characters of a word in a reason. */
const WORD_MAX = 40;
/** Maximum number of characters of the query in a reason. */
const QUOTED_MAX = 60;

/**
 * Why a creator is in the answer, strongest reason first. Each sentence is true of this profile and names the part of
 * it that counts.
 */
export function reasonsOf(evidence: Evidence): string[] {
  return [
    ...nameReason(evidence),
    ...wordReasons(evidence.matches),
    ...conceptReasons(evidence.matches),
    ...meaningReason(evidence),
    ...engagementReason(evidence.creator),
  ];
}

function nameReason({ creator, parts }: Evidence): string[] {
  if (parts.exact_name === 0) return [];
  if (parts.exact_name === 1) return [`Handle @${creator.handle} is what was asked`];
  const how = parts.exact_name >= 0.9 ? "is what was asked" : "is nearly what was asked";
  return [`Name '${creator.display_name}' (@${creator.handle}) ${how}`];
}

function wordReasons(matches: readonly WordMatch[]): string[] {
  const told = new Set<string>();
  const reasons: string[] = [];
  for (const field of FIELD_ORDER) {
    if (!matches.some((match) => match.field === field)) continue;
    const own = matches.filter(
      ({ field: one, term, byConcept }) => one === field && !byConcept && !told.has(term),
    );
    if (own.length === 0) continue;
    for (const { term } of own) told.add(term);
    const shown = [...new Set(own.map(wordShown))].slice(0, WORDS_SHOWN);
    reasons.push(`Matches ${shown.join(", ")} in ${FIELD_NAMES[field]}`);
  }
  return reasons;
}

const wordShown = ({ term, found }: WordMatch): string =>
  isMended(term, found) ? `${quoted(found)} (for ${quoted(term)})` : quoted(found || term);

function conceptReasons(matches: readonly WordMatch[]): string[] {
  const words = new Map<string, Set<string>>();
  for (const { found, term, byConcept } of matches) {
    if (byConcept === true) words.set(found, (words.get(found) ?? new Set()).add(quoted(term)));
  }
  return [...words].map(
    ([code, terms]) =>
      `Category ${categoryName(code)} stands for ${[...terms].slice(0, WORDS_SHOWN).join(", ")}`,
  );
}

function meaningReason({ parts, matches, text, nearestWords }: Evidence): string[] {
  const near = parts.vector ?? 0;
  if (near === 0 || (near < NEAR && matches.length > 0)) return [];
  const how = near >= VERY_NEAR ? "Very near" : near >= NEAR ? "Near" : "Somewhat near";
  const by = nearestWords.length === 0 ? "" : ` by ${nearestWords.map(quoted).join(", ")}`;
  return [`${how} in meaning to '${shortened(text)}'${by}`];
}

const quoted = (word: string): string =>
  word.length <= WORD_MAX ? `'${word}'` : `'${boundedText(word, WORD_MAX)}…'`;

// Bounded: QUOTED_MAX characters.
const shortened = (text: string): string =>
  text.length <= QUOTED_MAX ? text : `${boundedText(text, QUOTED_MAX).replace(/\s+\S*$/, "")} ...`;

function engagementReason({
  engagement_rate: rate,
  quality,
  followers,
  platform,
}: SearchedCreator): string[] {
  if (rate === null || quality === null || quality.percentile < HIGH_PERCENTILE) return [];
  const peers = followers === null ? "creators" : `${followerTier(followers)} creators`;
  const top = Math.max(1, Math.round(100 - quality.percentile));
  return [`High engagement (${percent(rate)}), top ${top}% of ${peers} on ${platformName(platform)}`];
}

/** 0.052 as "5.2%". Small rates keep two significant figures. */
export const percent = (rate: number): string => {
  const hundredths = rate * 100;
  return `${hundredths >= 1 || hundredths === 0 ? Math.round(hundredths * 10) / 10 : Number(hundredths.toPrecision(2))}%`;
};
