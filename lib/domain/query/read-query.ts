import { type Filters, filtersSchema } from "../search-request.ts";
import { newDraft } from "./draft.ts";
import { segmentRun } from "./filter-words.ts";
import { dropHangingConnectors, leftOver } from "./left-over.ts";
import { markNegated } from "./mark-negated.ts";
import { tokensOf } from "./query-tokens.ts";
import { readActivity } from "./read-activity.ts";
import { readDemonyms } from "./read-demonyms.ts";
import { readEngagement } from "./read-engagement.ts";
import { readFollowers } from "./read-followers.ts";
import { readFrames } from "./read-frames.ts";
import { readHandles } from "./read-handles.ts";
import { readLanguages } from "./read-languages.ts";
import { readContact, readQuotedInBio, readVerified } from "./read-marks.ts";
import { readNegation } from "./read-negation.ts";
import { readPlaces } from "./read-places.ts";
import { readPlatforms } from "./read-platforms.ts";

/** What a query in free text asks for. `meta.interpreted` of an answer is made from it. */
export interface QueryReading {
  /** The words left to search for, as the asker wrote them. If only emoji are left, their meanings follow. */
  readonly text: string;
  /** Content words of `text`, folded, without stop words. If only stop words are left, all words. */
  readonly terms: readonly string[];
  /** Words that the asker negated, whether they became a filter or not. */
  readonly excluded: readonly string[];
  /** Handles without the @. */
  readonly handles: readonly string[];
  readonly filters: Filters;
  /** Which words became which filter. */
  readonly read: readonly { readonly words: string; readonly filter: string }[];
  /** How the profiles to find describe themselves. Only a model can tell. */
  readonly described?: string;
}

/**
 * Reads a query by rules, in the languages of the word tables. It takes time linear in the length of the text and never
 * throws. Anything uncertain stays a word to search for, since a wrong filter hides wanted creators. For the same
 * reason topics never become category filters: the search itself weighs them.
 */
export function readQuery(text: string): QueryReading {
  const draft = newDraft(text, tokensOf(text, segmentRun));
  const fromAddresses = readHandles(draft);
  readEngagement(draft);
  readActivity(draft);
  readFollowers(draft);
  markNegated(draft);
  readQuotedInBio(draft);
  readVerified(draft);
  readContact(draft);
  readPlatforms(draft, fromAddresses);
  readLanguages(draft);
  readPlaces(draft);
  readDemonyms(draft);
  readNegation(draft);
  readFrames(draft);
  dropHangingConnectors(draft);
  const filters = filtersSchema.safeParse(draft.filters);
  const { text: left, terms } = leftOver(draft);
  return {
    text: left,
    terms,
    excluded: draft.excluded,
    handles: draft.handles,
    filters: filters.success ? filters.data : {},
    read: draft.read,
  };
}
