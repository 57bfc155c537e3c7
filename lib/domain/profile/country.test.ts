import { describe, expect, it } from "vitest";
import { countryOf } from "./country.ts";

const nothing = { declared: null, regionsOfPosts: [], locationText: null, text: "" };

describe("countryOf", () => {
  it("believes the platform's field before all else", () => {
    expect(
      countryOf({ declared: "gb", regionsOfPosts: ["US"], locationText: "Paris, France", text: "🇩🇪" }),
    ).toBe("GB");
  });
  it("then the posts' region, the place and the flag, in this order", () => {
    expect(countryOf({ ...nothing, regionsOfPosts: ["US", "US", null], locationText: "France" })).toBe("US");
    expect(countryOf({ ...nothing, locationText: "Paris, France", text: "🇩🇪" })).toBe("FR");
    expect(countryOf({ ...nothing, locationText: "everywhere", text: "🇩🇪 and 🇩🇪" })).toBe("DE");
  });
  it.each([
    ["Jane Doe 🇺🇦\nChef in Chicago. Deep dish pizza."],
    ["Sam\nLondon comic. Free Palestine 🇵🇸"],
    ["English with Ana 🇬🇧\nProfesora de inglés en Madrid"],
    ["Travel\nNext: 🇯🇵"],
    ["K-drama recaps 🇰🇷"],
    ["I stand with 🇺🇦"],
  ])("believes words before a flag, and no flag of a cause or a topic: %s", (text) => {
    expect(countryOf({ ...nothing, text })).toBeNull();
  });

  it.each([
    ["Ana\nMadrid 🇪🇸", "ES"],
    ["Ana 🇪🇸", "ES"],
    ["Jo\nCambridge 🇬🇧", "GB"],
    ["Jo\n📍🇧🇷", "BR"],
  ])("believes a flag that stands by itself or by its own place: %s", (text, country) => {
    expect(countryOf({ ...nothing, text })).toBe(country);
  });

  it("is unknown when posts disagree, flags are several or the code means unknown", () => {
    expect(countryOf({ ...nothing, regionsOfPosts: ["US", "GB"] })).toBeNull();
    expect(countryOf({ ...nothing, text: "🇩🇪🇫🇷" })).toBeNull();
    expect(countryOf({ ...nothing, declared: "ZZ" })).toBeNull();
    expect(countryOf({ ...nothing, declared: "United Kingdom" })).toBeNull();
  });
});
