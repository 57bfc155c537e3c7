import type { z } from "zod";

export interface LanguageModelRequest<T> {
  /** The schema's name for the model: 1-64 of a-z, 0-9, - and _. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly instructions: string;
  /** The caller fences untrusted text. */
  readonly input: string;
  readonly maxOutputTokens: number;
  /** Milliseconds after which the answer is of no use. */
  readonly timeoutMs: number;
}

/**
 * An answer that fits a schema, within a deadline.
 * Errors: `unavailable` when it is late, refuses or answers outside the schema. Callers have a deterministic fallback.
 */
export interface LanguageModel {
  readonly model: string;
  answer<T>(request: LanguageModelRequest<T>): Promise<{ readonly value: T; readonly costUsd: number }>;
}
