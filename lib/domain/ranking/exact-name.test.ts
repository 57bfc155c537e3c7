import { expect, it } from "vitest";
import { askedNames, exactNameScore } from "./exact-name.ts";

const score = (query: string, handle: string, display_name: string) =>
  exactNameScore({ handle, display_name }, askedNames([query]));

it("knows a handle or name whatever its case, accents and separators", () => {
  expect(score("Linus Tech Tips", "linus-tech.tips", "LTT")).toBe(1);
  expect(score("beyonce", "bey", "Beyoncé")).toBe(0.95);
  expect(score("Fei-Fei Li", "drfeifei", "Fei Fei Li")).toBe(0.95);
  expect(score("Ｃａｆé", "cafe", "")).toBe(1);
});

it("sees through what owners add and one typing error, in names long enough", () => {
  expect(score("Shakira", "shakiraVEVO", "Shakira - Topic")).toBe(0.9);
  expect(score("shekirra", "shakira", "Shakira")).toBe(0);
  expect(score("shakirra", "shakira", "Shakira")).toBe(0.8);
  expect(score("shakria", "shakira", "Shakira")).toBe(0.8);
  expect(score("mia", "mira", "Mira")).toBe(0);
});

it("takes no longer name for a shorter one", () => {
  expect(score("madrid", "realmadrid", "Real Madrid")).toBe(0);
  expect(score("rock", "therock", "The Rock")).toBe(0);
  expect(exactNameScore({ handle: "a", display_name: "A" }, [])).toBe(0);
});

it("takes no symbol for a name", () => {
  expect(score("!!!", "!!!", "???")).toBe(0);
});
