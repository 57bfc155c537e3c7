import { addTo, type Draft, foldedAt, isFree, take } from "./draft.ts";
import { WORDS } from "./filter-words.ts";

/** Reads "verified", "not verified", "unverified", but not somebody's verified audience, reviews or buyers. */
export function readVerified(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const un = isFree(draft, at) ? WORDS.unverified.lengthAt(draft.tokens, at) : 0;
    const length = un > 0 ? un : isFree(draft, at) ? WORDS.verified.lengthAt(draft.tokens, at) : 0;
    if (length === 0 || WORDS.verifiedOther.has(foldedAt(draft, at + length))) continue;
    const negated = draft.negated[at] === true;
    draft.filters.verified = un > 0 === negated;
    take(draft, at, at + length, "verified");
    return;
  }
}

/** Reads "with email", "mit E-Mail-Adresse", "iletişim bilgileri olan". */
export function readContact(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    const length = isFree(draft, at) ? WORDS.contact.lengthAt(draft.tokens, at) : 0;
    if (length === 0) continue;
    const before = withBefore(draft, at);
    const after = WORDS.havingAfter.lengthAt(draft.tokens, at + length);
    if (draft.negated[at] === true || (before === 0 && after === 0)) continue;
    // "with contact email": the longest phrase is one name for a contact. A second one next to it belongs to it.
    const more = WORDS.contact.lengthAt(draft.tokens, at + length);
    draft.filters.has_contact = true;
    take(draft, at - before, at + length + Math.max(more, after), "has_contact");
    return;
  }
}

/** Number of tokens from "with" to the contact word: "with a public email address". */
function withBefore(draft: Draft, at: number): number {
  for (let end = at; end > at - 3; end -= 1) {
    const length = WORDS.withWords.lengthBefore(draft.tokens, end);
    if (length > 0) return at - end + length;
    if (
      !/^(?:a|an|public|business|valid|visible|listed|un|una|um|uma|une|einer|ein|een)$/.test(
        foldedAt(draft, end - 1),
      )
    )
      return 0;
  }
  return 0;
}

const OPENING_QUOTE = /^["'“„«‘「]$/u;
const CLOSING_QUOTE = /^["'”“»’」]$/u;
const QUOTED_MAX = 4;

/** Reads quoted words that must be in the bio: `with 'founder' in bio`. */
export function readQuotedInBio(draft: Draft): void {
  for (let at = 0; at < draft.tokens.length; at += 1) {
    if (!OPENING_QUOTE.test(foldedAt(draft, at)) || draft.negated[at] === true) continue;
    const close = closingQuote(draft, at + 1);
    if (close === undefined) continue;
    const end = bioEnd(draft, close + 1);
    if (end === undefined) continue;
    const words = draft.text
      .slice(draft.tokens[at + 1]?.start ?? 0, draft.tokens[close - 1]?.end ?? 0)
      .trim();
    if (words === "") continue;
    draft.filters.keywords = addTo(draft.filters.keywords, [words.toLowerCase()]);
    take(draft, at, end, "keywords");
  }
}

function closingQuote(draft: Draft, from: number): number | undefined {
  for (let at = from + 1; at <= from + QUOTED_MAX; at += 1)
    if (CLOSING_QUOTE.test(foldedAt(draft, at))) return at;
  return undefined;
}

/** The end of "in (the | their) bio". */
function bioEnd(draft: Draft, at: number): number | undefined {
  if (!/^(?:in|en|na|dans|im|nella)$/.test(foldedAt(draft, at))) return undefined;
  const from =
    /^(?:the|their|la|su|sa|leur|bio)$/.test(foldedAt(draft, at + 1)) && foldedAt(draft, at + 1) !== "bio"
      ? at + 2
      : at + 1;
  return /^(?:bio|bios|biography|description|biografia)$/.test(foldedAt(draft, from)) ? from + 1 : undefined;
}
