import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { profileSchema } from "../domain/creator.ts";
import { isAppError } from "../domain/errors.ts";
import { PLATFORMS } from "../domain/platform.ts";
import { PLATFORM_MODULES } from "./registry.ts";

describe("PLATFORM_MODULES", () => {
  it.each(PLATFORMS)("has the terms of %s under its own name", (platform) => {
    const { terms, normaliserVersion } = PLATFORM_MODULES[platform];
    expect(terms.platform).toBe(platform);
    expect(normaliserVersion).toBeGreaterThan(0);
  });

  it("states what the contracts demand", () => {
    expect(PLATFORM_MODULES.youtube.terms).toMatchObject({
      unrefreshedDataDays: 30,
      historyDays: 30,
      deletionClockHours: 168,
      derivedMetrics: "needs-accepted-amendment",
    });
    expect(PLATFORM_MODULES.x.terms.deletionClockHours).toBe(24);
    expect(PLATFORM_MODULES.tiktok.terms.commercialUse).toBe("not-allowed");
  });

  const names = fc.constantFrom(
    "id",
    "username",
    "snippet",
    "title",
    "data",
    "items",
    "error",
    "errors",
    "business_discovery",
    "media",
    "public_metrics",
    "bio_description",
    "description",
    "name",
    "text",
    "kind",
    "statistics",
    "entities",
    "urls",
    "location",
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom("\ud800", "\u202e", "#", "@", "a", " ", "ß") }),
      fc.double(),
      fc.constant(null),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(names, tie("tree"), { maxKeys: 6 }),
    ),
  }));

  it.each(PLATFORMS)("makes of any payload a valid profile or a refusal (%s)", (platform) => {
    const payloads = fc.tuple(
      fc.dictionary(names, tree),
      fc.array(fc.dictionary(names, tree), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(payloads, ([payload, posts]) => {
        const envelope = {
          platform,
          fetched_at: "2026-11-20T10:00:00Z",
          payload: { id: "1", username: "jo", ...payload },
          posts,
          synthetic: false,
        };
        try {
          profileSchema.parse(PLATFORM_MODULES[platform].normalise(envelope));
        } catch (error) {
          expect(isAppError(error) && error.code).toBe("bad-payload");
        }
      }),
    );
  });
});
