import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { LanguageModel } from "../../lib/ports/language-model.ts";

const answerSchema = z.object({ key: z.string(), value: z.unknown(), costUsd: z.number() });
type Answer = z.infer<typeof answerSchema>;

/** Dollars. `all`: what all answers of a run cost when they were first given. `now`: the part paid in this run. */
export interface LlmCost {
  readonly all: number;
  readonly now: number;
}

export interface KeptModel extends LanguageModel {
  readonly cost: () => LlmCost;
}

/**
 * A language model whose answers are kept in a file of JSON lines, so a measurement is paid for once. Model, task
 * name, instructions and input identify an answer, so a changed prompt asks the model again.
 */
export async function keptAnswers(model: LanguageModel, path: string): Promise<KeptModel> {
  await mkdir(dirname(path), { recursive: true });
  const known = new Map((await readAnswers(path)).map((answer) => [answer.key, answer]));
  const cost = { all: 0, now: 0 };
  return {
    model: model.model,
    cost: () => cost,
    async answer(request) {
      const { name, instructions, input } = request;
      const key = digest([model.model, name, instructions, input]);
      const kept = known.get(key);
      const parsed = kept && request.schema.safeParse(kept.value);
      if (kept && parsed?.success) {
        cost.all += kept.costUsd;
        return { value: parsed.data, costUsd: kept.costUsd };
      }
      const answer = await model.answer(request);
      cost.all += answer.costUsd;
      cost.now += answer.costUsd;
      known.set(key, { key, ...answer });
      await appendFile(path, `${JSON.stringify({ key, ...answer })}\n`);
      return answer;
    },
  };
}

async function readAnswers(path: string): Promise<Answer[]> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  // A stopped run may leave half a line. Its question is asked again.
  return text.split("\n").flatMap((line) => answerOf(line) ?? []);
}

function answerOf(line: string): Answer | null {
  try {
    return answerSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

const digest = (parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
