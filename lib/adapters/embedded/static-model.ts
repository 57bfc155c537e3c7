import { readFileSync } from "node:fs";
import { AppError } from "../../domain/errors.ts";
import { createRowTable, type RowTable } from "./row-table.ts";

/**
 * The model file: magic, header length, JSON header, then the vocabulary as UTF-8 lines, one byte of word frequency
 * per row, one float32 scale per row, and the rows themselves. A row's values are two's complement numbers of a few
 * bits, lowest bits first: eight values fill as many bytes as one value has bits. Written by `tools/distil`. The parts
 * are views over one buffer, so only the vocabulary is read.
 */
export interface StaticModel {
  readonly name: string;
  readonly semanticDimensions: number;
  readonly hashedDimensions: number;
  /** The row of each entry. Entries are words, word pieces, phrases (with one space) and pictures. */
  readonly rows: RowTable;
  /** Rows below this number are the sentence model's own word pieces. */
  readonly pieceCount: number;
  /** The largest share of the squared length that the letters of unknown words may take: docs/adr/0003. */
  readonly hashedWeight: number;
  /** The weight of an unknown word's pieces, compared with a known word. */
  readonly pieceWeight: number;
  /** -10 ln p of a row's word if it may be part of a compound, otherwise 0. */
  readonly costs: Uint8Array;
  /**
   * A silent row adds nothing: word pieces of scripts that the sentence model cannot read, and foreign function words.
   */
  isSilent(row: number): boolean;
  /** Adds one row, times a factor, to the first `semanticDimensions` places of a vector. */
  addRow(row: number, factor: number, into: Float32Array): void;
}

const MAGIC = "ICSE";
const FORMAT = 2;
/** Values that fill whole bytes. With at most four bits each, they fit in one integer. */
const GROUP = 8;
const BITS_MAX = 4;

interface Header {
  readonly format: number;
  readonly name: string;
  readonly dimensions: number;
  readonly bits: number;
  readonly hashed: number;
  readonly hashedWeight: number;
  readonly pieceWeight: number;
  readonly rows: number;
  readonly pieces: number;
  readonly vocabularyBytes: number;
}

export function readStaticModel(path: string | URL): StaticModel {
  const file = readModelFile(path);
  const { header, start } = readHeader(file);
  const vocabularyEnd = start + header.vocabularyBytes;
  const scalesStart = alignTo4(vocabularyEnd + header.rows);
  const valuesStart = scalesStart + header.rows * 4;
  const { bits, dimensions } = header;
  const rowBytes = (dimensions * bits) / GROUP;
  if (file.byteLength !== valuesStart + header.rows * rowBytes) throw damaged("length");

  const rows = createRowTable(file.toString("utf8", start, vocabularyEnd));
  if (rows.size !== header.rows) throw damaged("vocabulary");

  const scales = new Float32Array(file.buffer, file.byteOffset + scalesStart, header.rows);
  const values = file.subarray(valuesStart);
  return {
    name: header.name,
    semanticDimensions: dimensions,
    hashedDimensions: header.hashed,
    hashedWeight: header.hashedWeight,
    pieceWeight: header.pieceWeight,
    pieceCount: header.pieces,
    rows,
    costs: file.subarray(vocabularyEnd, vocabularyEnd + header.rows),
    isSilent: (row) => scales[row] === 0,
    addRow(row, factor, into) {
      const scale = (scales[row] as number) * factor;
      let from = row * rowBytes;
      for (let place = 0; place < dimensions; ) {
        let group = 0;
        for (let byte = 0; byte < bits; byte += 1) group |= (values[from + byte] as number) << (8 * byte);
        from += bits;
        // Shift up so that the value's sign is the first bit, then shift down with the sign.
        for (let shift = 32 - bits; shift >= 32 - GROUP * bits; shift -= bits) {
          into[place] = (into[place] as number) + scale * ((group << shift) >> (32 - bits));
          place += 1;
        }
      }
    },
  };
}

function readModelFile(path: string | URL): Buffer {
  try {
    // Copied to offset 0 of its own memory if needed: typed views need an alignment that a pooled buffer does not
    // guarantee.
    const read = readFileSync(path);
    return read.byteOffset % 4 === 0 ? read : Buffer.from(new Uint8Array(read).buffer);
  } catch (cause) {
    throw new AppError(
      "unavailable",
      "embedder_model_unreadable",
      "The static model file cannot be read",
      {},
      cause,
    );
  }
}

function readHeader(file: Buffer): { header: Header; start: number } {
  if (file.byteLength < 8 || file.toString("latin1", 0, 4) !== MAGIC) throw damaged("magic");
  const length = file.readUInt32LE(4);
  if (8 + length > file.byteLength) throw damaged("header");
  const header = JSON.parse(file.toString("utf8", 8, 8 + length)) as Header;
  if (header.format !== FORMAT || header.bits > BITS_MAX) throw damaged("format");
  return { header, start: 8 + length };
}

const alignTo4 = (offset: number): number => Math.ceil(offset / 4) * 4;

const damaged = (part: string): AppError =>
  new AppError("unavailable", "embedder_model_damaged", `The static model file is damaged: ${part}`, {
    part,
  });
