import { lazily } from "../made-once.ts";
import { plainEmoji } from "../text/plain-emoji.ts";
import { type Draft, foldedAt } from "./draft.ts";
import emojiNames from "./emoji-names.computed.ts";
import { isContentWord, WORDS } from "./filter-words.ts";
import { isStopByFoldingAlone, isTopicHere } from "./homographs.ts";
import type { Token } from "./query-tokens.ts";

const OPENING_JOINS = /^(?:and|but|or|y|e|et|und|who|that|[^\p{L}\p{N}]+)$/u;

/**
 * Removes connectors whose words became filters: "fitness in Germany with 10k followers" leaves "fitness", not "fitness
 * in with".
 */
export function dropHangingConnectors(draft: Draft): void {
  if (!draft.taken.includes(true)) return;
  for (let at = draft.tokens.length - 1; at >= 0; at -= 1)
    if (draft.taken[at + 1] !== false && hangs(draft.tokens[at]) && !isTopicHere(draft.tokens, at))
      draft.taken[at] = true;
  for (const [at, { folded }] of draft.tokens.entries()) {
    if (draft.taken[at] === true) continue;
    if (!OPENING_JOINS.test(folded)) break;
    draft.taken[at] = true;
  }
}

const hangs = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === "symbol" ||
    token.kind === "break" ||
    (WORDS.connectors.has(token.folded) && !isStopByFoldingAlone(token)) ||
    WORDS.placePrepositions.has(token.folded));

/**
 * What is left to search for: the text without the taken tokens, and its content words. If only emoji are left, it is
 * the emoji and their meanings, also in the text, since embedding models know words. If filters or handles were read
 * and only words of asking are left ("show me influencers"), nothing is left: the filters say it all.
 */
export function leftOver(draft: Draft): { text: string; terms: string[] } {
  const content = termsOf(draft, true);
  if (content.length > 0) return { text: textOf(draft), terms: content };
  const accented = accentedWords(draft);
  if (accented.length > 0) return { text: textOf(draft), terms: accented };
  const meant = emojiWords(draft);
  if (meant.length > 0) return { text: `${textOf(draft)} ${meant.join(" ")}`, terms: meant };
  return draft.read.length > 0
    ? { text: "", terms: [] }
    : { text: textOf(draft), terms: termsOf(draft, false) };
}

/**
 * Words that look like stop words without their accents. Beside other words only the text keeps them: the index, too, is
 * without accents, and would find "the" for "thé".
 */
const accentedWords = (draft: Draft): string[] => {
  const found = draft.tokens.filter(
    (token, at) => draft.taken[at] === false && draft.negated[at] !== true && isStopByFoldingAlone(token),
  );
  return [...new Set(found.map(({ folded }) => folded))];
};

const meanings = lazily(() => new Map(emojiNames()));

/** The meanings of emoji. Used only if no words say what is looked for; beside words they are decoration. */
function emojiWords(draft: Draft): string[] {
  const emoji = draft.tokens.filter(({ raw }, at) => draft.taken[at] === false && EMOJI.test(raw));
  if (emoji.length === 0) return [];
  const plain = emoji.map(({ raw }) => plainEmoji(raw));
  return [...new Set([...plain, ...plain.flatMap((one) => meanings().get(one) ?? [])])];
}

const EMOJI = /^\p{Extended_Pictographic}/u;

/** The text between two kept neighbours stays as it was. */
function textOf(draft: Draft): string {
  let text = "";
  let previous: Token | undefined;
  for (const [at, token] of draft.tokens.entries()) {
    const isKept = draft.taken[at] === false;
    if (isKept)
      text += (previous === undefined ? " " : draft.text.slice(previous.end, token.start)) + token.raw;
    previous = isKept ? token : undefined;
  }
  return text
    .replace(/\s+/gu, " ")
    .replace(/ (?=[,.;:!?)])/gu, "")
    .trim();
}

/** Words before a number that make it the wanted number of results, or a price. */
const COUNT_BEFORE = /^(?:top|find|show|get|give|me|list|best|need|\p{Sc})$/u;

function termsOf(draft: Draft, contentOnly: boolean): string[] {
  const unwanted = new Set(draft.excluded.flatMap((phrase) => phrase.toLowerCase().split(" ")));
  const terms = draft.tokens.flatMap((token, at) => {
    if (draft.taken[at] === true || unwanted.has(token.folded)) return [];
    if (token.kind === "number") return numberTerm(draft, at, contentOnly);
    const isWord = token.kind === "word" && !isTailOfNumber(draft, at);
    return isWord && (!contentOnly || saysSomething(draft, at)) ? [token.folded] : [];
  });
  return [...new Set(terms)];
}

function numberTerm(draft: Draft, at: number, contentOnly: boolean): string[] {
  if (contentOnly && COUNT_BEFORE.test(foldedAt(draft, at - 1))) return [];
  return [foldedAt(draft, at) + (isTailOfNumber(draft, at + 1) ? foldedAt(draft, at + 1) : "")];
}

/**
 * Content words, stop words meant as topics, places that look like stop words ("LA"), and the first letter of
 * "T-Series".
 */
const saysSomething = (draft: Draft, at: number): boolean =>
  isContentWord(foldedAt(draft, at)) ||
  isTopicHere(draft.tokens, at) ||
  draft.place[at] === true ||
  (foldedAt(draft, at).length === 1 && draft.text[draft.tokens[at]?.end ?? 0] === "-");

/** The letters of "90s", "3D", "35mm". */
const isTailOfNumber = (draft: Draft, at: number): boolean =>
  draft.tokens[at]?.kind === "word" &&
  draft.tokens[at]?.glued === true &&
  draft.tokens[at - 1]?.kind === "number";
