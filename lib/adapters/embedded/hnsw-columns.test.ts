import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Condition, meetsAll } from "../../domain/condition.ts";
import type { VectorMetadata } from "../../ports/vector-index.ts";
import { createColumns } from "./hnsw-columns.ts";

const word = fc.constantFrom("de", "en", "fr", "tr", "");
const number = fc.constantFrom(-1, 0, 0.05, 7, 10_000);
const scalar = fc.oneof(word, number, fc.boolean());
const field = fc.constantFrom("country", "followers", "languages");
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
  const mask = new Uint8Array(records.length);
  const count = columns.match(conditions, records.length, mask);
  return { count, passes: Array.from(mask, Boolean) };
}

function filled(records: readonly VectorMetadata[]) {
  const columns = createColumns();
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
          const { count, passes } = matched(records, where);
          expect(passes).toEqual(records.map((record) => meetsAll(record, where)));
          expect(count).toBe(passes.filter(Boolean).length);
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
          const columns = filled(before);
          const records = after.slice(0, before.length);
          records.forEach((record, slot) => {
            columns.set(slot, record);
          });
          columns.move(records.length - 1, 0);
          const left = [records.at(-1) ?? {}, ...records.slice(1, -1), {}];
          expect(matched(left, where, columns).passes).toEqual(left.map((record) => meetsAll(record, where)));
        },
      ),
    );
  });
});
