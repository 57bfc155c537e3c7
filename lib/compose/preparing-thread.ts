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
  readonly texts: readonly EnvelopeText[];
}

/** What it answers. A platform's module holds functions and stays where it is. */
export type Prepared = Omit<PreparedEnvelope, "platformModule"> | RefusedEnvelope;

export interface PreparingThread {
  readonly prepareEnvelopes: PrepareEnvelopes;
  close(): Promise<void>;
}

export interface PreparingOptions {
  /** Milliseconds for one envelope, and for those that cross together as long as nothing is wrong. */
  readonly envelopeMs?: number;
  /** Less text than this is prepared where it is: a thread would cost more than it frees. */
  readonly leastCharacters?: number;
  readonly worker?: URL;
}

/** The largest envelope takes 2 s of its thread at most (`test/hostile/whole-envelope.test.ts`); the rest is for busy machines. */
const ENVELOPE_MS = 20_000;
const LEAST_CHARACTERS = 16_384;
/** Of envelopes that cross together: a batch of usual ones, and never more than one of the largest. */
const TOGETHER_CHARACTERS = 1_048_576;
const WORKER = new URL("./preparing-worker.ts", import.meta.url);

/**
 * Prepares envelopes on a thread of their own, so that bulk text from outside holds up no request. Those that take too long
 * together end the thread and are prepared again one by one in a new one; the one that takes too long by itself is refused.
 */
export function openPreparingThread(options: PreparingOptions = {}): PreparingThread {
  const { envelopeMs = ENVELOPE_MS, leastCharacters = LEAST_CHARACTERS, worker = WORKER } = options;
  let thread: Promise<Thread> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  async function onThread(
    context: PreparationContext,
    texts: readonly EnvelopeText[],
  ): Promise<readonly Outcome[]> {
    thread ??= startThread(worker);
    let isLate = false;
    let timer: NodeJS.Timeout | undefined;
    try {
      const { call, end } = await thread;
      timer = setTimeout(() => {
        isLate = true;
        void end();
      }, envelopeMs);
      const prepared = (await call({ context: cloneable(context), texts })) as Prepared[];
      return prepared.map(withModule);
    } catch (error) {
      thread = undefined;
      if (!isLate) throw error;
    } finally {
      clearTimeout(timer);
    }
    return texts.length > 1
      ? inTurn(texts, (text) => onThread(context, [text]))
      : texts.map(({ line }) => refused({ line, code: "too-slow", reason: TOO_SLOW }));
  }
  return {
    // One call after the other: a thread does one at a time, and an envelope's time begins when it is taken up.
    prepareEnvelopes(context, texts) {
      if (charactersOf(texts) < leastCharacters) return prepareHere(context, texts);
      const turn = last.then(() => inTurn(together(texts), (some) => onThread(context, some)));
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

async function inTurn<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<readonly Outcome[]>,
): Promise<Outcome[]> {
  const done: Outcome[] = [];
  for (const item of items) done.push(...(await work(item)));
  return done;
}

const charactersOf = (texts: readonly EnvelopeText[]): number =>
  texts.reduce((sum, text) => sum + ("text" in text ? text.text.length : 0), 0);

/** Cut where the next one would make them too long. */
function* together(texts: readonly EnvelopeText[]): Generator<EnvelopeText[]> {
  let some: EnvelopeText[] = [];
  let characters = 0;
  for (const text of texts) {
    const more = charactersOf([text]);
    if (some.length > 0 && characters + more > TOGETHER_CHARACTERS) {
      yield some;
      [some, characters] = [[], 0];
    }
    some.push(text);
    characters += more;
  }
  if (some.length > 0) yield some;
}

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
    : { ...envelope, platformModule: PLATFORM_MODULES[envelope.profile.platform] };
