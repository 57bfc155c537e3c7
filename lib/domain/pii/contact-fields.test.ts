import { describe, expect, it } from "vitest";
import { fieldRole, statedCountry } from "./contact-fields.ts";

describe("fieldRole", () => {
  it.each([
    "id",
    "music_id",
    "channelId",
    "effect_ids",
    "createdAt",
    "create_time",
    "timestamp",
    "viewCount",
    "like_count",
    "avatar_url",
    "profile_image_url",
    "search_id",
    "nextPageToken",
  ])("takes digits in %s for no phone number", (name) => expect(fieldRole(name)).toBe("numbers"));
  it.each(["phone", "contact_phone_number", "whatsapp", "tel", "public_phone_number", "mobileNumber"])(
    "takes %s for a field made for phone numbers",
    (name) => expect(fieldRole(name)).toBe("phone"),
  );
  it.each(["biography", "description", "website", "bio_url", "url", "hotel", "title"])(
    "reads %s as text",
    (name) => expect(fieldRole(name)).toBe("text"),
  );
});

describe("statedCountry", () => {
  it("reads the country field of a channel, in an envelope or alone", () => {
    expect(statedCountry({ payload: { snippet: { country: "de" } } })).toBe("DE");
    expect(statedCountry({ snippet: {}, brandingSettings: { channel: { country: "GB" } } })).toBe("GB");
  });
  it("reads a location that names a country", () => {
    expect(statedCountry({ payload: { data: { location: "Mumbai, India" } } })).toBe("IN");
    expect(statedCountry({ payload: { location: "everywhere" } })).toBeNull();
  });
  it("knows nothing of other values", () => {
    expect(statedCountry("DE")).toBeNull();
    expect(statedCountry(null)).toBeNull();
  });
});
