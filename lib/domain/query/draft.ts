import type { Filters } from "../search-request.ts";
import type { Token } from "./query-tokens.ts";

/** A query while it is being read. Each reader takes the tokens that it understood. */
export interface Draft {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** For each token: whether a reader took it, so that it is no longer searched for. */
  readonly taken: boolean[];
  /** For each token: whether it belongs to something that the query excludes. */
  readonly negated: boolean[];
  /**
   * For each token: whether it names a city or region. Such a word is searched for even if it looks like a stop word.
   */
  readonly place: boolean[];
  readonly filters: Filters;
  readonly read: { words: string; filter: string }[];
  readonly handles: string[];
  /** In Portuguese "no" means "in the". In the related languages it means "no". */
  readonly isPortuguese: boolean;
  /** Words after negators, read or not. They must not count as words to look for. */
  readonly excluded: string[];
}

export function newDraft(text: string, tokens: readonly Token[]): Draft {
  return {
    text,
    tokens,
    taken: tokens.map(() => false),
    negated: tokens.map(() => false),
    place: tokens.map(() => false),
    filters: {},
    read: [],
    handles: [],
    isPortuguese: isPortuguese(tokens),
    excluded: [],
  };
}

/** Function words that, among the languages with a "no", only Portuguese has; then those that only Spanish has. */
const PORTUGUESE =
  /^(?:com|em|dos|das|da|nao|mais|um|uma|falam|canais|criadores|criadoras|influenciadores|influenciadoras|tenha|sao|pelo|pela|ate|seguidores|perfis|conteudo|brasil|brasileir[oa]s?|postam|publicam|fazem|gravam|moram|vivem|escrevem|ensinam|jogam)$/;
const SPANISH = /^(?:con|los|las|el|en|y|una|busco|canales|creadores|hasta)$/;

const isPortuguese = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ folded, raw }, at) => PORTUGUESE.test(folded) || /[ãõ]/iu.test(raw) || isJoinedNo(tokens, at),
  ) && !tokens.some(({ folded }) => SPANISH.test(folded));

/** "no Instagram e no TikTok": among the languages with a "no", only Portuguese joins with "e" or "ou". */
const isJoinedNo = (tokens: readonly Token[], at: number): boolean =>
  /^(?:e|ou)$/.test(tokens[at]?.folded ?? "") && /^n[oa]s?$/.test(tokens[at + 1]?.folded ?? "");

/** The query's own words from token `start` up to, but not including, token `end`. */
export function wordsBetween(draft: Draft, start: number, end: number): string {
  const first = draft.tokens[start];
  const last = draft.tokens[end - 1];
  return first === undefined || last === undefined ? "" : draft.text.slice(first.start, last.end);
}

/** Notes that words became a filter. They are still searched for. */
export function note(draft: Draft, start: number, end: number, filter: string): void {
  draft.read.push({ words: wordsBetween(draft, start, end), filter });
}

/** Notes that words became a filter, and removes them from the search text. */
export function take(draft: Draft, start: number, end: number, filter: string): void {
  note(draft, start, end, filter);
  draft.taken.fill(true, start, end);
}

export const isFree = (draft: Draft, at: number): boolean =>
  at >= 0 && at < draft.tokens.length && draft.taken[at] === false;

/** The folded form of a free token, or the empty string. */
export const freeWord = (draft: Draft, at: number): string =>
  isFree(draft, at) ? (draft.tokens[at]?.folded ?? "") : "";

export const foldedAt = (draft: Draft, at: number): string => draft.tokens[at]?.folded ?? "";

/** Adds values to a list filter, each value once. */
export function addTo<T>(list: readonly T[] | undefined, values: readonly T[]): T[] {
  return [...new Set([...(list ?? []), ...values])];
}

/** Marks that separate the parts of a sentence. */
const CLAUSE_END = new Set([".", "!", "?", ";", "。", "！", "？"]);
export const endsSentence = (draft: Draft, at: number): boolean => {
  const token = draft.tokens[at];
  return token === undefined || token.kind === "break" || CLAUSE_END.has(token.folded);
};
