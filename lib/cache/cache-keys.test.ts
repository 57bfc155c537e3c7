import fc from "fast-check";
import { expect, it } from "vitest";
import { rounds } from "../../test/deep.ts";
import { readQuery } from "../domain/query/read-query.ts";
import { searchRequestSchema } from "../domain/search-request.ts";
import { LOCAL_SCOPE } from "../domain/tenant-scope.ts";
import { asRead, memoryKey, pageKey } from "./cache-keys.ts";

const SPACES = [" ", "  ", "\n", "\t", "\u00a0", "\r", "\u2028", " \n ", "\n\n"];
const piece = fc.constantFrom(
  "vegan",
  "not",
  "meat",
  "Berlin",
  "10k",
  "-",
  "in",
  "followers",
  ...SPACES,
  ...SPACES,
);
const query = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
const asked = (text: string) => asRead(searchRequestSchema.parse({ query: text }));

it("Queries with equal keys get equal readings", () => {
  fc.assert(
    fc.property(query, query, (one, other) => {
      const [a, b] = [asked(one), asked(other)];
      if (pageKey(LOCAL_SCOPE, "m", a) !== pageKey(LOCAL_SCOPE, "m", b)) return;
      expect(readQuery(b.query)).toEqual(readQuery(a.query));
      expect(memoryKey(LOCAL_SCOPE, b)).toBe(memoryKey(LOCAL_SCOPE, a));
    }),
    { numRuns: rounds(2_000) },
  );
  expect(pageKey(LOCAL_SCOPE, "m", asked("vegan\nBerlin"))).not.toBe(
    pageKey(LOCAL_SCOPE, "m", asked("vegan Berlin")),
  );
  expect(pageKey(LOCAL_SCOPE, "m", asked(" vegan\t Berlin "))).toBe(
    pageKey(LOCAL_SCOPE, "m", asked("vegan Berlin")),
  );
});

it("A query is read with its white space as it is without", () => {
  fc.assert(
    fc.property(query, (text) => {
      const { read: _quoted, ...read } = readQuery(text);
      expect(readQuery(asked(text).query)).toMatchObject(read);
    }),
    { numRuns: rounds(1_000) },
  );
});
