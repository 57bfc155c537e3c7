import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rounds } from "../../../test/deep.ts";
import { compileFilter } from "../../../test/doubles/pinecone/filter.ts";
import { type Condition, meetsAll } from "../../domain/condition.ts";
import { pineconeFilter } from "./pinecone-filter.ts";

const text = fc.constantFrom("de", "en", "fr");
const number = fc.constantFrom(1, 2, 3);
const scalar = fc.oneof(text, number, fc.boolean());
const field = fc.constantFrom("a", "b");

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field, op: fc.constant("eq" as const), value: scalar }),
  fc.record({ field, op: fc.constant("in" as const), values: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ field, op: fc.constant("notIn" as const), values: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ field, op: fc.constantFrom("gte" as const, "lte" as const), value: number }),
);
const metadata = fc.record(
  { a: fc.oneof(scalar, fc.array(text)), b: fc.oneof(scalar, fc.array(text)) },
  { requiredKeys: [] },
);

describe("conditions in Pinecone's filter language", () => {
  it("pass the same records as the reference does, absent fields and lists included", () => {
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), metadata, (conditions, held) => {
        const filter = pineconeFilter(conditions);
        const passes =
          filter === "everything" || (filter !== "nothing" && compileFilter(filter)({ ...held }));
        expect(passes).toBe(meetsAll(held, conditions));
      }),
      { numRuns: rounds(1_000) },
    );
  });

  it("ask nothing when nothing can pass, and filter nothing when everything does", () => {
    expect(pineconeFilter([])).toBe("everything");
    expect(pineconeFilter([{ field: "a", op: "notIn", values: [] }])).toBe("everything");
    expect(
      pineconeFilter([
        { field: "b", op: "eq", value: 1 },
        { field: "a", op: "in", values: [] },
      ]),
    ).toBe("nothing");
  });

  it("refuse what Pinecone cannot compare", () => {
    const overText: Condition = { field: "day", op: "gte", value: "2026-01-01" };
    expect(() => pineconeFilter([overText])).toThrow(
      expect.objectContaining({ kind: "invalid", code: "filter-not-supported" }),
    );
    const tooMany: Condition = {
      field: "a",
      op: "in",
      values: Array.from({ length: 10_001 }, (_, at) => at),
    };
    expect(() => pineconeFilter([tooMany])).toThrow(expect.objectContaining({ kind: "invalid" }));
  });
});
