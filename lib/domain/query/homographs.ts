import { hasAccents, isLatinLanguage, isSpelledIn, type LatinLanguage } from "../text/accents.ts";
import type { Token } from "./query-tokens.ts";
import { ENGLISH_TOPICS, FOREIGN_TOPICS, SELDOM_ENGLISH_TOPICS, STOP_WORDS } from "./stop-word-table.ts";

const STOPS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(STOP_WORDS).map(([language, words]) => [language, new Set(words.split("|"))]),
);
const LANGUAGES = [...STOPS.keys()];
const USUALLY_TOPIC = new Set(ENGLISH_TOPICS.split("|"));
const SELDOM_TOPIC = new Set(SELDOM_ENGLISH_TOPICS.split("|"));
const FOREIGN: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(FOREIGN_TOPICS));

const isStopIn = (language: string, word: string): boolean => STOPS.get(language)?.has(word) === true;

/** The spellings of each row's words. The row of Spanish holds what Portuguese and French share with it. */
const SPELLINGS: ReadonlyMap<string, readonly LatinLanguage[]> = new Map(
  LANGUAGES.flatMap((language) =>
    isLatinLanguage(language)
      ? [[language, language === "es" ? ["es", "pt", "fr"] : [language]] as const]
      : [],
  ),
);

/**
 * Whether a word is a stop word only without its accents, in whose languages it cannot be written so: French "thé",
 * Vietnamese "mẹ". One letter says too little.
 */
export const isStopByFoldingAlone = ({ folded, raw }: Pick<Token, "folded" | "raw">): boolean =>
  folded.length > 1 &&
  hasAccents(raw) &&
  !LANGUAGES.some(
    (language) => isStopIn(language, folded) && isSpelledIn(raw, SPELLINGS.get(language) ?? []),
  );

/**
 * Words that several languages share, or that the industry uses in all of them. They do not show a query's language.
 */
const TELLS_NOTHING =
  /^(?:in|an|am|on|do|no|as|a|me|so|was|also|top|i|o|e|y|influencers?|creators?|content|accounts?|social|media|micro|nano|followers?|engagement|email)$/;
/** Letters that English does not use. */
const NOT_ENGLISH = /[^\p{ASCII}\p{P}\p{S}\p{N}]/u;

/**
 * Whether a stop word is meant as a topic here: "van life couples" is about vans, "fotografen van Amsterdam" is not.
 * The query's other function words decide, and letters that English does not have.
 */
export function isTopicHere(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.folded ?? "";
  const foreign = FOREIGN.get(word);
  if (foreign !== undefined) return spoken(tokens, foreign) > spoken(tokens, ["en"]);
  if (!USUALLY_TOPIC.has(word) && !SELDOM_TOPIC.has(word)) return false;
  if (NOT_ENGLISH.test(tokens[at]?.raw ?? "")) return false;
  const own = LANGUAGES.filter((language) => language !== "en" && isStopIn(language, word));
  const lead = spoken(tokens, ["en"]) - spoken(tokens, own);
  return lead > 0 || (lead === 0 && USUALLY_TOPIC.has(word));
}

/**
 * Negators that are also another word, a name or an abbreviation elsewhere, with the languages in which they negate.
 */
const NEGATES_IN: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ...{ not: ["en"], nao: ["pt"], sem: ["pt"], sin: ["es"], salvo: ["es", "it"] },
    ...{ sans: ["fr"], pas: ["fr"], hors: ["fr"], nie: ["de", "pl"] },
  }),
);

/**
 * Whether a word negates here. "SEM marketing experts" and "the comic sans of designers" exclude nothing, and neither
 * does "Menschen in Not". Abbreviations in capitals and the query's other function words decide.
 */
export function negatesHere(tokens: readonly Token[], at: number): boolean {
  const { folded = "", raw = "" } = tokens[at] ?? {};
  const own = NEGATES_IN.get(folded);
  if (own === undefined) return true;
  const others = tokens.toSpliced(at, 1);
  if (folded === "not") return tokens[at - 1]?.folded !== "in" && stops(others, "de") <= stops(others, "en");
  const isShortForm = /^\p{Lu}{2}/u.test(raw) && tokens.some((token) => /^\p{Ll}{3}/u.test(token.raw));
  return !isShortForm && stops(others, "en") <= Math.max(...own.map((language) => stops(others, language)));
}

const stops = (tokens: readonly Token[], language: string): number =>
  tokens.filter(({ folded }) => !TELLS_NOTHING.test(folded) && isStopIn(language, folded)).length;

/** Counts the query's words that point to a language, for the one of the languages with the most such words. */
function spoken(tokens: readonly Token[], languages: readonly string[]): number {
  return Math.max(...languages.map((language) => tokens.filter((token) => tells(token, language)).length));
}

const isHomograph = (word: string): boolean =>
  USUALLY_TOPIC.has(word) || SELDOM_TOPIC.has(word) || FOREIGN.has(word);

function tells({ folded, raw, kind }: Token, language: string): boolean {
  if (kind !== "word" || TELLS_NOTHING.test(folded) || isHomograph(folded)) return false;
  return isStopIn(language, folded) || (language !== "en" && NOT_ENGLISH.test(raw));
}
