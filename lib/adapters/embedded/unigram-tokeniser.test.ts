import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { createRowTable } from "./row-table.ts";
import { floatsOf, openSentenceFile, SENTENCE_MODEL } from "./sentence-model.ts";
import { createUnigramTokeniser } from "./unigram-tokeniser.ts";

const file = openSentenceFile(SENTENCE_MODEL);
const rows = createRowTable(file.section("pieces").toString());
const pieces = rows.entries();
const tokenise = createUnigramTokeniser({ rows, scores: floatsOf(file.section("scores")) });
file.close();
const pieceOf = (row: number) => pieces[row] ?? "";

/** By the tokeniser of the wheel, which has more pieces: `tools/sentence/record_cases.py`. */
const CASES = JSON.parse(
  readFileSync(new URL("./sentence-model/tokeniser-cases.json", import.meta.url), "utf8"),
) as { text: string; pieces: string }[];
// The best cut into more pieces is the best into fewer as long as these hold all of it.
const told = CASES.filter(({ pieces }) => pieces.split(" ").every((piece) => rows.get(piece) !== undefined));

it("cuts texts in many languages as the model's own tokeniser does", () => {
  expect(told.length).toBeGreaterThan(300);
  for (const { text, pieces } of told) expect(tokenise(text).map(pieceOf).join(" "), text).toBe(pieces);
});

it("has for what its pieces do not hold a sign a character", () => {
  expect(tokenise("\u{1E900}\u{1E901}").map(pieceOf)).toEqual(["\u2581", "<unk>", "<unk>"]);
  expect(tokenise("")).toEqual(tokenise(" \n"));
});
