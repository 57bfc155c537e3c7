import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Condition, meetsAll } from "../../domain/condition.ts";
import type { VectorMetadata } from "../../ports/vector-index.ts";
import { createColumns } from "./hnsw-columns.ts";

const word = fc.constantFrom("de", "en", "fr", "tr", "");
const number = fc.constantFrom(-1, 0, 0.05, 7, 10_000);
const scalar = fc.oneof(word, number, fc.boolean());
const field = fc.constantFrom("country", "followers", "languages", "handle_lc");
const metadata: fc.Arbitrary<VectorMetadata> = fc.dictionary(
  field,
  fc.oneof(scalar, fc.array(word, { maxLength: 3 })),
);
const bound = fc.oneof(word, number);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field, op: fc.constant("eq" as const), value: scalar }),
  fc.record({ field, op: fc.constantFrom("in" as const, "notIn" as const), values: fc.array(scalar) }),
  fc.record({ field, op: fc.constantFrom("gte" as const, "lte" as const), value: bound }),
);

function matched(
  records: readonly VectorMetadata[],
  conditions: readonly Condition[],
  columns = filled(records),
) {
  const mask = new Uint8Array(records.length).fill(1);
  columns.narrow(conditions, records.length, mask);
  return Array.from(mask, Boolean);
}

function filled(records: readonly VectorMetadata[], stored = (slot: number) => records[slot] ?? {}) {
  const columns = createColumns(stored);
  records.forEach((record, slot) => {
    columns.set(slot, record);
  });
  return columns;
}

describe("createColumns", () => {
  it("filters any metadata by any conditions as the reference does", () => {
    fc.assert(
      fc.property(
        fc.array(metadata, { maxLength: 20 }),
        fc.array(condition, { maxLength: 3 }),
        (records, where) => {
          expect(matched(records, where)).toEqual(records.map((record) => meetsAll(record, where)));
        },
      ),
    );
  });

  it("forgets what a record held before it was set again, moved or cleared", () => {
    fc.assert(
      fc.property(
        fc.array(metadata, { minLength: 2, maxLength: 8 }),
        fc.array(metadata, { minLength: 8, maxLength: 8 }),
        fc.array(condition, { maxLength: 2 }),
        (before, after, where) => {
          const records = after.slice(0, before.length);
          const left = [records.at(-1) ?? {}, ...records.slice(1, -1), {}];
          const columns = filled(before, (slot) => left[slot] ?? {});
          records.forEach((record, slot) => {
            columns.set(slot, record);
          });
          columns.move(records.length - 1, 0);
          expect(matched(left, where, columns)).toEqual(left.map((record) => meetsAll(record, where)));
        },
      ),
    );
  });

  it("knows which of many records lack a value, however far each kind of value reaches", () => {
    const many = Array.from({ length: 4_000 }, (_, at): VectorMetadata => {
      if (at < 100) return { country: "de", mixed: "de", rank: at };
      return at % 3 === 0 ? { rank: at, mixed: at } : {};
    });
    const columns = filled(many);
    const where: Condition[] = ["country", "mixed", "rank"].flatMap((field): Condition[] => [
      { field, op: "gte", value: 99 },
      { field, op: "notIn", values: ["de", 99] },
      { field, op: "eq", value: "de" },
    ]);
    for (const one of where)
      expect(matched(many, [one], columns), JSON.stringify(one)).toEqual(
        many.map((record) => meetsAll(record, [one])),
      );
  });
});
