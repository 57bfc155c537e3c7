import { readdirSync, readFileSync } from "node:fs";
import { readStaticModel } from "../../lib/adapters/embedded/static-model.ts";
import { createUnigramTokeniser } from "../../lib/adapters/embedded/unigram-tokeniser.ts";
import type { Wheel } from "./wheel.ts";

const STATIC_MODEL = "../../lib/adapters/embedded/static-model/static-minilm-l6-v2.bin";
const LEXICON = "../distil/data/lexicon.tsv";

/** Of the rows that stand for signs: start, padding, end, unknown. */
const SIGNS = 4;
/** Pieces more frequent than this are kept whatever they are: the logarithm of a piece's probability. */
const SCORE_MIN = -13;
/** What profiles and questions are written in: the scripts of `docs/RELEVANCE.md`'s languages, and their neighbours'. */
const SCRIPTS =
  /^[\p{scx=Latn}\p{scx=Cyrl}\p{scx=Grek}\p{scx=Arab}\p{scx=Hebr}\p{scx=Deva}\p{scx=Beng}\p{scx=Taml}\p{scx=Thai}\p{scx=Hang}\p{scx=Hira}\p{scx=Kana}\p{scx=Han}\p{sc=Zyyy}\p{sc=Zinh}\u2581]+$/u;

/**
 * Rows of the pieces that are kept, in their order: frequent ones, single characters, and those of the words that the
 * static model knows, and of topics in other languages. A word of others is cut into smaller pieces.
 */
export function keptRows({ pieces, scores }: Wheel): number[] {
  const rowOf = new Map(pieces.map((piece, row) => [piece, row]));
  const tokenise = createUnigramTokeniser({ rowOf, scores });
  const words = readStaticModel(new URL(STATIC_MODEL, import.meta.url));
  const topics = readFileSync(new URL(LEXICON, import.meta.url), "utf8").split(/[\t\n/]/);
  const spelt = [...words.rows.keys(), ...topics].flatMap((word) => [word, capitalised(word)]);
  const named = new Set([...spelt, ...ownTexts()].flatMap(tokenise));
  return [...pieces.keys()].filter((row) => {
    const piece = pieces[row] as string;
    const isSingle = [...piece.replace("\u2581", "")].length <= 1;
    if (row < SIGNS || named.has(row)) return true;
    // Words that are run together with others, as in hashtags and handles.
    if (named.has(rowOf.get(`\u2581${piece}`) ?? 0)) return true;
    return SCRIPTS.test(piece) && (isSingle || (scores[row] as number) >= SCORE_MIN);
  });
}

/** What this project's own tables say in other languages: dictionaries, phrases of queries, sentences of generated profiles. */
function ownTexts(): string[] {
  const root = new URL("../../", import.meta.url);
  return ["lib/domain", "local/generate"].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .map((name) => readFileSync(new URL(`${folder}/${name}`, root), "utf8")),
  );
}

const capitalised = (word: string): string => word.replace(/^./u, (first) => first.toUpperCase());
