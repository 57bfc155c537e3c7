import { Worker } from "node:worker_threads";
import { type ThreadCalls, threadCalls } from "../adapters/embedded/thread-calls.ts";
import { MINUTE_MS } from "../domain/durations.ts";
import { AppError } from "../domain/errors.ts";
import type { PreparationContext } from "../ingest/prepare-envelope.ts";
import { type PrepareEnvelopes, prepareHere } from "../ingest/prepare-envelopes.ts";
import { type PreparedEnvelope, type RefusedEnvelope, refused } from "../ingest/prepared-envelope.ts";
import type { EnvelopeText } from "../ingest/read-envelopes.ts";

type Outcome = PreparedEnvelope | RefusedEnvelope;

/** A request to the thread. Everything in it can be cloned. */
export interface PreparingCall {
  readonly context: PreparationContext;
  readonly texts: readonly EnvelopeText[];
}

export interface PreparingThread {
  readonly prepareEnvelopes: PrepareEnvelopes;
  close(): Promise<void>;
}

export interface PreparingOptions {
  /** Milliseconds for one envelope. Envelopes that cross together share it unless something goes wrong. */
  readonly envelopeMs?: number;
  /** Less text than this starts no thread and is prepared on the calling one: handing it over would cost more than it saves. */
  readonly leastCharacters?: number;
  /** Milliseconds without a call after which the thread ends. */
  readonly idleMs?: number;
  readonly worker?: URL;
}

/**
 * The largest envelope takes its thread 2 s at most (`test/hostile/whole-envelope.test.ts`); the rest is for busy
 * machines.
 */
const ENVELOPE_MS = 20_000;
const LEAST_CHARACTERS = 16_384;
/** Size of what crosses together: a batch of usual envelopes, and never more than one of the largest. */
const TOGETHER_CHARACTERS = 1_048_576;
/** A thread keeps some 100 MB of dictionaries, and starting it takes a second. */
const IDLE_MS = MINUTE_MS;
const WORKER = new URL("./preparing-worker.ts", import.meta.url);

/**
 * Prepares envelopes on a separate thread, so that bulk text from outside delays no request. If envelopes together take
 * too long, the thread is ended and they are prepared again one by one in a new thread. An envelope that takes too long
 * alone is refused.
 */
export function openPreparingThread(options: PreparingOptions = {}): PreparingThread {
  const { envelopeMs = ENVELOPE_MS, leastCharacters = LEAST_CHARACTERS, idleMs = IDLE_MS } = options;
  const { worker = WORKER } = options;
  let thread: Promise<Thread> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  async function close(): Promise<void> {
    clearTimeout(idle);
    const ending = thread;
    thread = undefined;
    const open = await ending?.catch(() => undefined);
    await open?.end();
  }
  async function onThread(
    context: PreparationContext,
    texts: readonly EnvelopeText[],
  ): Promise<readonly Outcome[]> {
    clearTimeout(idle);
    thread ??= startThread(worker);
    let isLate = false;
    let timer: NodeJS.Timeout | undefined;
    try {
      const { call, end } = await thread;
      timer = setTimeout(() => {
        isLate = true;
        void end();
      }, envelopeMs);
      return (await call({ context: cloneable(context), texts })) as Outcome[];
    } catch (error) {
      thread = undefined;
      if (!isLate) throw error;
    } finally {
      clearTimeout(timer);
      idle = setTimeout(() => void close(), idleMs).unref();
    }
    return texts.length > 1
      ? inTurn(texts, (text) => onThread(context, [text]))
      : texts.map(({ line }) => refused({ line, code: "too-slow", reason: TOO_SLOW }));
  }
  return {
    // One call after the other. The thread handles one at a time, and an envelope's time starts when its call starts.
    prepareEnvelopes(context, texts) {
      if (thread === undefined && charactersOf(texts) < leastCharacters) return prepareHere(context, texts);
      const turn = last.then(() => inTurn(inGroups(texts), (some) => onThread(context, some)));
      last = turn.catch(() => undefined);
      return turn;
    },
    close,
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

/** Cuts the texts into groups that are not too long. */
function* inGroups(texts: readonly EnvelopeText[]): Generator<EnvelopeText[]> {
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
  // The caller's flags must not apply here: with --input-type, for example, no thread starts.
  const worker = new Worker(file, { execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  const { call } = await threadCalls<PreparingCall>(worker, stopped);
  return { call, end: () => worker.terminate() };
}

const stopped = (cause?: unknown): AppError =>
  new AppError("unavailable", "preparing-failed", "The thread that reads envelopes ended.", {}, cause);

/** A live keyring uses getters, which cannot be cloned to a thread. */
const cloneable = ({ keyring, ...context }: PreparationContext): PreparationContext => ({
  ...context,
  keyring: { current: keyring.current, keys: new Map(keyring.keys) },
});
