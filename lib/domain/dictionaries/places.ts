import { lazily } from "../made-once.ts";
import { fold } from "../text/fold.ts";
import { isUnspaced, longestPhraseAt, namesInRun, phraseKey, type Word, wordsOf } from "../text/words.ts";
import { CITIES_THAT_ARE_WORDS } from "./city-table.ts";
import { countryOfCode } from "./codes.ts";
import { COUNTRY_CODES, COUNTRY_NAMES_THAT_ARE_WORDS } from "./country-table.ts";
import { CITY_WORDS, REGION_CODES } from "./geo-codes.ts";
import { codeOfPlace, regionCode, UNKNOWN } from "./place-codes.ts";
import { PLACE_MAX_WORDS, type Place, placeIndex } from "./place-names.ts";

const KNOWN_CODES = new Set(COUNTRY_CODES);
/** Countries by the codes of their regions, such as MH for India's Maharashtra. */
const regionsOfCode = lazily((): ReadonlyMap<string, readonly string[]> => {
  const index = new Map<string, string[]>();
  for (const [country, codes] of Object.entries(REGION_CODES))
    for (const code of codes.split(" ")) index.set(code, [...(index.get(code) ?? []), country]);
  return index;
});
/** Countries whose people usually write a region's code after a city. */
const WRITE_CODES = ["US", "CA", "BR", "AU"];
/** Abbreviated cities and countries, in capitals or alone between separators. */
const ABBREVIATED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    la: "US/los-angeles",
    sf: "US/san-francisco",
    ny: "US/new-york-city",
    dc: "US/washington-dc",
    uk: "GB",
    us: "US",
    lv: "US/las-vegas",
    kl: "MY/kuala-lumpur",
    bcn: "ES/barcelona",
    ldn: "GB/london",
    rj: "BR/rio-de-janeiro",
    hk: "HK/hong-kong",
  }),
);
const onlyAlone = lazily(
  () =>
    new Set([
      ...CITIES_THAT_ARE_WORDS.split("|"),
      ...CITY_WORDS.split("|"),
      ...COUNTRY_NAMES_THAT_ARE_WORDS.split("|").map(fold),
    ]),
);

/** Whether a place name is also an everyday word, so that finding it in a text proves nothing. */
export const isEverydayWord = (placeKey: string): boolean => onlyAlone().has(placeKey);

/** Separates several places ("London / Paris"). A comma makes one place more precise instead ("Paris, Texas"). */
const SIDE_BY_SIDE = /[/|•·&+;✈→➡⇄↔~>\n]|\s[-–—]\s|\s(?:and|to|y|e|und|et|und|y|en)\s/iu;
const FLAG = /[\u{1F1E6}-\u{1F1FF}]{2}/gu;
const LOCATION_MAX_CHARACTERS = 200;

interface Evidence {
  readonly level: Place["level"] | "code";
  /** The code of the place itself, for a country that it may be in; null if it names no city or region. */
  codeIn?(country: string): string | null;
  readonly countries: readonly string[];
  /** For a city: the countries with smaller cities of this name. */
  readonly also?: readonly string[];
  /** For a code: the countries that have a region with it. `countries` holds the country whose own code it is. */
  readonly regions?: readonly string[];
}

/**
 * The country that a profile's free location text names; null if it names none, several, or an ambiguous one. "São
 * Paulo - BR" is BR, "Paris, Texas" US, "London/Paris" null, "Georgia" null, "Tbilisi, Georgia" GE.
 */
export function countryOfLocation(text: string): string | null {
  const clipped = text.slice(0, LOCATION_MAX_CHARACTERS);
  // "Trinidad & Tobago" is one place.
  const whole = placeIndex().get(phraseKey(clipped));
  const isCountry = whole?.level === "country" && !NEVER_A_PLACE.has(phraseKey(clipped));
  if (isCountry && whole.countries.length === 1) return whole.countries[0] ?? null;
  const groups = clipped.split(SIDE_BY_SIDE).flatMap((part) => {
    const evidence = evidenceOf(part);
    return evidence.length > 0 ? [evidence] : [];
  });
  const flags = flagsOf(clipped);
  if (flags.length === 1) return flags[0] ?? null;
  if (flags.length > 1 || groups.length === 0) return null;
  return settleGroups(groups);
}

/**
 * A country, and its cities and regions that a location text names, as codes such as `DE/munich` and `US/texas`. If the
 * text names no city or no region, the codes `DE/?city` and `DE/?region` say so, so that a filter can include such
 * profiles with a label. Empty if the profile's country is unknown.
 */
export function placesOfLocation(text: string | null, country: string | null): string[] {
  if (country === null) return [];
  const parts = (text ?? "").slice(0, LOCATION_MAX_CHARACTERS).split(SIDE_BY_SIDE);
  const named = parts.flatMap(evidenceOf).flatMap(({ level, codeIn }) => {
    const code = level === "country" ? null : (codeIn?.(country) ?? null);
    return code === null ? [] : [{ code, isCity: level === "city" }];
  });
  const hasCity = named.some(({ isCity }) => isCity);
  const hasRegion = named.some(({ isCity }) => !isCity);
  return [
    country,
    ...new Set(named.map(({ code }) => code)),
    ...(hasCity ? [] : [`${country}/${UNKNOWN.city}`]),
    ...(hasRegion ? [] : [`${country}/${UNKNOWN.region}`]),
  ];
}

