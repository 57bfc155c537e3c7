import { AppError } from "../../lib/domain/errors.ts";
import type { LanguageModel, LanguageModelRequest } from "../../lib/ports/language-model.ts";

/** A language model that answers its prompts by a script. Each answer costs 0.001 dollars. */
export function scriptedModel(
  script: (input: string) => unknown,
): LanguageModel & { readonly requests: readonly LanguageModelRequest<unknown>[] } {
  const requests: LanguageModelRequest<unknown>[] = [];
  return {
    model: "scripted",
    requests,
    async answer(request) {
      requests.push(request);
      const answer = script(request.input);
      if (answer === "unavailable")
        throw new AppError("unavailable", "language-model-timed-out", "Too late.");
      return { value: request.schema.parse(answer), costUsd: 0.001 };
    },
  };
}
