import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Collection, Db } from "mongodb";
import { MINUTE_MS } from "../../domain/durations.ts";
import { AppError } from "../../domain/errors.ts";
import { TYPED_MAX_LETTERS, TYPED_MIN_LETTERS } from "../../domain/ranking/name-starts.ts";
import indexLetters from "../../domain/text/index-letters.computed.ts";
import type { KeywordField } from "../../ports/keyword-index.ts";
import { SEARCH_FILTER_FIELDS } from "./mongo-keyword-filters.ts";

/** If the analysis changes, a new name is needed only if old and new index must both answer during a release. */
export const SEARCH_INDEX_NAME = "creators_v1";

/** The stored fields behind each searched field. A country's name is computed, so Atlas cannot index it. */
export const KEYWORD_PATHS: Readonly<Record<KeywordField, readonly string[]>> = {
  handle: ["handle"],
  display_name: ["display_name"],
  bio: ["bio"],
  tags: ["categories", "hinted_categories", "hashtags", "keywords", "mentions"],
  place: ["location_text"],
};

export const NAME_FIELDS: readonly KeywordField[] = ["handle", "display_name"];

/** Names are also indexed with all their words as one, under this `multi` name. */
export const JOINED = "joined";
/** Thai has no spaces between words. A dictionary splits it, under this `multi` name. */
export const THAI = "thai";

/** Words that keep their sign. The standard tokenizer would drop it. */
const SIGNED_WORDS = { "C++": "cplusplus", "c++": "cplusplus", "C#": "csharp", "c#": "csharp" };
/**
 * ICU's folding also normalises compatibility forms. A filter before the word splitting would remove capitals too
 * early.
 */
const FOLDED = [{ type: "icuFolding" }, { type: "porterStemming" }];
/** ICU maps ə to a and keeps ם, ہ and ൻ, which `fold` changes in a query's words. These mappings make both equal. */
const LETTERS = indexLetters();
const STANDARD = {
  charFilters: [{ type: "mapping", mappings: { ...SIGNED_WORDS, ...LETTERS } }],
  tokenizer: { type: "standard" },
};

/**
 * `words` splits compounds (`TechGuru99` is also `tech`, `guru`, `techguru`). `asked` keeps a query's words whole, so
 * that no part of a compound matches for all of it. The standard tokenizer splits Chinese and hiragana into
 * characters, and `matchCriteria: all` requires every one. Katakana, Lao, Khmer and Burmese stay in runs, which match
 * only as a whole.
 */
const ANALYZERS = [
  {
    name: "words",
    ...STANDARD,
    tokenFilters: [
      {
        type: "wordDelimiterGraph",
        delimiterOptions: {
          generateWordParts: true,
          generateNumberParts: true,
          concatenateWords: true,
          concatenateAll: true,
          preserveOriginal: true,
          splitOnCaseChange: true,
          splitOnNumerics: true,
          stemEnglishPossessive: true,
        },
      },
      { type: "flattenGraph" },
      ...FOLDED,
    ],
  },
  { name: "asked", ...STANDARD, tokenFilters: [{ type: "englishPossessive" }, ...FOLDED] },
  {
    name: JOINED,
    charFilters: [{ type: "mapping", mappings: LETTERS }],
    tokenizer: { type: "keyword" },
    tokenFilters: [
      { type: "icuFolding" },
      { type: "regex", pattern: "[^\\p{L}\\p{N}\\p{M}]+", replacement: "", matches: "all" },
    ],
  },
];

const thai = { type: "string", analyzer: "lucene.thai", searchAnalyzer: "lucene.thai" };
const joined = { type: "string", analyzer: JOINED, searchAnalyzer: JOINED };
const text = { type: "string", analyzer: "words", searchAnalyzer: "asked", multi: { [THAI]: thai } };
const name = { ...text, multi: { [THAI]: thai, [JOINED]: joined } };

/** Beginnings of names: handles by their letters alone, names word by word. */
const beginnings = (analyzer: string) => ({
  type: "autocomplete",
  analyzer,
  tokenization: "edgeGram",
  minGrams: TYPED_MIN_LETTERS,
  maxGrams: TYPED_MAX_LETTERS,
  foldDiacritics: true,
});
/** The analyzer for the beginnings of each name field. */
const BEGINNINGS: Readonly<Partial<Record<string, string>>> = {
  handle: JOINED,
  display_name: "lucene.standard",
};

type Mapping = Readonly<Record<string, unknown>>;

/** Indexes what the words and conditions of queries need, and nothing else of a profile; no `storedSource`. */
export const SEARCH_INDEX_DEFINITION = {
  analyzers: ANALYZERS,
  mappings: { dynamic: false, fields: mappedFields() },
};

function mappedFields(): Record<string, Mapping[]> {
  const fields: Record<string, Mapping[]> = {};
  const add = (path: string, mapping: Mapping): void => {
    fields[path] = [...(fields[path] ?? []), mapping];
  };
  for (const [field, paths] of Object.entries(KEYWORD_PATHS)) {
    const isName = NAME_FIELDS.some((one) => one === field);
    for (const path of paths) add(path, isName ? name : text);
    const analyzer = BEGINNINGS[field];
    for (const path of analyzer ? paths : []) add(path, beginnings(analyzer ?? ""));
  }
  for (const [path, type] of Object.entries(SEARCH_FILTER_FIELDS)) {
    // Without a normalizer, because codes and ids are stored in the same spelling that conditions use.
    add(path, { type });
  }
  return fields;
}

export type SearchIndexOutcome = "created" | "updated" | "unchanged" | "not-supported";

