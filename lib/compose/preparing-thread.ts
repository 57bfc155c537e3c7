import { Worker } from "node:worker_threads";
import { type ThreadCalls, threadCalls } from "../adapters/embedded/thread-calls.ts";
import { AppError } from "../domain/errors.ts";
import {
  type PreparationContext,
  type PreparedEnvelope,
  type RefusedEnvelope,
  refused,
} from "../ingest/prepare-envelope.ts";
import { type PrepareEnvelopes, prepareHere } from "../ingest/prepare-envelopes.ts";
import type { EnvelopeText } from "../ingest/read-envelopes.ts";
import { PLATFORM_MODULES } from "../platforms/registry.ts";

type Outcome = PreparedEnvelope | RefusedEnvelope;

/** What the thread is asked: everything in it can be cloned. */
export interface PreparingCall {
  readonly context: PreparationContext;
  readonly text: EnvelopeText;
}

/** What it answers. A platform's module holds functions and stays where it is. */
export type Prepared = Omit<PreparedEnvelope, "platformModule"> | RefusedEnvelope;

export interface PreparingThread {
  readonly prepareEnvelopes: PrepareEnvelopes;
  close(): Promise<void>;
}

export interface PreparingOptions {
  /** Milliseconds for one envelope. */
  readonly envelopeMs?: number;
  /** Less text than this is prepared where it is: a thread would cost more than it frees. */
  readonly leastCharacters?: number;
  readonly worker?: URL;
}

/** The largest envelope takes 2 s of its thread at most (`test/hostile/whole-envelope.test.ts`); the rest is for busy machines. */
const ENVELOPE_MS = 20_000;
const LEAST_CHARACTERS = 16_384;
const WORKER = new URL("./preparing-worker.ts", import.meta.url);

/**
 * Prepares envelopes on a thread of their own, so that bulk text from outside holds up no request. An envelope that takes
 * too long ends the thread, is refused, and its neighbours go on in a new one.
 */
export function openPreparingThread(options: PreparingOptions = {}): PreparingThread {
  const { envelopeMs = ENVELOPE_MS, leastCharacters = LEAST_CHARACTERS, worker = WORKER } = options;
  let thread: Promise<Thread> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  async function onThread(context: PreparationContext, text: EnvelopeText): Promise<Outcome> {
    thread ??= startThread(worker);
    let isLate = false;
    let timer: NodeJS.Timeout | undefined;
    try {
      const { call, end } = await thread;
      timer = setTimeout(() => {
        isLate = true;
        void end();
      }, envelopeMs);
      return withModule((await call({ context: cloneable(context), text })) as Prepared);
    } catch (error) {
      thread = undefined;
      if (!isLate) throw error;
      return refused({ line: text.line, code: "too-slow", reason: TOO_SLOW });
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    // One call after the other: a thread does one at a time, and an envelope's time begins when it is taken up.
    prepareEnvelopes(context, texts) {
      if (charactersOf(texts) < leastCharacters) return prepareHere(context, texts);
      const turn = last.then(async () => {
        const done: Outcome[] = [];
        for (const text of texts) done.push(await onThread(context, text));
        return done;
      });
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      const open = await thread?.catch(() => undefined);
      await open?.end();
      thread = undefined;
    },
  };
}

const TOO_SLOW = "The envelope took too long to be read.";

const charactersOf = (texts: readonly EnvelopeText[]): number =>
  texts.reduce((sum, text) => sum + ("text" in text ? text.text.length : 0), 0);

type Thread = Pick<ThreadCalls<PreparingCall>, "call"> & { end(): Promise<unknown> };

async function startThread(file: URL): Promise<Thread> {
  // The caller's flags are its own: with --input-type, for one, no thread starts.
  const worker = new Worker(file, { execArgv: [] });
  const { call } = await threadCalls<PreparingCall>(worker, stopped);
  return { call, end: () => worker.terminate() };
}

const stopped = (cause?: unknown): AppError =>
  new AppError("unavailable", "preparing-failed", "The thread that reads envelopes ended.", {}, cause);

/** A live keyring answers by getters, which no thread can be given. */
const cloneable = ({ keyring, ...context }: PreparationContext): PreparationContext => ({
  ...context,
  keyring: { current: keyring.current, keys: new Map(keyring.keys) },
});

const withModule = (envelope: Prepared): Outcome =>
  envelope.kind === "refused"
    ? envelope
    : { ...envelope, platformModule: PLATFORM_MODULES[envelope.envelope.platform] };
