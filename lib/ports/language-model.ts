import type { z } from "zod";

export interface LanguageModelRequest<T> {
  /** Names the schema to the model: 1-64 of a-z, 0-9, - and _. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly instructions: string;
  /** Untrusted text is fenced by the caller. */
  readonly input: string;
  readonly maxOutputTokens: number;
  /** Milliseconds until the answer is worthless. */
  readonly timeoutMs: number;
}

/**
 * An answer that fits a schema, within a deadline.
 * Errors: `unavailable` when it is late, refuses or answers outside the schema; callers have a deterministic way.
 */
export interface LanguageModel {
  readonly model: string;
  answer<T>(request: LanguageModelRequest<T>): Promise<{ readonly value: T; readonly costUsd: number }>;
}
