import { PLACE_MAX_WORDS, type Place, placeIndex } from "../dictionaries/place-names.ts";
import { flagsOf, isEverydayWord } from "../dictionaries/places.ts";
import { longestPhraseAt } from "../text/words.ts";
import { addTo, type Draft, foldedAt, isFree, note, take } from "./draft.ts";
import { WORDS } from "./filter-words.ts";
import { isListOf, type Named, saysWhere } from "./place-evidence.ts";
import type { Token } from "./query-tokens.ts";

/** Names that are words in small letters: "us" is a pronoun, "la" an article. */
const CAPITALS: ReadonlyMap<string, Place> = new Map(
  Object.entries<Place>({
    LA: { level: "city", countries: ["US"] },
    SF: { level: "city", countries: ["US"] },
    NY: { level: "city", countries: ["US"] },
    DC: { level: "city", countries: ["US"] },
    US: { level: "country", countries: ["US"] },
    KL: { level: "city", countries: ["MY"] },
  }),
);
const PRONOUNS = new Set(["us"]);

/**
 * Reads countries from names of countries, regions and cities, where the words around say that somebody is there.
 * A name alone may be a topic ("Paris fashion week", "travel in Japan"), a thing ("turkey recipes"), the asker's own
 * place ("for my cafe in Tel Aviv") or the audience's: those stay words to search for. Cities and regions stay in the
 * text besides, since they say more than their country.
 */
export function readPlaces(draft: Draft): void {
  readFlags(draft);
  let previous: Named | undefined;
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const named = placeAt(draft, at);
    if (named === undefined) continue;
    const follows = previous !== undefined && isListOf(draft, previous.end, named.at);
    if (named.place.countries.length === 1 && (follows || saysWhere(draft, named))) {
      accept(
        draft,
        named,
        follows && previous !== undefined && foldedAt(draft, previous.end) === "," ? previous : undefined,
      );
      previous = named;
    }
    at = named.end - 1;
  }
}

function accept(draft: Draft, named: Named, refined: Named | undefined): void {
  const { countries, level } = named.place;
  // "Paris, Texas": a region after a comma settles what the city before it left open.
  const settled = level === "region" ? (refined?.place.countries ?? []) : [];
  const kept = (draft.filters.countries ?? []).filter((country) => !settled.includes(country));
  draft.filters.countries = addTo(kept, countries);
  // The case ending after an apostrophe goes with the name: "Almanya'da".
  const ending =
    draft.tokens[named.end]?.joined === true && WORDS.placePostpositions.has(foldedAt(draft, named.end));
  if (level === "country") take(draft, named.at, named.end + (ending ? 1 : 0), "countries");
  else {
    note(draft, named.at, named.end, "countries");
    draft.place.fill(true, named.at, named.end);
  }
}

function readFlags(draft: Draft): void {
  const flags = flagsOf(draft.text);
  if (flags.length > 0 && flags.length <= 3) draft.filters.countries = addTo(draft.filters.countries, flags);
}

function placeAt(draft: Draft, at: number): Named | undefined {
  const token = draft.tokens[at];
  if (token === undefined || !isFree(draft, at) || token.kind !== "word") return undefined;
  const capital = CAPITALS.get(token.raw);
  if (capital !== undefined) return { at, end: at + 1, place: capital, key: token.folded, prefixed: false };
  const whole = longestPhraseAt(draft.tokens, at, placeIndex(), PLACE_MAX_WORDS);
  const hit = whole ?? prefixedPlace(draft.tokens, at);
  if (hit === undefined || PRONOUNS.has(hit.key)) return undefined;
  if (isEverydayWord(hit.key) && hit.value.level === "city" && !/^\p{Lu}/u.test(token.raw)) return undefined;
  return { at, end: at + hit.length, place: hit.value, key: hit.key, prefixed: whole === undefined };
}

/** Hebrew and Arabic prepositions cling to the name: "מתל אביב", "بمصر". */
function prefixedPlace(tokens: readonly Token[], at: number) {
  const token = tokens[at];
  if (token === undefined || !/^[מבלהبلو]./u.test(token.folded)) return undefined;
  const bare = [{ ...token, folded: token.folded.slice(1) }, ...tokens.slice(at + 1, at + PLACE_MAX_WORDS)];
  return longestPhraseAt(bare, 0, placeIndex(), PLACE_MAX_WORDS);
}
