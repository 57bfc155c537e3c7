import { lazily } from "../../domain/made-once.ts";
import type { Embedder } from "../../ports/embedder.ts";
import { addHashedNgrams } from "./hashed-ngrams.ts";
import { readStaticModel, type StaticModel } from "./static-model.ts";
import { createTextReader, type ReadText } from "./static-vocabulary.ts";

export interface StaticEmbedderOptions {
  /** A model file made by `tools/distil`. Default: the one beside this file. */
  readonly modelPath?: string | URL;
}

const MODEL = new URL("./static-model/static-minilm-l6-v2.bin", import.meta.url);
/** How the names of all own models begin, of every release and with a sentence model beside them. */
export const STATIC_MODELS = "static-";

/** Read once per process: 10 MB, and about 50 ms of processor time. */
const shippedModel = lazily(() => readStaticModel(MODEL));

/** Texts embedded between two checks of the abort signal: about 2 ms of work. */
const TEXTS_PER_CHECK = 128;

/**
 * Embeddings without an account. It looks words up in vectors distilled from a sentence model, adds them and
 * normalises. An unknown word also adds its character n-grams to the last dimensions. It knows words, not sentences,
 * so order, negation and irony are lost. Measurements: docs/adr/0003-static-embeddings.md.
 */
export function createStaticEmbedder(options: StaticEmbedderOptions = {}): Embedder {
  const model = options.modelPath ? readStaticModel(options.modelPath) : shippedModel();
  const readText = createTextReader(model);
  return {
    model: model.name,
    dimensions: model.semanticDimensions + model.hashedDimensions,
    drafts: false,
    async embed(texts, { signal } = {}) {
      const vectors: Float32Array[] = [];
      for (const [index, text] of texts.entries()) {
        if (index % TEXTS_PER_CHECK === 0) signal?.throwIfAborted();
        vectors.push(embedText(text, model, readText));
      }
      return vectors;
    },
  };
}

function embedText(text: string, model: StaticModel, readText: ReadText): Float32Array {
  const { rows, pieces, unknown } = readText(text);
  const meaning = model.semanticDimensions;
  const vector = new Float32Array(meaning + model.hashedDimensions);
  for (const row of rows) model.addRow(row, 1, vector);
  for (const row of pieces) model.addRow(row, model.pieceWeight, vector);
  for (const word of unknown) addHashedNgrams(word, vector, meaning);

  const hasMeaning = scaleToLength(vector, 0, meaning, 1);
  // The text has only numbers, foreign function words or signs, so only its letters can be used.
  if (!hasMeaning && unknown.length === 0) addHashedNgrams(text.trim().toLowerCase(), vector, meaning);
  const share = hasMeaning ? hashedShare(unknown.length, rows.length, model.hashedWeight) : 1;
  const hasHash = scaleToLength(vector, meaning, vector.length, Math.sqrt(share));
  if (hasMeaning && hasHash) scaleToLength(vector, 0, meaning, Math.sqrt(1 - share));
  return vector;
}

/** The unknown words' share of the squared length. It grows with their number and stays below the bound. */
function hashedShare(unknown: number, known: number, bound: number): number {
  return unknown === 0 ? 0 : (bound * unknown) / (unknown + known);
}

/** Scales part of a vector to a length. Returns false if that part is zero. */
function scaleToLength(vector: Float32Array, from: number, to: number, length: number): boolean {
  let squares = 0;
  for (let index = from; index < to; index += 1) squares += (vector[index] as number) ** 2;
  if (squares < 1e-12) return false;
  const factor = length / Math.sqrt(squares);
  for (let index = from; index < to; index += 1) vector[index] = (vector[index] as number) * factor;
  return true;
}
