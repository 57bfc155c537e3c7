import { AppError, type ErrorContext, type ErrorKind, isAppError } from "../../domain/errors.ts";
import type { Engine } from "./hnsw-engine.ts";

type Method = "upsert" | "replaceMetadata" | "query" | "fetch" | "list" | "delete" | "stats";

/** A call that the engine answers at once. */
export type EngineCall = {
  [M in Method]: { readonly name: M; readonly input: Parameters<Engine[M]> };
}[Method];

/** What the index asks its worker thread. */
export type Call =
  | EngineCall
  | { readonly name: "flush" }
  | { readonly name: "scrub" }
  | { readonly name: "close" };

/** `id` is the call's; 0 tells that the index is open. */
export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure };

/** An error as it crosses threads, where classes get lost. */
export interface Failure {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
  readonly context: ErrorContext;
}

export function failureOf(error: unknown): Failure {
  if (isAppError(error)) {
    const { kind, code, message, context } = error;
    return { kind, code, message, context };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "unavailable", code: "vector-index-failed", message, context: {} };
}

export const errorOf = ({ kind, code, message, context }: Failure): AppError =>
  new AppError(kind, code, message, context);
