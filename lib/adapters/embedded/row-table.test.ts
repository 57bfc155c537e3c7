import fc from "fast-check";
import { expect, it } from "vitest";
import { createRowTable } from "./row-table.ts";

const entry = fc.string({ unit: "binary", maxLength: 12 }).filter((text) => !text.includes("\n"));

it("finds what a map finds, and nothing else", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { minLength: 1, maxLength: 300 }),
      fc.array(entry),
      (entries, others) => {
        const table = createRowTable(entries.join("\n"));
        const rows = new Map(entries.map((one, row) => [one, row]));
        expect(table.size).toBe(rows.size);
        expect(table.longest).toBe(Math.max(...entries.map(({ length }) => length)));
        for (const one of [...entries, ...others]) expect(table.get(one)).toBe(rows.get(one));
      },
    ),
  );
});
