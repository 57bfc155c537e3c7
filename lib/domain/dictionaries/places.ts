import { fold } from "../text/fold.ts";
import { isUnspaced, longestPhraseAt, namesInRun, type Word, wordsOf } from "../text/words.ts";
import { CITIES_THAT_ARE_WORDS } from "./city-table.ts";
import { COUNTRY_CODES, COUNTRY_NAMES_THAT_ARE_WORDS } from "./country-table.ts";
import { PLACE_MAX_WORDS, type Place, placeIndex } from "./place-names.ts";
import { AUSTRALIAN_STATES, BRAZILIAN_STATES, CANADIAN_PROVINCES, US_STATES } from "./region-table.ts";

const KNOWN_CODES = new Set(COUNTRY_CODES);
const BRAZIL = new Set(BRAZILIAN_STATES.split("|"));
const AUSTRALIA = new Set(AUSTRALIAN_STATES.split("|"));
/** State codes that are also codes of countries whose people write them after a city: undecided without more. */
const STATE_OR_COUNTRY = new Set(["DE", "IN", "ID"]);
/** Abbreviated cities, written in capitals or alone between separators. */
const ABBREVIATED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    la: "US",
    sf: "US",
    ny: "US",
    dc: "US",
    uk: "GB",
    us: "US",
    lv: "US",
    kl: "MY",
    bcn: "ES",
    ldn: "GB",
    rj: "BR",
    hk: "HK",
  }),
);
const ONLY_ALONE = new Set([
  ...CITIES_THAT_ARE_WORDS.split("|"),
  ...COUNTRY_NAMES_THAT_ARE_WORDS.split("|").map(fold),
]);

/** Whether a place name is an everyday word too, so that standing in a text proves nothing. */
export const isEverydayWord = (placeKey: string): boolean => ONLY_ALONE.has(placeKey);

/** Separates what stands side by side ("London / Paris"); a comma instead refines ("Paris, Texas"). */
const SIDE_BY_SIDE = /[/|•·&+;✈→➡⇄↔~>\n]|\s[-–—]\s|\s(?:and|to|y|e|und|et|und|y|en)\s/iu;
const FLAG = /[\u{1F1E6}-\u{1F1FF}]{2}/gu;
const LOCATION_MAX_CHARACTERS = 200;

interface Evidence {
  readonly level: Place["level"] | "code";
  readonly countries: readonly string[];
}

/**
 * The country that a profile's free location text names, or null where it names none, several, or an ambiguous one.
 * "São Paulo - BR" is BR, "Paris, Texas" US, "London/Paris" null, "Georgia" null, "Tbilisi, Georgia" GE.
 */
export function countryOfLocation(text: string): string | null {
  const clipped = text.slice(0, LOCATION_MAX_CHARACTERS);
  const groups = clipped.split(SIDE_BY_SIDE).flatMap((part) => {
    const evidence = evidenceOf(part);
    return evidence.length > 0 ? [evidence] : [];
  });
  const flags = flagsOf(clipped);
  if (flags.length === 1) return flags[0] ?? null;
  if (flags.length > 1 || groups.length === 0) return null;
  return settleGroups(groups);
}

/** Country codes of the flag emoji in a text, each once. */
export function flagsOf(text: string): string[] {
  const codes = (text.match(FLAG) ?? []).map((flag) =>
    [...flag].map((letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65)).join(""),
  );
  return [...new Set(codes)].filter((code) => KNOWN_CODES.has(code));
}

function settleGroups(groups: readonly (readonly Evidence[])[]): string | null {
  const alone = groups.map(settle);
  const known = new Set(alone.filter((country) => country !== null));
  if (known.size === 1 && !alone.includes(null)) return [...known][0] ?? null;
  const shared = intersect(groups.flat().map(({ countries }) => countries));
  return shared.length === 1 ? (shared[0] ?? null) : null;
}

