import * as filter from "./filter-word-table.ts";
import * as negation from "./negation-word-table.ts";
import { type Phrases, phrasesOf } from "./phrases.ts";
import * as place from "./place-word-table.ts";
import * as stop from "./stop-word-table.ts";

const TABLES = {
  ...filter.PLATFORM_WORDS,
  channels: filter.CHANNEL_WORDS,
  otherChannels: filter.OTHER_CHANNELS,
  followers: filter.FOLLOWER_WORDS,
  followerKinds: filter.FOLLOWER_KINDS,
  minBefore: filter.MIN_BEFORE,
  maxBefore: filter.MAX_BEFORE,
  minAfter: filter.MIN_AFTER,
  maxAfter: filter.MAX_AFTER,
  rangeOpen: filter.RANGE_OPEN,
  rangeJoin: filter.RANGE_JOIN,
  otherUnits: filter.BUDGET_WORDS,
  engagement: filter.ENGAGEMENT_WORDS,
  verified: filter.VERIFIED_WORDS,
  unverified: filter.UNVERIFIED_WORDS,
  verifiedOther: filter.VERIFIED_OTHER,
  contact: filter.CONTACT_WORDS,
  withWords: filter.WITH_WORDS,
  havingAfter: filter.HAVING_AFTER,
  activity: filter.ACTIVITY_WORDS,
  last: filter.LAST_WORDS,
  lastAfter: filter.LAST_AFTER,
  persons: place.PERSON_WORDS,
  notPersons: place.NOT_PERSONS,
  nationalTopics: place.NATIONAL_TOPICS,
  asianTopics: place.ASIAN_TOPICS,
  fieldsOfWork: place.FIELDS_OF_WORK,
  placePrepositions: place.PLACE_PREPOSITIONS,
  genitives: place.GENITIVES,
  placePostpositions: place.PLACE_POSTPOSITIONS,
  placeTopics: place.PLACE_TOPICS,
  audience: place.AUDIENCE_WORDS,
  possessives: place.POSSESSIVES,
  languageBefore: place.LANGUAGE_BEFORE,
  languageAfter: place.LANGUAGE_AFTER,
  languageSubjects: place.LANGUAGE_SUBJECTS,
  languageSubjectBefore: place.LANGUAGE_SUBJECT_BEFORE,
  exceptWords: negation.EXCEPT_WORDS,
  withoutWords: negation.WITHOUT_WORDS,
  noWords: negation.NO_WORDS,
  notWords: negation.NOT_WORDS,
  exceptAfter: negation.EXCEPT_AFTER,
  withoutAfter: negation.WITHOUT_AFTER,
  unwanted: negation.UNWANTED,
  negationFillers: negation.NEGATION_FILLERS,
  negationIdioms: negation.NEGATION_IDIOMS,
  negationJoins: negation.NEGATION_JOINS,
  stop: Object.values(stop.STOP_WORDS).join("|"),
  connectors: stop.CONNECTORS,
} satisfies Readonly<Record<string, string>>;

/** What a table of words says of what is looked for. */
export type FilterPhrase = keyof typeof TABLES;

/** The words and phrases of every table of the query reader, folded. */
export default function filterPhrases(): Readonly<Record<FilterPhrase, Phrases>> {
  const entries = Object.entries(TABLES).map(([name, table]) => [name, phrasesOf(table)] as const);
  return Object.fromEntries(entries) as Record<FilterPhrase, Phrases>;
}
