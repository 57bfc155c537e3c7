import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { he } from "./he.ts";
import { hi } from "./hi.ts";
import { id } from "./id.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import { type LanguageBank, mapTopics, type Topic } from "./language-bank.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";
import { ru } from "./ru.ts";
import { tr } from "./tr.ts";

const BANKS = { ar, de, en, es, fr, he, hi, id, it, ja, ko, nl, pl, pt, ru, tr };

/** BCP 47 primary subtags of the languages that sample creators write in. */
export type Language = keyof typeof BANKS;

export interface Phrases {
  readonly topics: Readonly<Record<Topic, readonly string[]>>;
  readonly openers: readonly string[];
  readonly extras: readonly string[];
  readonly calls: readonly string[];
  readonly contact: readonly string[];
  readonly captions: readonly string[];
}

/** Where `|` is part of an opener, it has a space on each side. */
const items = (text: string): string[] => text.split(/(?<! )\|(?! )/);

function phrasesOf(bank: LanguageBank): Phrases {
  return {
    topics: mapTopics((topic) => items(bank.topics[topic])),
    openers: items(bank.openers),
    extras: items(bank.extras),
    calls: items(bank.calls),
    contact: items(bank.contact),
    captions: items(bank.captions),
  };
}

/** All fragments by language, taken apart once. */
export const PHRASES = Object.fromEntries(
  Object.entries(BANKS).map(([language, bank]) => [language, phrasesOf(bank)]),
) as Readonly<Record<Language, Phrases>>;
