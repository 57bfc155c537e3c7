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
  it("is unknown when posts disagree, flags are several or the code means unknown", () => {
    expect(countryOf({ ...nothing, regionsOfPosts: ["US", "GB"] })).toBeNull();
    expect(countryOf({ ...nothing, text: "🇩🇪🇫🇷" })).toBeNull();
    expect(countryOf({ ...nothing, declared: "ZZ" })).toBeNull();
    expect(countryOf({ ...nothing, declared: "United Kingdom" })).toBeNull();
  });
});
