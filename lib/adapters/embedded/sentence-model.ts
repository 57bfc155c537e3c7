import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { unit } from "../../domain/dot.ts";
import { AppError } from "../../domain/errors.ts";
import { createRowTable } from "./row-table.ts";
import { createUnigramTokeniser, END, START } from "./unigram-tokeniser.ts";

export const SENTENCE_MODEL = new URL("./sentence-model/multilingual-e5-small.bin", import.meta.url);
const KERNEL = new URL("./sentence-model/kernel.wasm", import.meta.url);

/** The kernel's exports. Its places are offsets in its memory. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  idsAt(): number;
  resultAt(): number;
  stageAt(): number;
  takeWords(bytes: number): number;
  loadStart(): void;
  loadLayer(layer: number): void;
  run(tokens: number): void;
}

const MAGIC = "ICSM";
const HIDDEN = 384;
const LAYERS = 12;
/** A piece's row of the vocabulary: a scale of two bytes and four bits a value for each 32 values. */
const WORD_BYTES = (HIDDEN / 32) * 18;
/** About 180 words. The rest of a longer text is cut off. */
const TOKENS_MAX = 256;
/** The tokeniser reads no more characters than this: as much as is embedded of a profile. */
const CHARACTERS_MAX = 2_000;

/**
 * The model file: magic, header length, JSON header, then the sections that the header lists, one after the other.
 * Written by `tools/sentence`.
 * @throws AppError `unavailable` when it cannot be read or has another format.
 */
export function openSentenceFile(path: string | URL) {
  try {
    const file = openSync(path, "r");
    const readInto = (into: Uint8Array, at: number): void => {
      if (readSync(file, into, 0, into.length, at) !== into.length) throw damaged("length");
    };
    const read = (at: number, bytes: number): Buffer => {
      const into = Buffer.from(new ArrayBuffer(bytes));
      readInto(into, at);
      return into;
    };
    const start = read(0, 8);
    if (start.toString("latin1", 0, 4) !== MAGIC) throw damaged("magic");
    const headerBytes = start.readUInt32LE(4);
    const header = JSON.parse(read(8, headerBytes).toString()) as Header;
    let at = 8 + headerBytes;
    const places = new Map(
      Object.entries(header.sections).map(([name, bytes]) => {
        at += bytes;
        return [name, { at: at - bytes, bytes }];
      }),
    );
    const placeOf = (name: string) => {
      const place = places.get(name);
      if (!place) throw damaged(name);
      return place;
    };
    return {
      name: header.name,
      dimensions: header.dimensions,
      section(name: string): Buffer {
        const { at, bytes } = placeOf(name);
        return read(at, bytes);
      },
      /** Reads a section into memory, at the offset that `placed` returns for its length. */
      sectionInto(memory: WebAssembly.Memory, name: string, placed: (bytes: number) => number): void {
        const { at, bytes } = placeOf(name);
        const to = placed(bytes);
        readInto(new Uint8Array(memory.buffer, to, bytes), at);
      },
      /** Reads a part of a section, from its byte `from` on, to a place in memory. */
      partInto(memory: WebAssembly.Memory, name: string, from: number, to: Place): void {
        readInto(new Uint8Array(memory.buffer, to.at, to.bytes), placeOf(name).at + from);
      },
      close: () => closeSync(file),
    };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const message = "The sentence model's file cannot be read";
    throw new AppError("unavailable", "sentence-model-unreadable", message, {}, cause);
  }
}

interface Place {
  readonly at: number;
  readonly bytes: number;
}

interface Header {
  readonly name: string;
  /** Dimensions of the reduced vectors. */
  readonly dimensions: number;
  /** Bytes of each section. */
  readonly sections: Readonly<Record<string, number>>;
}

const damaged = (part: string): AppError =>
  new AppError("unavailable", "sentence-model-damaged", `The sentence model's file is damaged: ${part}`, {
    part,
  });

export const floatsOf = (bytes: Buffer): Float32Array =>
  new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);

export type SentenceFile = ReturnType<typeof openSentenceFile>;
export type ReadSentence = (text: string) => Float32Array;

/**
 * Loads the model: a tenth of a second and 25 MB. A text then takes about 0.6 ms per token on one core, so a thread
 * that answers other calls must not do this. Vectors have `HIDDEN` values, as the model gives them. The file must stay
 * open, because each text reads its pieces' rows from it.
 */
export function loadSentenceModel(file: SentenceFile): ReadSentence {
  const module = new WebAssembly.Module(readFileSync(KERNEL));
  const kernel = new WebAssembly.Instance(module).exports as Kernel;
  const { memory } = kernel;
  // The kernel gets only the rows of a text's pieces, in the text's order. All rows would take 20 MB.
  const wordsAt = kernel.takeWords(TOKENS_MAX * WORD_BYTES);
  new Int32Array(memory.buffer, kernel.idsAt(), TOKENS_MAX).set([...Array(TOKENS_MAX).keys()]);
  file.sectionInto(memory, "start", kernel.stageAt);
  kernel.loadStart();
  for (let layer = 0; layer < LAYERS; layer += 1) {
    file.sectionInto(memory, `layer ${layer}`, kernel.stageAt);
    kernel.loadLayer(layer);
  }
  const tokenise = createUnigramTokeniser({
    rows: createRowTable(file.section("pieces").toString()),
    scores: floatsOf(file.section("scores")),
  });
  return (text) => {
    const rows = [START, ...tokenise(text.slice(0, CHARACTERS_MAX)).slice(0, TOKENS_MAX - 2), END];
    for (const [place, row] of rows.entries())
      file.partInto(memory, "words", row * WORD_BYTES, {
        at: wordsAt + place * WORD_BYTES,
        bytes: WORD_BYTES,
      });
    kernel.run(rows.length);
    return new Float32Array(memory.buffer, kernel.resultAt(), HIDDEN).slice();
  };
}

/** Subtracts the mean of all texts and keeps the directions in which texts differ most. */
export function loadReducedModel(path: string | URL): ReadSentence {
  const file = openSentenceFile(path);
  const read = loadSentenceModel(file);
  const [mean, directions] = [floatsOf(file.section("mean")), floatsOf(file.section("directions"))];
  return (text) => {
    const vector = unit(read(text));
    return unit(
      times(
        directions,
        vector.map((value, at) => value - (mean[at] as number)),
      ),
    );
  };
}

/**
 * Multiplies a matrix, stored row by row, with a vector. It takes four rows at once, so that no sum waits for itself.
 * The number of rows must be a multiple of four.
 */
export function times(matrix: Float32Array, vector: Float32Array): Float32Array {
  const width = vector.length;
  const product = new Float32Array(matrix.length / width);
  for (let row = 0; row < product.length; row += 4) {
    const start = row * width;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let at = 0; at < width; at += 1) {
      const value = vector[at] as number;
      a += (matrix[start + at] as number) * value;
      b += (matrix[start + width + at] as number) * value;
      c += (matrix[start + 2 * width + at] as number) * value;
      d += (matrix[start + 3 * width + at] as number) * value;
    }
    product[row] = a;
    product[row + 1] = b;
    product[row + 2] = c;
    product[row + 3] = d;
  }
  return product;
}
