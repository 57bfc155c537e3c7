import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { scriptedModel } from "../../test/doubles/scripted-model.ts";
import { keptAnswers } from "./kept-answers.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kept-answers-"));
});
afterEach(() => rm(folder, { recursive: true }));

const asked = (input: string, instructions = "Repeat.") => ({
  name: "echo",
  schema: z.object({ said: z.string() }),
  instructions,
  input,
  maxOutputTokens: 10,
  timeoutMs: 1_000,
});

it("asks a model once for the same question, in this run and the next", async () => {
  const path = join(folder, "deep", "answers.ndjson");
  const model = scriptedModel((input) => ({ said: input }));
  const first = await keptAnswers(model, path);
  await first.answer(asked("a"));
  await first.answer(asked("a"));
  await appendFile(path, '{"key":"half of a li');
  const second = await keptAnswers(model, path);
  expect((await second.answer(asked("a"))).value).toEqual({ said: "a" });
  expect(model.requests).toHaveLength(1);
  expect(first.cost()).toEqual({ all: 0.002, now: 0.001 });
  expect(second.cost()).toEqual({ all: 0.001, now: 0 });
});

it("asks anew for other instructions", async () => {
  const model = scriptedModel((input) => ({ said: input }));
  const kept = await keptAnswers(model, join(folder, "answers.ndjson"));
  await kept.answer(asked("a"));
  await kept.answer(asked("a", "Repeat politely."));
  expect(model.requests).toHaveLength(2);
});
