import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { dot, unit } from "../../domain/dot.ts";
import { AppError } from "../../domain/errors.ts";
import type { Embedder } from "../../ports/embedder.ts";
import { createJoinedEmbedder } from "./joined-embedder.ts";
import { SENTENCE_MODEL } from "./sentence-model.ts";
import { createStaticEmbedder } from "./static-embedder.ts";

const words = createStaticEmbedder();

describe("joined embedder", () => {
  const embedder = createJoinedEmbedder(words, { onTrouble: (error) => expect.fail(String(error)) });
  afterAll(() => embedder.close());
  const one = async (text: string, as: "question" | "profile" | "draft") => {
    const [vector] = await embedder.embed([text], { as });
    return vector ?? expect.unreachable();
  };

  it("has the static rows' vector in its first part, at two thirds of the squared length", async () => {
    const [own] = await words.embed(["street food in Lagos"]);
    const vector = await one("street food in Lagos", "profile");
    expect(dot(vector.slice(0, words.dimensions), own ?? expect.unreachable())).toBeCloseTo(
      Math.sqrt(2 / 3),
      3,
    );
  });

  it.each([
    ["people who draw comics", "Zeichnerin von Comics und Bildergeschichten", "Steuerberater in Köln"],
    [
      "history of the Second World War",
      "Videos zur Geschichte des Zweiten Weltkriegs",
      "Rezepte ohne Zucker",
    ],
    ["learn to play the piano", "уроки игры на фортепиано для начинающих", "ремонт автомобилей"],
  ])("puts the question %j nearer to %j than to %j", async (question, near, far) => {
    const asked = (await one(question, "question")).slice(words.dimensions);
    const nearness = async (text: string) => dot(asked, (await one(text, "profile")).slice(words.dimensions));
    expect(await nearness(near)).toBeGreaterThan((await nearness(far)) + 0.05);
  });

  it("drafts at once something that is near to what the model says", async () => {
    const [draft, vector, other] = [
      await one("I bake sourdough bread and cakes", "draft"),
      await one("I bake sourdough bread and cakes", "profile"),
      await one("Formula 1 news and car reviews", "profile"),
    ];
    const part = (of: Float32Array) => unit(of.slice(words.dimensions));
    expect(dot(part(draft), part(vector))).toBeGreaterThan(dot(part(draft), part(other)) + 0.2);
  });

  it("drafts a word alike whether or not it is kept from before, and in the order of the texts", async () => {
    const alone = await one("yoga", "draft");
    const among = await embedder.embed(["street food", "yoga", "chess", "yoga"], { as: "draft" });
    expect(among).toEqual([await one("street food", "draft"), alone, await one("chess", "draft"), alone]);
  });

  it("knows how long nobody has asked: questions and drafts count, what is refined does not", async () => {
    await one("yoga", "question");
    const quiet = embedder.quietMs();
    await one("yoga teacher", "profile");
    expect(embedder.quietMs()).toBeGreaterThan(quiet);
    const made = embedder.draftsMade();
    await one("yoga teacher", "draft");
    expect(embedder.draftsMade()).toBe(made + 1);
    expect(embedder.quietMs()).toBeLessThan(1_000);
  });
});

describe("beside a served model", () => {
  const asked: [string, string | undefined][] = [];
  let isDown = false;
  const served: Embedder = {
    ...{ model: "served-2", dimensions: 2, drafts: false },
    async embed(texts, { as } = {}) {
      if (isDown) throw new AppError("unavailable", "served-down", "The served model is down.");
      asked.push([texts.join(), as]);
      return texts.map((text) => Float32Array.from(text === "chess" ? [0, 1] : [1, 0]));
    },
  };
  const onTrouble = (error: unknown) => expect.fail(String(error));
  const embedder = createJoinedEmbedder(words, { onTrouble, served });
  afterAll(() => embedder.close());
  const squares = (vector: Float32Array) => {
    const [first, second] = [words.dimensions, embedder.dimensions - served.dimensions];
    return [vector.slice(0, first), vector.slice(first, second), vector.slice(second)].map((part) =>
      dot(part, part),
    );
  };

  it("gives each of the three a third of the squared length, and is named after all", async () => {
    const vectors = await embedder.embed(["vegan chef", "chess"]);
    for (const vector of vectors) for (const square of squares(vector)) expect(square).toBeCloseTo(1 / 3, 5);
    expect(vectors.map((vector) => [...vector.slice(-2)].map(Math.ceil))).toEqual([
      [1, 0],
      [0, 1],
    ]);
    expect(embedder.model).toMatch(/^static-.+\+e5-.+\+served-2$/);
    await embedder.embed(["who cooks?"], { as: "question" });
    expect(asked).toEqual([
      ["vegan chef", "profile"],
      ["chess", "profile"],
      ["who cooks?", "question"],
    ]);
  });

  it("drafts without it, and throws where it does not answer", async () => {
    isDown = true;
    const [draft] = await embedder.embed(["vegan chef"], { as: "draft" });
    expect(squares(draft ?? expect.unreachable())[2]).toBe(0);
    for (const as of ["question", "profile"] as const)
      await expect(embedder.embed(["vegan chef"], { as })).rejects.toMatchObject({ code: "served-down" });
    expect(embedder.isAble()).toBe(true);
  });
});

it("says once that the sentence model failed, answers questions by the static rows, and refines nobody", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sentence-model-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const modelPath = join(folder, "short.bin");
  writeFileSync(modelPath, readFileSync(SENTENCE_MODEL).subarray(0, 8_000_000));
  const told: unknown[] = [];
  const embedder = createJoinedEmbedder(words, { modelPath, onTrouble: (error) => told.push(error) });
  const [own] = await words.embed(["vegan chef"]);
  const [draft] = await embedder.embed(["vegan chef"], { as: "draft" });
  expect(draft).toHaveLength(embedder.dimensions);
  for (const _ of ["first", "second"]) {
    const [question] = await embedder.embed(["vegan chef"], { as: "question" });
    expect(
      dot(own ?? expect.unreachable(), question?.slice(0, words.dimensions) ?? expect.unreachable()),
    ).toBeCloseTo(1, 5);
  }
  expect(told).toMatchObject([{ code: "sentence-model-damaged" }]);
  expect(embedder.isAble()).toBe(false);
  await expect(embedder.embed(["vegan chef"])).rejects.toMatchObject({ kind: "unavailable" });
});

it("does not start without its file", () => {
  const modelPath = join(tmpdir(), "no-such-model.bin");
  expect(() => createJoinedEmbedder(words, { modelPath, onTrouble: () => undefined })).toThrow(
    /cannot be read/,
  );
});
