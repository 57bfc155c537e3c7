import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Embedder } from "../../lib/ports/embedder.ts";
import type { Opened } from "./eventually.ts";

/** What every implementation of `Embedder` promises. */
export function describeEmbedderContract(name: string, open: () => Promise<Opened<Embedder>>): void {
  describe(`${name} keeps the contract of Embedder`, () => {
    let opened: Opened<Embedder>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    it("names its model and gives vectors of the stated length", async () => {
      expect(opened.port.model).not.toBe("");
      const [vector] = await opened.port.embed(["vegan cooking in Berlin"]);
      expect(vector).toHaveLength(opened.port.dimensions);
    });

    it("answers in the order of the texts, each with a vector of unit length", async () => {
      const texts = [
        "yoga teacher",
        "",
        " \n\t",
        "🎮🎮",
        "نور",
        "日本語の猫動画",
        "x".repeat(20_000),
        "yoga teacher",
      ];
      const vectors = await opened.port.embed(texts);
      expect(vectors).toHaveLength(texts.length);
      for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 3);
      expect(dot(vectors[0], vectors.at(-1))).toBeCloseTo(1, 3);
    });

    it("gives the same text the same vector, whatever stands beside it", async () => {
      const [alone] = await opened.port.embed(["street photographer"]);
      const [, beside] = await opened.port.embed(["a much longer text about cooking", "street photographer"]);
      expect(dot(alone, beside)).toBeCloseTo(1, 3);
    });

    it("puts texts on one subject nearer than texts on two", async () => {
      const [cook, chef, drummer] = await opened.port.embed([
        "I cook vegan recipes",
        "vegan recipes that you can cook",
        "drummer of a heavy metal band",
      ]);
      expect(dot(cook, chef)).toBeGreaterThan(dot(cook, drummer));
    });

    it("answers nothing for nothing, and stops before work that nobody waits for", async () => {
      expect(await opened.port.embed([])).toEqual([]);
      const asked = opened.port.embed(["too late"], { signal: AbortSignal.abort() });
      await expect(asked).rejects.toThrow();
    });
  });
}

const dot = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  (a ?? new Float32Array()).reduce((sum, value, index) => sum + value * (b?.[index] ?? Number.NaN), 0);
