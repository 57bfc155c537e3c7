import { countryOfCode, languageOfCode } from "../dictionaries/codes.ts";
import { countryOfLocation, flagsOf, placesNamedIn } from "../dictionaries/places.ts";
import { detectLanguages } from "./detect-languages.ts";

/** The share of the posts with a region that must agree. */
const REGION_SHARE_MIN = 2 / 3;
/**
 * Where an account says it is: the platform's own country field, or else the region of most of its posts, or else the
 * place it names, or else the only flag in its name or bio if no words contradict it. Several flags, or a place that no
 * dictionary knows, are no evidence: a wrong country is worse than none.
 */
export function countryOf(evidence: {
  readonly declared: string | null;
  readonly regionsOfPosts: readonly (string | null)[];
  readonly locationText: string | null;
  /** Name and bio. */
  readonly text: string;
}): string | null {
  return (
    countryOfCode(evidence.declared) ??
    agreedRegion(evidence.regionsOfPosts) ??
    (evidence.locationText === null ? null : countryOfLocation(evidence.locationText)) ??
    onlyFlag(evidence.text)
  );
}

function agreedRegion(regions: readonly (string | null)[]): string | null {
  const known = regions.map(countryOfCode).filter((region) => region !== null);
  const share = (region: string): number => known.filter((one) => one === region).length / known.length;
  return [...new Set(known)].find((region) => share(region) >= REGION_SHARE_MIN) ?? null;
}

/** Near a flag, these words show a journey, a cause, a language or a topic, not a home. */
const NOT_HOME =
  /:\s*$|(?<!\p{L})(?:next|soon|now in|currently|travel\p{L}*|trip|visit\p{L}*|free|stand|support\p{L}*|pray\p{L}*|with|love\p{L}*|fans?|learn\p{L}*|teach\p{L}*|english|lessons?|reviews?|recaps?|dramas?|food|recipes?|music|news|football|team|vs)(?!\p{L})/iu;
/** A flag among more words than this belongs to what they say. */
const WORDS_BESIDE_MAX = 3;

/**
 * The country of the only flag in a name and bio. A flag is weak evidence: words that name another place outweigh it,
 * and beside a cause, a topic or a journey it does not mean home.
 */
function onlyFlag(text: string): string | null {
  const [flag, ...others] = flagsOf(text);
  if (flag === undefined || others.length > 0) return null;
  const named = placesNamedIn(text);
  if (named.some((countries) => !countries.includes(flag))) return null;
  const line = text.split(/[\n|•·/]/u).find((part) => flagsOf(part).length > 0) ?? "";
  const beside = line.replace(/\p{Regional_Indicator}|\p{Extended_Pictographic}/gu, "").trim();
  const words = beside.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const isOwn = words <= WORDS_BESIDE_MAX || named.length > 0 || speaksAsIn(flag, text);
  return isOwn && !NOT_HOME.test(beside) ? flag : null;
}

/** Whether a text is written in the first language of the country. */
function speaksAsIn(country: string, text: string): boolean {
  const language = languageOfCode(new Intl.Locale(`und-${country}`).maximize().language);
  return language !== null && detectLanguages(text, country).includes(language);
}
