import { expect, test } from "vitest";
import { demonymIndex } from "./demonyms.ts";
import { languages } from "./entries.ts";
import { languagesNamed } from "./languages.ts";

test.each([
  ["I post in English and Español", ["en", "es"]],
  ["Deutsch | français | italiano", ["de", "fr", "it"]],
  ["русский и українська", ["ru", "uk"]],
  ["日本語と한국어", ["ja", "ko"]],
  ["العربية", ["ar"]],
  ["हिन्दी", ["hi"]],
  ["just a cook from Georgia", []],
])("the languages that %s names", (text, codes) => {
  expect(languagesNamed(text)).toEqual(codes);
});

test("every language has a primary subtag and an English name", () => {
  expect(languages()).toContainEqual({ code: "pt", name: "Portuguese" });
  expect(languages().every(({ code }) => /^[a-z]{2,3}$/.test(code))).toBe(true);
});

test.each([
  ["espanolas", "ES"],
  ["brasileiros", "BR"],
  ["francaises", "FR"],
  ["deutsche", "DE"],
  ["italiane", "IT"],
  ["polscy", "PL"],
  ["русские", "RU"],
  ["south african", "ZA"],
])("the demonym %s is of %s", (form, country) => {
  expect(demonymIndex().get(form)).toBe(country);
});
