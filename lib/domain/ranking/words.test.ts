import { expect, it } from "vitest";
import { stemOf } from "./words.ts";

it("stems as the embedded index does, and never into another word", () => {
  expect(["coaches", "coaching", "djs", "tvs"].map(stemOf)).toEqual(["coach", "coach", "dj", "tv"]);
  expect(["uses", "ones", "gas", "uk"].map(stemOf)).toEqual(["use", "one", "gas", "uk"]);
});
