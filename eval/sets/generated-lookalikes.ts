import { followerTier } from "../../lib/domain/creator.ts";
import type { CreatorId } from "../../lib/domain/ids.ts";
import type { CreatorTruth } from "../../local/generate/generate-envelopes.ts";
import { randomOf } from "../../local/generate/random.ts";
import type { LookalikeQuestion } from "../judged-set.ts";

const QUESTIONS = 200;
const SEED = 4;

type Known = CreatorTruth & { readonly id: CreatorId };

/** Creators drawn at random, each with the traits that it truly shares with any other. */
export function generatedLookalikes(truths: readonly Known[]): LookalikeQuestion[] {
  const random = randomOf(SEED, 0, truths.length);
  const byId = new Map<string, Known>(truths.map((truth) => [truth.id, truth]));
  return Array.from({ length: Math.min(QUESTIONS, truths.length) }, () => {
    const of = random.pick(truths);
    return { id: of.id, shares: (other) => sharedTruth(of, byId.get(other)) };
  });
}

function sharedTruth(of: Known, other: Known | undefined): Record<string, boolean> {
  return {
    topic: other?.topics.some((topic) => of.topics.includes(topic)) ?? false,
    language: other?.language === of.language,
    country: other?.country === of.country,
    size: other !== undefined && followerTier(other.followers) === followerTier(of.followers),
    "same person": other?.accounts.some((index) => of.accounts.includes(index)) ?? false,
  };
}
