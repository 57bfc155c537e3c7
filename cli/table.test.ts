import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { table, truncated } from "./table.ts";

const columns = [
  { title: "ID", cell: ({ id }: { id: string; text: string }) => id },
  { title: "TEXT", cell: ({ text }: { id: string; text: string }) => text, shrinksTo: 5 },
];

test("a table fits the terminal, whatever characters its cells have", () => {
  const rows = fc.array(
    fc.record({ id: fc.string({ maxLength: 5 }), text: fc.string({ unit: "grapheme" }) }),
  );
  fc.assert(
    fc.property(rows, fc.integer({ min: 14, max: 60 }), (of, width) => {
      for (const line of table(columns, of, width).split("\n")) {
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }
    }),
  );
});

test("characters that take two columns keep the columns straight", () => {
  const out = table(
    [...columns, { title: "END", cell: () => "|" }],
    [
      { id: "a", text: "美食と旅行" },
      { id: "b", text: "plain text" },
    ],
    40,
  );
  const [, first = "", second = ""] = out.split("\n");
  expect(stringWidth(first)).toBe(stringWidth(second));
});

test("what is cut ends with an ellipsis and tears no character", () => {
  expect(truncated("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 5)).toBe("👩‍👩‍👧‍👦👩‍👩‍👧‍👦…");
  expect(truncated("short", 5)).toBe("short");
});

test("a profile's text can not steer the terminal", () => {
  const out = table(columns, [{ id: "a", text: "red\u001b[31m\u202e\nnext" }], 60);
  for (const character of ["\u001b", "\u202e"]) expect(out).not.toContain(character);
});
