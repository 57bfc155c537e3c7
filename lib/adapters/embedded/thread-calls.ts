import type { Worker } from "node:worker_threads";
import { AppError, type ErrorContext, type ErrorKind, isAppError } from "../../domain/errors.ts";

/** A call as the thread receives it. */
export interface Numbered<C> {
  readonly id: number;
  readonly call: C;
}

/** `id` is the call's id. 0 means that the thread is ready. */
export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure };

/** An error as it travels between threads, which lose its class. */
interface Failure {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
  readonly context: ErrorContext;
}

/** Calls to another thread. */
export interface ThreadCalls<C> {
  /** @throws AppError as the thread does, or as `stopped` says if the thread has ended. */
  call(call: C, transfer?: ArrayBuffer[]): Promise<unknown>;
  /** Resolves when the thread has ended, by itself or through `worker.terminate()`. */
  readonly ended: Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Resolves when the thread reports that it is ready, and rejects with its reason if it cannot start. The thread keeps
 * the process alive only while a call waits for it.
 */
export async function threadCalls<C>(
  worker: Worker,
  stopped: (cause?: unknown) => AppError,
): Promise<ThreadCalls<C>> {
  const waiting = new Map<number, Waiting>();
  let lastId = -1;
  let hasEnded = false;
  const send = (post: (id: number) => void): Promise<unknown> => {
    if (hasEnded) return Promise.reject(stopped());
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.ref();
      post(id);
    });
  };
  const ready = send(() => undefined);
  worker.on("message", (reply: Reply) => {
    const waiter = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
    if ("failure" in reply) waiter?.reject(errorOf(reply.failure));
    else waiter?.resolve(reply.value);
  });
  const failAll = (cause?: unknown): void => {
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(stopped(cause));
    waiting.clear();
  };
  worker.on("error", failAll);
  const ended = new Promise<void>((resolve) => {
    worker.on("exit", () => {
      failAll();
      resolve();
    });
  });
  await ready;
  return {
    ended,
    call: (call, transfer = []) =>
      send((id) => worker.postMessage({ id, call } satisfies Numbered<C>, transfer)),
  };
}

/** An error in the form that the thread sends. `otherwise` is the code for an error that is not ours. */
export function failureOf(error: unknown, otherwise: string): Failure {
  if (isAppError(error)) {
    const { kind, code, message, context } = error;
    return { kind, code, message, context };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { kind: "unavailable", code: otherwise, message, context: {} };
}

const errorOf = ({ kind, code, message, context }: Failure): AppError =>
  new AppError(kind, code, message, context);
