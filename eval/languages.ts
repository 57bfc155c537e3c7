import { readFileSync } from "node:fs";
import { mean } from "./metrics.ts";
import type { SearchSystem } from "./systems/search-system.ts";

const DEPTH = 10;

/** Share of the first ten answers in common with those to the English question, 0..1, mean over questions. */
export interface LanguageOverlap {
  readonly language: string;
  readonly overlap: number;
}

/** Questions by language: one a line, translated by hand; the first column is English. */
export function readTranslations(path = new URL("./languages/questions.tsv", import.meta.url)) {
  const [head = [], ...rows] = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  return { languages: head, questions: rows };
}

/** Asks each question in every language and compares whom it finds with whom the English one finds. */
export async function measureLanguages(system: SearchSystem): Promise<LanguageOverlap[]> {
  const { languages, questions } = readTranslations();
  const found = new Map(languages.map((language): [string, string[][]] => [language, []]));
  for (const row of questions) {
    for (const [at, language] of languages.entries()) {
      const { ids } = await system.search(row[at] ?? "");
      found.get(language)?.push(ids.slice(0, DEPTH));
    }
  }
  const [english = []] = found.values();
  return [...found].slice(1).map(([language, answers]) => ({
    language,
    overlap: mean(answers.map((ids, at) => inCommon(ids, english[at] ?? []))),
  }));
}

/** Of an English question that finds nobody, nobody can be missed. */
const inCommon = (ids: readonly string[], english: readonly string[]): number =>
  english.length === 0 ? 1 : english.filter((id) => ids.includes(id)).length / english.length;