/** One group from the particular to the general: what all agree on, else what the most general one says. */
function settle(evidence: readonly Evidence[]): string | null {
  const shared = intersect(evidence.map(({ countries }) => countries));
  if (shared.length === 1) return shared[0] ?? null;
  if (shared.length > 1) {
    const last = evidence.at(-1);
    return last?.level === "code" && shared.includes("US") && !shared.some((c) => STATE_OR_COUNTRY.has(c))
      ? "US"
      : null;
  }
  const wide = evidence.filter(({ level }) => level !== "city");
  const agreed = intersect(wide.map(({ countries }) => countries));
  const last = wide.at(-1);
  if (agreed.length === 1) return agreed[0] ?? null;
  return last !== undefined && last.level === "code" && last.countries.includes("US") && wide.length === 1
    ? "US"
    : null;
}

function intersect(sets: readonly (readonly string[])[]): readonly string[] {
  const [first, ...others] = sets;
  return (first ?? []).filter((country) => others.every((set) => set.includes(country)));
}

function evidenceOf(part: string): Evidence[] {
  return part.split(/[,()،、]/u).flatMap((segment, position) => segmentEvidence(segment, position > 0));
}

function segmentEvidence(segment: string, afterComma: boolean): Evidence[] {
  const words = wordsOf(segment);
  const [first] = words;
  if (first === undefined) return [];
  if (words.length === 1) return aloneEvidence(first, afterComma);
  const found: Evidence[] = [];
  for (let at = 0; at < words.length; ) {
    const hit = longestPhraseAt(words, at, placeIndex(), PLACE_MAX_WORDS);
    const whole = hit?.length === words.length;
    if (hit !== undefined && (whole || !ONLY_ALONE.has(hit.key))) found.push(hit.value);
    at += hit?.length ?? 1;
  }
  // "Everywhere love IS": capitals count only behind a place or a comma.
  const followsPlace = found.length > 0 || afterComma;
  const code = followsPlace ? codeEvidence(words.at(-1), true) : undefined;
  return code === undefined ? [...found, ...unspacedEvidence(words)] : [...found, code];
}

function aloneEvidence(word: Word, afterComma: boolean): Evidence[] {
  const code = codeEvidence(word, afterComma);
  if (code !== undefined) return [code];
  const place = placeIndex().get(word.folded);
  if (place !== undefined) return [place];
  const abbreviated = ABBREVIATED.get(word.folded);
  if (abbreviated !== undefined) return [{ level: "city", countries: [abbreviated] }];
  return unspacedEvidence([word]);
}

/** Two capital letters that end a segment: a state after its city, or a country. */
function codeEvidence(word: Word | undefined, followsPlace: boolean): Evidence | undefined {
  if (word === undefined || !/^[A-Z][A-Za-z]{1,2}$/.test(word.raw)) return undefined;
  const code = word.raw.toUpperCase();
  if (word.raw !== code && !followsPlace) return undefined;
  if (followsPlace) return stateEvidence(code);
  if (ABBREVIATED.get(word.folded) !== undefined) return undefined;
  return KNOWN_CODES.has(code) && !(code in US_STATES) ? { level: "code", countries: [code] } : undefined;
}

function stateEvidence(code: string): Evidence | undefined {
  const countries = [
    ...(code in US_STATES ? ["US"] : []),
    ...(code in CANADIAN_PROVINCES ? ["CA"] : []),
    ...(BRAZIL.has(code) ? ["BR"] : []),
    ...(AUSTRALIA.has(code) ? ["AU"] : []),
    ...(KNOWN_CODES.has(code) ? [code] : []),
  ];
  if (code === "UK") return { level: "code", countries: ["GB"] };
  return countries.length === 0 ? undefined : { level: "code", countries: [...new Set(countries)] };
}

function unspacedEvidence(words: readonly Word[]): Evidence[] {
  return words
    .filter((word) => isUnspaced(word.folded))
    .flatMap((word) => [...namesInRun(word.folded, placeIndex())].map(({ value }) => value));
}