/** The countries that each place in a text may be in. Uses names, not flags. */
export function placesNamedIn(text: string): (readonly string[])[] {
  const words = wordsOf(text);
  const found: (readonly string[])[] = [];
  for (let at = 0; at < words.length; ) {
    const hit = longestPhraseAt(words, at, placeIndex(), PLACE_MAX_WORDS);
    const isName =
      /^\p{Lu}|^\p{Lo}/u.test(words[at]?.raw ?? "") && hit !== undefined && !isEverydayWord(hit.key);
    if (isName) found.push(hit.value.countries);
    at += hit?.length ?? 1;
  }
  return found;
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

/**
 * The country of one group, which goes from the particular to the general: the country that all agree on, or else the
 * one that the more general places agree on.
 */
function settle(evidence: readonly Evidence[]): string | null {
  const code = evidence.at(-1)?.regions === undefined ? undefined : evidence.at(-1);
  const named = code === undefined ? evidence : evidence.slice(0, -1);
  if (code !== undefined) return settleCode(named, code);
  const shared = intersect(named.map(({ countries }) => countries));
  if (shared.length > 0) return shared.length === 1 ? (shared[0] ?? null) : null;
  const wide = named.filter(({ level }) => level !== "city");
  const agreed = intersect(wide.map(({ countries }) => countries));
  return agreed.length === 1 ? (agreed[0] ?? null) : null;
}

/**
 * "City, XX": the country with the code XX if the city is there, or else the country that has both such a city and such
 * a region, or else the city's own country. "Bologna, BO" is not in Bolivia, "Milano, MI" not in Michigan, "Paris, TX"
 * not in France.
 */
function settleCode(named: readonly Evidence[], { countries, regions = [] }: Evidence): string | null {
  const meant = named.length === 0 ? [] : intersect(named.map((one) => one.countries));
  const possible =
    named.length === 0 ? [] : intersect(named.map(({ countries, also = [] }) => [...countries, ...also]));
  const [country] = countries;
  if (country !== undefined && (meant.includes(country) || named.length === 0)) return country;
  const withBoth = regions.filter((one) => possible.includes(one));
  const likelier = withBoth.filter((one) => meant.includes(one));
  for (const found of [likelier, withBoth]) if (found.length === 1) return found[0] ?? null;
  if (country !== undefined && possible.includes(country)) return country;
  if (meant.length === 1) return meant[0] ?? null;
  const habitual = WRITE_CODES.filter((one) => regions.includes(one));
  return possible.length === 0 && countries.length === 0 && habitual.length === 1
    ? (habitual[0] ?? null)
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
    if (hit !== undefined && (whole || !isEverydayWord(hit.key)))
      found.push(placeEvidence(hit.value, hit.key));
    at += hit?.length ?? 1;
  }
  // "Everywhere love IS": capitals count only after a place or a comma.
  const followsPlace = found.length > 0 || afterComma;
  const code = followsPlace ? codeEvidence(words.at(-1), true) : undefined;
  return code === undefined ? [...found, ...unspacedEvidence(words)] : [...found, code];
}

/** The German and Danish name of Iceland. In a location it hardly ever means Iceland. */
const NEVER_A_PLACE = new Set(["island"]);

function aloneEvidence(word: Word, afterComma: boolean): Evidence[] {
  if (NEVER_A_PLACE.has(word.folded)) return [];
  const code = codeEvidence(word, afterComma);
  if (code !== undefined) return [code];
  const place = placeIndex().get(word.folded);
  if (place !== undefined) return [placeEvidence(place, word.folded)];
  const abbreviated = ABBREVIATED.get(word.folded);
  if (abbreviated === undefined) return unspacedEvidence([word]);
  const city = abbreviated.length === 2 ? null : abbreviated;
  return [{ level: "city", countries: [abbreviated.slice(0, 2)], codeIn: () => city }];
}

const placeEvidence = (place: Place, key: string): Evidence => ({
  ...place,
  codeIn: (country) => codeOfPlace(place, key, country),
});

/** Capital letters at the end of a segment: a state after its city, or a country. */
function codeEvidence(word: Word | undefined, followsPlace: boolean): Evidence | undefined {
  if (word === undefined || !/^[A-Z][A-Za-z]{1,2}$/.test(word.raw)) return undefined;
  const code = word.raw.toUpperCase();
  if (word.raw !== code && !followsPlace) return undefined;
  if (followsPlace) return stateEvidence(code);
  if (ABBREVIATED.get(word.folded) !== undefined) return undefined;
  const isState = regionsOfCode().get(code)?.includes("US") === true;
  return KNOWN_CODES.has(code) && !isState ? { level: "code", countries: [code] } : undefined;
}

function stateEvidence(code: string): Evidence | undefined {
  const country = code.length === 2 ? countryOfCode(code) : null;
  const regions = regionsOfCode().get(code) ?? [];
  if (country === null && regions.length === 0) return undefined;
  return {
    level: "code",
    countries: country === null ? [] : [country],
    regions,
    codeIn: (home) => regionCode(home, code),
  };
}

function unspacedEvidence(words: readonly Word[]): Evidence[] {
  return words
    .filter((word) => isUnspaced(word.folded))
    .flatMap((word) =>
      [...namesInRun(word.folded, placeIndex())].map(({ value, key }) => placeEvidence(value, key)),
    );
}
