import { readdirSync, readFileSync } from "node:fs";
import { createRowTable } from "../../lib/adapters/embedded/row-table.ts";
import { readStaticModel } from "../../lib/adapters/embedded/static-model.ts";
import { createUnigramTokeniser } from "../../lib/adapters/embedded/unigram-tokeniser.ts";
import type { Wheel } from "./wheel.ts";

const STATIC_MODEL = "../../lib/adapters/embedded/static-model/static-minilm-l6-v2.bin";
const LEXICON = "../distil/data/lexicon.tsv";

/** The first rows stand for signs: start, padding, end, unknown. */
const SIGNS = 4;
/**
 * More frequent pieces are always kept if their script is listed. The value is the logarithm of a piece's probability.
 */
const SCORE_MIN = -13;
/** The scripts of profiles and questions: those of the languages in `docs/RELEVANCE.md`, and related ones. */
const SCRIPTS =
  /^[\p{scx=Latn}\p{scx=Cyrl}\p{scx=Grek}\p{scx=Arab}\p{scx=Hebr}\p{scx=Deva}\p{scx=Beng}\p{scx=Taml}\p{scx=Thai}\p{scx=Hang}\p{scx=Hira}\p{scx=Kana}\p{scx=Han}\p{sc=Zyyy}\p{sc=Zinh}\u2581]+$/u;

/**
 * Rows of the kept pieces, in their order: frequent pieces, single characters, and the pieces of the static model's
 * words and of topics in other languages. Other words are cut into smaller pieces.
 */
export function keptRows({ pieces, scores }: Wheel): number[] {
  const rows = createRowTable(pieces.join("\n"));
  const tokenise = createUnigramTokeniser({ rows, scores });
  const words = readStaticModel(new URL(STATIC_MODEL, import.meta.url));
  const topics = readFileSync(new URL(LEXICON, import.meta.url), "utf8").split(/[\t\n/]/);
  const spelt = [...words.rows.entries(), ...topics].flatMap((word) => [word, capitalised(word)]);
  const named = new Set([...spelt, ...ownTexts()].flatMap(tokenise));
  return [...pieces.keys()].filter((row) => {
    const piece = pieces[row] as string;
    const isSingle = [...piece.replace("\u2581", "")].length <= 1;
    if (row < SIGNS || named.has(row)) return true;
    // Keeps a piece that is also known as the start of a word: hashtags and handles join words.
    if (named.has(rows.get(`\u2581${piece}`) ?? 0)) return true;
    return SCRIPTS.test(piece) && (isSingle || (scores[row] as number) >= SCORE_MIN);
  });
}

/**
 * The texts of this project's own tables in other languages: dictionaries, phrases of queries, sentences of generated
 * profiles.
 */
function ownTexts(): string[] {
  const root = new URL("../../", import.meta.url);
  return ["lib/domain", "local/generate"].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => readFileSync(new URL(`${folder}/${name}`, root), "utf8")),
  );
}

const capitalised = (word: string): string => word.replace(/^./u, (first) => first.toUpperCase());
