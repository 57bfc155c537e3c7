import { readFileSync } from "node:fs";
import { profileText } from "../../eval/sets/profile-text.ts";
import { ROLES } from "../../lib/domain/dictionaries/role-table.ts";
import { generateEnvelopes } from "../../local/generate/generate-envelopes.ts";
import { randomOf } from "../../local/generate/random.ts";

const SEED = 57;
const GENERATED = 800;
/** Number of bios per theme. */
const BIOS = 8;
const FORMS = [
  "{name}\n{a} | {b} | {place}",
  "{name}\n{a}. {b}. {c}",
  "{name}\nOfficial account of {name}, {a}. {b} and {c}.",
  "{name}\nNew videos every week about {a}\n{b}, {c}",
  "The {a} channel\n{b}\n{c}, {d}",
  "{name}\nFormer {d}, now {a}. Views my own. {place}",
  "{name}\nWelcome! We share all about {a} and {b} with people who love {c}.",
  "{name}\nnews, {a}\n{b}, {c}, {d}",
];
const ROLE_FORMS = [
  "{name}\n{a} at {place}. {b}",
  "{name}\n{a}, author and speaker\n{b}",
  "{name}\nI am a {a} from {place}",
];
const NAMES =
  "Ana Ben Chloe Diego Emma Fatima Giulia Hassan Ivan Keiko Leila Marco Nina Omar Priya Sofia Tom Yuki".split(
    " ",
  );
const PLACES =
  "London Paris Berlin Mumbai Lagos Tokyo Austin Toronto Madrid Jakarta Istanbul Sydney Moscow".split(" ");

/**
 * Invented profiles, in English and, from the generator and the lexicon, in other languages. None is from a judged
 * set.
 */
export function fitTexts(): string[] {
  const random = randomOf(SEED, 0, 0);
  const themes = linesOf("topics.txt")
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.split("; "));
  const foreign = linesOf("lexicon.tsv")
    .slice(1)
    .map((line) => line.split("\t"));
  const roles = ROLES.trim()
    .split("\n")
    .map((line) => line.split(" ")[0] as string);
  const filled = (form: string, parts: readonly string[]): string => {
    const values: Record<string, string> = { name: random.pick(NAMES), place: random.pick(PLACES) };
    for (const letter of "abcd") values[letter] = random.pick(parts);
    return form.replace(/\{(\w+)\}/g, (_, key: string) => values[key] as string);
  };
  const texts = themes.flatMap((theme) => FORMS.slice(0, BIOS).map((form) => filled(form, theme)));
  for (const role of roles) texts.push(filled(random.pick(ROLE_FORMS), [role]));
  for (const row of foreign)
    texts.push(filled(random.pick(FORMS.slice(0, 2)), [random.pick(row.slice(1)).replaceAll("/", ", ")]));
  for (const envelope of generateEnvelopes({ count: GENERATED, seed: SEED }))
    texts.push(profileText(envelope));
  return texts;
}

const linesOf = (name: string): string[] =>
  readFileSync(new URL(`../distil/data/${name}`, import.meta.url), "utf8")
    .trim()
    .split("\n");
