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
  /** The words left to search for, as the asker wrote them; emoji alone are followed by what they mean. */
  readonly text: string;
  /** Content words of `text`, folded, without stop words; all of its words where only stop words remain. */
  readonly terms: readonly string[];
  /** Words that the asker negated, whether they became a filter or not. */
  readonly excluded: readonly string[];
  /** Handles without the @. */
  readonly handles: readonly string[];
  readonly filters: Filters;
  /** Which words became which filter. */
  readonly read: readonly { readonly words: string; readonly filter: string }[];
  /** How profiles of those looked for describe themselves; only a model can say. */
  readonly described?: string;
}

/**
 * Reads a query by rule, in the languages of the word tables. Linear in the length of the text; never throws.
 * What is not certain stays a word to search for, since a wrong filter hides what was looked for. Topics never become
 * category filters for the same reason: the search itself weighs them.
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