/** The text for people who run the migration. */
export const SEARCH_INDEX_LINES: Readonly<Record<SearchIndexOutcome, string>> = {
  created: `Search index ${SEARCH_INDEX_NAME} made; it answers.`,
  updated: `Search index ${SEARCH_INDEX_NAME} brought to this release's definition; it answers.`,
  unchanged: `Search index ${SEARCH_INDEX_NAME} is as this release needs it.`,
  "not-supported":
    "Search index skipped: this server has no Atlas Search, so keyword search must stay embedded.",
};

export interface SearchIndexWait {
  /** Milliseconds to wait for the build. It takes minutes for a million creators. */
  readonly patienceMs?: number;
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

const PATIENCE_MS = 15 * MINUTE_MS;
const STEP_MS = 2_000;

/**
 * Creates the search index over `creators` or updates it to this definition, and waits until it answers by it. May run
 * repeatedly. The collection must exist.
 * @throws AppError `unavailable`: `search-index-failed`, `search-index-late`.
 */
export async function ensureSearchIndex(
  db: Pick<Db, "collection">,
  { patienceMs = PATIENCE_MS, pause = sleep }: SearchIndexWait = {},
): Promise<SearchIndexOutcome> {
  const creators = db.collection("creators");
  const readState = async (): Promise<IndexState | null> => {
    const [state] = await creators.listSearchIndexes(SEARCH_INDEX_NAME).toArray();
    return (state as IndexState | undefined) ?? null;
  };
  const present = await readState().catch(noSearchHere);
  if (present === "not-supported") return present;
  let outcome: SearchIndexOutcome = "unchanged";
  if (!present) {
    outcome = "created";
    const description = { name: SEARCH_INDEX_NAME, type: "search", definition: SEARCH_INDEX_DEFINITION };
    await creators.createSearchIndexes([description]);
  } else if (!isCurrent(present)) {
    outcome = "updated";
    await creators.updateSearchIndex(SEARCH_INDEX_NAME, SEARCH_INDEX_DEFINITION);
  }
  for (let waited = 0; ; waited += STEP_MS) {
    if (isReady(await readState(), present)) return outcome;
    if (waited >= patienceMs)
      throw new AppError("unavailable", "search-index-late", "The search index is still being built.");
    await pause(STEP_MS);
  }
}

export type SearchIndexCondition = "current" | "building" | "outdated" | "missing" | "not-supported";

/** The state of the search index. Changes nothing. */
export async function searchIndexCondition(
  creators: Pick<Collection, "listSearchIndexes">,
  name = SEARCH_INDEX_NAME,
): Promise<SearchIndexCondition> {
  const listed = await creators.listSearchIndexes(name).toArray().catch(noSearchHere);
  if (listed === "not-supported") return listed;
  const state = listed[0] as IndexState | undefined;
  if (!state) return "missing";
  if (state.queryable !== true) return "building";
  return isCurrent(state) ? "current" : "outdated";
}

/** Why an index cannot be queried, with the remedy. In the other conditions it answers. */
const NOT_ASKABLE: Readonly<Partial<Record<SearchIndexCondition, readonly [code: string, message: string]>>> =
  {
    missing: ["search-index-missing", "There is no search index: run increator migrate."],
    building: [
      "search-index-building",
      "The search index is in its first sync and cannot be asked yet: increator migrate waits for it.",
    ],
    "not-supported": [
      "search-not-supported",
      "This server has no Atlas Search: use a cluster of MongoDB Atlas, or unset MONGODB_URI.",
    ],
  };

/** @throws AppError `unavailable` if the index cannot be queried; its context has a `remedy`. */
export function requireAskable(condition: SearchIndexCondition): void {
  const reason = NOT_ASKABLE[condition];
  if (!reason) return;
  const [code, message] = reason;
  throw new AppError("unavailable", code, message, { remedy: message });
}

interface IndexState {
  readonly status?: string;
  readonly queryable?: boolean;
  readonly latestDefinition?: unknown;
  readonly latestDefinitionVersion?: { readonly version?: number };
}

/**
 * While an update builds, the index is queryable but answers by its old definition. A newer version than `before`
 * counts as ours, because Atlas may show the definition in a form of its own.
 */
function isReady(state: IndexState | null, before: IndexState | null): boolean {
  if (state?.status === "FAILED")
    throw new AppError("unavailable", "search-index-failed", "Atlas could not build the search index.");
  if (state?.status !== "READY" || state.queryable !== true) return false;
  const version = state.latestDefinitionVersion?.version;
  return isCurrent(state) || version !== before?.latestDefinitionVersion?.version;
}

const isCurrent = ({ latestDefinition }: IndexState): boolean =>
  holds(latestDefinition, SEARCH_INDEX_DEFINITION);

/** Whether everything in `wanted` is in `present`. Atlas may add defaults. */
function holds(present: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(present) &&
      present.length === wanted.length &&
      wanted.every((one, at) => holds(present[at], one))
    );
  }
  if (typeof wanted !== "object" || wanted === null) return isDeepStrictEqual(present, wanted);
  if (typeof present !== "object" || present === null) return false;
  const there = new Map(Object.entries(present));
  return Object.entries(wanted).every(([key, value]) => holds(there.get(key), value));
}

/**
 * CommandNotFound, NotImplemented, SearchNotEnabled, an unknown stage: mongo/src/mongo/base/error_codes.yml. FerretDB
 * has another number for the last.
 */
const NO_SEARCH: ReadonlySet<unknown> = new Set([59, 238, 31_082, 40_324, 40_234]);

async function noSearchHere(error: unknown): Promise<"not-supported"> {
  const { MongoServerError } = await import("./mongo-driver.ts");
  if (error instanceof MongoServerError && NO_SEARCH.has(error.code)) return "not-supported";
  throw error;
}
