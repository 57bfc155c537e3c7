import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createStaticEmbedder } from "./static-embedder.ts";
import { readStaticModel } from "./static-model.ts";
import { createTextReader } from "./static-vocabulary.ts";
import { createWordPieceTokeniser } from "./word-piece-tokeniser.ts";

const MODEL = new URL("./static-model/static-minilm-l6-v2.bin", import.meta.url);
const CASES = JSON.parse(
  readFileSync(new URL("./static-model/tokeniser-cases.json", import.meta.url), "utf8"),
) as { text: string; pieces: string[] }[];

const READINGS = JSON.parse(
  readFileSync(new URL("./static-model/reading-cases.json", import.meta.url), "utf8"),
) as {
  text: string;
  rows: string[];
  pieces: string[];
  unknown: string[];
  meaning: number[];
  letters: number[];
}[];

const embedder = createStaticEmbedder();
const cosine = (left: Float32Array, right: Float32Array): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
async function nearness(left: string, right: string): Promise<number> {
  const [a, b] = await embedder.embed([left, right]);
  return a && b ? cosine(a, b) : Number.NaN;
}

describe("word-piece tokeniser", () => {
  const model = readStaticModel(MODEL);
  const tokeniser = createWordPieceTokeniser((piece) => {
    const row = model.rows.get(piece);
    return row !== undefined && row < model.pieceCount;
  });

  it.each(CASES.map(({ text, pieces }) => [text.slice(0, 40), text, pieces] as const))(
    "splits %j as the Hugging Face tokeniser does",
    (_title, text, pieces) => {
      expect(tokeniser.tokenise(text)).toEqual(pieces);
    },
  );
});

describe("text reader", () => {
  const model = readStaticModel(MODEL);
  const read = createTextReader(model);
  const entryOf = model.rows.entries();

  it.each(READINGS)("reads $text as the code that fitted the rows does", async ({ text, ...expected }) => {
    const { rows, pieces, unknown } = read(text);
    const [vector] = await embedder.embed([text]);
    expect(rows.map((row) => entryOf[row])).toEqual(expected.rows);
    expect(pieces.map((row) => entryOf[row])).toEqual(expected.pieces);
    expect(unknown).toEqual(expected.unknown);
    const letters = model.semanticDimensions;
    expect(vector).toBeDefined();
    expected.meaning.forEach((value, index) => {
      expect(vector?.[index]).toBeCloseTo(value, 3);
    });
    expected.letters.forEach((value, index) => {
      expect(vector?.[letters + index]).toBeCloseTo(value, 3);
    });
  });
});

describe("static embedder", () => {
  it("names its model and keeps to its dimensions, at most 512", async () => {
    expect(embedder.model).toMatch(/^static-minilm-l6-v2-r\d+$/);
    expect(embedder.dimensions).toBeLessThanOrEqual(512);
    const [vector] = await embedder.embed(["vegan chef"]);
    expect(vector).toHaveLength(embedder.dimensions);
  });

  it.each([
    "",
    "   ",
    "!!! ... ???",
    "\u0000",
    "https://example.com",
    "🏽",
    "𠀀",
    "de la",
    "12 34",
    "x".repeat(5_000),
    "ok",
    "\uD800 lone surrogate",
  ])("gives one finite vector of length one for odd text %#", async (text) => {
    const [vector] = await embedder.embed([text]);
    expect(vector).toBeDefined();
    if (vector === undefined) return;
    expect(vector.every(Number.isFinite)).toBe(true);
    expect(cosine(vector, vector)).toBeCloseTo(1, 5);
  });

  it("gives the same vector for the same text whatever stands beside it", async () => {
    const [alone] = await embedder.embed(["travel blogger from Lisbon"]);
    const [, among] = await embedder.embed(["car mechanic", "travel blogger from Lisbon", ""]);
    expect(among).toEqual(alone);
    expect(await embedder.embed([])).toEqual([]);
  });

  it.each([
    ["plant-based cooking", "vegan recipes", "car repair"],
    ["stand-up comedian", "funny jokes and humour", "mortgage advice"],
    ["hiking in the mountains", "outdoor adventures and trekking", "makeup tutorials"],
    ["personal finance tips", "investing and saving money", "baking bread"],
    ["teaches maths", "explains equations and theorems", "street dance crew"],
  ])("puts %j nearer to %j than to %j", async (text, near, far) => {
    expect(await nearness(text, near)).toBeGreaterThan((await nearness(text, far)) + 0.1);
  });

  it("reads hashtags, run-together words and fancy letters as the words they are", async () => {
    expect(await nearness("#plantBasedFood", "plant based food")).toBeGreaterThan(0.9);
    expect(await nearness("fitnessmotivation", "fitness motivation")).toBeGreaterThan(0.9);
    expect(await nearness("𝓕𝓲𝓽𝓷𝓮𝓼𝓼", "fitness")).toBeGreaterThan(0.99);
    expect(await nearness("ｖｅｇａｎ", "vegan")).toBeGreaterThan(0.99);
  });

  it.each([
    ["🎸", "guitar lessons", "vegan food"],
    ["🇧🇷 futebol", "Brazilian football", "German beer"],
    ["receitas de cozinha", "cooking recipes", "video games"],
    ["Köchin", "chef", "car mechanic"],
    ["مدونة سفر", "travel blog", "stock trading"],
    ["מתכונים טבעוניים", "vegan recipes", "hip hop dance"],
    ["путешествия", "travel", "mathematics"],
    ["料理と旅行", "cooking and travel", "crypto trading"],
    ["요리를 좋아해요", "cooking", "car repair"],
    ["健身教练", "fitness coach", "poetry"],
  ])("knows the topic of %j across languages and pictures", async (text, near, far) => {
    expect(await nearness(text, near)).toBeGreaterThan((await nearness(text, far)) + 0.2);
  });

  it("finds an unknown handle by its letters without losing the meaning around it", async () => {
    const bio = "xqzvlogger travel and food";
    expect(await nearness("xqzvlogger", bio)).toBeGreaterThan(await nearness("qpwkitchn", bio));
    expect(await nearness("travel and food", bio)).toBeGreaterThan(0.6);
  });

  it("stops when the caller gives up", async () => {
    await expect(embedder.embed(["a"], { signal: AbortSignal.abort() })).rejects.toThrow();
  });

  it("says which part of a damaged file is wrong, and does not read half a model", async () => {
    const folder = await mkdtemp(join(tmpdir(), "static-model-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const short = join(folder, "short.bin");
    writeFileSync(short, readFileSync(MODEL).subarray(0, 1_000_000));
    expect(() => createStaticEmbedder({ modelPath: short })).toThrow(/damaged: length/);
    writeFileSync(short, "not a model at all");
    expect(() => createStaticEmbedder({ modelPath: short })).toThrow(/damaged: magic/);
    expect(() => createStaticEmbedder({ modelPath: join(folder, "none.bin") })).toThrow(/cannot be read/);
  });
});
