import { expect, test } from "vitest";
import { z } from "zod";
import { inputShape } from "./input-shape.ts";
import { OPERATIONS } from "./operations.ts";

const entry = z.strictObject({ id: z.string(), note: z.string().optional() });

test("names the fields of an object in a list and of one that may be null", () => {
  const shape = inputShape(
    z.strictObject({
      creators: z.array(entry).optional(),
      best: entry.nullable(),
      rows: z.array(z.array(entry)),
    }),
  );
  expect(shape.namesAt(["creators", 0])).toEqual(["id", "note"]);
  expect(shape.namesAt(["best"])).toEqual(["id", "note"]);
  expect(shape.namesAt(["rows", 3, 1])).toEqual(["id", "note"]);
  expect(shape.namesAt(["creators"])).toEqual([]);
  expect(shape.namesAt(["creators", "id"])).toEqual([]);
});

test("an unknown field of a list's entry is answered with the known ones", () => {
  const addEntries = OPERATIONS.find(({ id }) => id === "addToList");
  expect(addEntries?.shape.namesAt(["creators", 0])).toEqual(["id", "note", "status"]);
});
