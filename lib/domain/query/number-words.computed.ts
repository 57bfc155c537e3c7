import { toCardinal as ar } from "n2words/ar-SA";
import { toCardinal as de } from "n2words/de-DE";
import { toCardinal as en } from "n2words/en-US";
import { toCardinal as es } from "n2words/es-ES";
import { toCardinal as fr } from "n2words/fr-FR";
import { toCardinal as he } from "n2words/he-IL";
import { toCardinal as hi } from "n2words/hi-IN";
import { toCardinal as id } from "n2words/id-ID";
import { toCardinal as it } from "n2words/it-IT";
import { toCardinal as nl } from "n2words/nl-NL";
import { toCardinal as pl } from "n2words/pl-PL";
import { toCardinal as pt } from "n2words/pt-PT";
import { toCardinal as ru } from "n2words/ru-RU";
import { toCardinal as tr } from "n2words/tr-TR";
import { phraseKey } from "../text/words.ts";

const SPELL = [en, es, pt, fr, de, it, nl, pl, tr, id, ru, ar, he, hi];
/** Numbers that people spell out before a thousand or a million. They write other numbers in digits. */
const WRITTEN = [
  ...Array.from({ length: 99 }, (_, at) => at + 1),
  ...[100, 150, 200, 250, 300, 350, 400, 450, 500, 600, 700, 750, 800, 900],
];

/** Numbers in words with their thousands and millions: "twenty-five thousand", "fünfundzwanzigtausend". */
export default function numberWords(): [words: string, value: number][] {
  const found = new Map<string, number>();
  for (const spell of SPELL)
    for (const written of WRITTEN)
      for (const factor of [1, 1e3, 1e6]) {
        const key = phraseKey(spell(written * factor));
        if (key !== "" && !found.has(key)) found.set(key, written * factor);
      }
  return [...found];
}
