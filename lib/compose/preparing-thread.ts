import { Worker } from "node:worker_threads";
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
import type { PreparedReply, PreparingCall } from "./preparing-messages.ts";

type Outcome = PreparedEnvelope | RefusedEnvelope;

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
  let thread: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function onThread(context: PreparationContext, texts: readonly EnvelopeText[]): Promise<Outcome[]> {
    const done: Outcome[] = [];
    while (done.length < texts.length) {
      thread ??= startThread(worker);
      const rest = texts.slice(done.length);
      done.push(
        ...(await answersOf(
          thread,
          { id: done.length, context: cloneable(context), texts: rest },
          envelopeMs,
        )),
      );
      const slow = texts[done.length];
      if (slow === undefined) continue;
      await thread.terminate();
      thread = undefined;
      done.push(refused({ line: slow.line, code: "too-slow", reason: TOO_SLOW }));
    }
    return done;
  }

  return {
    // One call after the other: a thread does one at a time, and an envelope's time begins when it is taken up.
    prepareEnvelopes(context, texts) {
      if (charactersOf(texts) < leastCharacters) return prepareHere(context, texts);
      const turn = last.then(() => onThread(context, texts));
      last = turn.catch(() => {
        // What ended the thread left none behind.
        thread = undefined;
      });
      return turn;
    },
    async close() {
      await thread?.terminate();
      thread = undefined;
    },
  };
}

const TOO_SLOW = "The envelope took too long to be read.";

const charactersOf = (texts: readonly EnvelopeText[]): number =>
  texts.reduce((sum, text) => sum + ("text" in text ? text.text.length : 0), 0);

function startThread(worker: URL): Worker {
  // The caller's flags are its own: with --input-type, for one, no thread starts.
  const thread = new Worker(worker, { execArgv: [] });
  thread.unref();
  return thread;
}

/** A live keyring answers by getters, which no thread can be given. */
const cloneable = ({ keyring, ...context }: PreparationContext): PreparationContext => ({
  ...context,
  keyring: { current: keyring.current, keys: new Map(keyring.keys) },
});

/** What a thread answers until it is done, or until one envelope takes too long: then fewer than were asked. */
function answersOf(thread: Worker, call: PreparingCall, envelopeMs: number): Promise<Outcome[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome[]>();
  const done: Outcome[] = [];
  const end = (): void => {
    clearTimeout(timer);
    thread.off("message", take);
    thread.off("error", fail);
    thread.unref();
  };
  const fail = (error: unknown): void => {
    end();
    reject(
      new AppError("unavailable", "preparing-failed", "The thread that reads envelopes ended.", {}, error),
    );
  };
  const finish = (): void => {
    end();
    resolve(done);
  };
  const take = ({ id, envelope }: PreparedReply): void => {
    if (id !== call.id) return;
    done.push(withModule(envelope));
    timer.refresh();
    if (done.length === call.texts.length) finish();
  };
  const timer = setTimeout(finish, envelopeMs);
  thread.ref();
  thread.on("message", take);
  thread.on("error", fail);
  thread.postMessage(call);
  return promise;
}

function withModule(envelope: PreparedReply["envelope"]): Outcome {
  if (envelope.kind === "refused") return envelope;
  return { ...envelope, platformModule: PLATFORM_MODULES[envelope.envelope.platform] };
}
