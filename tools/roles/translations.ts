import { readFileSync, writeFileSync } from "node:fs";
import { partsOf, readTranslations, WHOLE_ALONE } from "../../lib/domain/dictionaries/translations.ts";
import { fold } from "../../lib/domain/text/fold.ts";

/** Only the most frequent words count, because rarer English words may begin like words of other languages. */
const ENGLISH_WORDS = 30_000;

const HEAD = `/**
 * English words for a topic, then folded words for it in other languages. Made by \`tools/roles/translations.ts\` from
 * \`tools/distil/data/lexicon.tsv\`, which was written for this project.
 */
export const TRANSLATIONS = \``;

/** Each topic with its single words in other languages, without words that are also English. */
function topicLines(lexicon: string, english: ReadonlySet<string>): string[] {
  const [, ...rows] = lexicon.trim().toLowerCase().split("\n");
  return rows.map((row) => {
    const [topic = "", ...cells] = row.split("\t");
    const words = cells.flatMap((cell) => cell.split("/")).map((word) => fold(word.trim()));
    const foreign = words.filter((word) => word.length > 1 && !/[\s-]/.test(word) && !english.has(word));
    return `${topic}: ${[...new Set(foreign)].join(" ")}`;
  });
}

/** Marks each word that is a part of a common English word. Repeats this until no unmarked word is. */
function marked(lines: readonly string[], english: readonly string[]): string[] {
  let text = lines.join("\n");
  for (;;) {
    const known = readTranslations(text);
    const shared = new Set(english.flatMap((word) => partsOf(word, known)));
    if (shared.size === 0) return text.split("\n");
    text = text.replace(/[^\s:]+/g, (word) => (shared.has(word) ? word + WHOLE_ALONE : word));
  }
}

const [lexicon = "", frequencies = "", out = ""] = process.argv.slice(2);
const english = readFileSync(frequencies, "utf8")
  .replace(/^\uFEFF/, "")
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(" ")[0] ?? "");
const lines = marked(
  topicLines(readFileSync(lexicon, "utf8"), new Set(english)),
  english.slice(0, ENGLISH_WORDS),
);
writeFileSync(out, `${HEAD}\n${lines.join("\n")}\n\`;\n`);
