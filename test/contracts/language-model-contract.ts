import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { LanguageModel } from "../../lib/ports/language-model.ts";
import type { Opened } from "./eventually.ts";

export interface OpenedLanguageModel extends Opened<LanguageModel> {
  /** Decides what the model behind the port answers next; a recorded or simulated service is enough. */
  answerNext(reply: { readonly json: unknown } | "refuses" | "never"): void;
}

const schema = z.object({ country: z.string().length(2) });
const request = {
  name: "country-of-text",
  schema,
  instructions: "Name the country.",
  input: "Berlin",
  maxOutputTokens: 50,
  timeoutMs: 2_000,
};

/** What every implementation of `LanguageModel` promises. */
export function describeLanguageModelContract(name: string, open: () => Promise<OpenedLanguageModel>): void {
  describe(`${name} keeps the contract of LanguageModel`, () => {
    let opened: OpenedLanguageModel;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());

    it("gives an answer that fits the schema, and its cost", async () => {
      opened.answerNext({ json: { country: "DE" } });
      const { value, costUsd } = await opened.port.answer(request);
      expect(value).toEqual({ country: "DE" });
      expect(costUsd).toBeGreaterThanOrEqual(0);
      expect(opened.port.model).not.toBe("");
    });

    it.each([
      ["answers outside the schema", { json: { country: "Germany" } }],
      ["answers something else altogether", { json: null }],
      ["refuses", "refuses"],
    ] as const)("is unavailable when the model %s", async (_, reply) => {
      opened.answerNext(reply);
      await expect(opened.port.answer(request)).rejects.toMatchObject({ kind: "unavailable" });
    });

    it("is unavailable once the time is over", async () => {
      opened.answerNext("never");
      const asked = opened.port.answer({ ...request, timeoutMs: 50 });
      await expect(asked).rejects.toMatchObject({ kind: "unavailable" });
    });
  });
}
