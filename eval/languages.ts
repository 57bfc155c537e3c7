import { readFileSync } from "node:fs";
import { mean } from "./metrics.ts";
import type { SearchSystem } from "./systems/search-system.ts";

const DEPTH = 10;

/**
 * Share of the first ten answers to the English question that are also among the first ten here, 0..1, mean over
 * questions.
 */
export interface LanguageOverlap {
  readonly language: string;
  readonly overlap: number;
}

/** Translated questions, one per line, by hand. Each column is a language, and the first is English. */
export function readTranslations(path = new URL("./languages/questions.tsv", import.meta.url)) {
  const [head = [], ...rows] = readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  return { languages: head, questions: rows };
}

/** Asks each question in every language and compares the creators found with those of the English question. */
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

/** If the English question finds nobody, nothing can be missing. */
const inCommon = (ids: readonly string[], english: readonly string[]): number =>
  english.length === 0 ? 1 : english.filter((id) => ids.includes(id)).length / english.length;
