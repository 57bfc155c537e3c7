import fc from "fast-check";
import { expect, it } from "vitest";
import { embeddableText, requestsOf } from "./openai-embedding-requests.ts";

it("cuts any text to what an input may hold, between characters", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.integer({ min: 1, max: 300 }),
      fc.constantFrom("", "query: "),
      (text, times, prefix) => {
        const cut = embeddableText(text.repeat(times), prefix);
        const plain = text.repeat(times).replace(/\s+/gu, " ").trim();
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(8_192);
        expect((plain && prefix + plain).startsWith(cut)).toBe(true);
        expect(cut === "").toBe(plain === "");
      },
    ),
  );
});

it("cuts inputs into requests that keep order and every limit, and opens none for nothing", () => {
  const inputs = fc.array(
    fc.record({ text: fc.integer({ min: 1, max: 8_192 }).map((length) => "x".repeat(length)) }),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(inputs, (texts) => {
      const requests = requestsOf(texts);
      expect(requests.flat()).toEqual(texts);
      for (const request of requests) {
        expect(request.length).toBeGreaterThan(0);
        expect(request.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(300_000);
      }
    }),
    { numRuns: 20 },
  );
  expect(
    requestsOf(Array.from({ length: 2_049 }, () => ({ text: "x" }))).map(({ length }) => length),
  ).toEqual([2_048, 1]);
});
