import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { currentDeadline, withDeadline } from "../../ports/deadline.ts";
import { fullJitterMs } from "../resilience/full-jitter.ts";
import { pineconeError, pineconeRefusal } from "./pinecone-errors.ts";

/** The part of `fetch` that the SDK uses. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/**
 * Log sequence numbers of a call: the number that a write got, and the number up to which a read's answer is complete.
 * Each namespace has its own numbers: docs.pinecone.io, "Check data freshness".
 */
interface Sequence {
  written: bigint | null;
  indexed: bigint | null;
}

export interface PineconeTransport {
  /** For the SDK's configuration. */
  readonly fetchApi: Fetch;
  /** Runs one request of the SDK, translates its errors, and returns the sequence numbers that the SDK hides. */
  call<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<{ readonly value: T } & Readonly<Sequence>>;
}

/** Tries in total when the index throttles. The SDK itself reports a 429 at once. */
const PATIENT_TRIES = 4;
const BACKOFF = { baseMs: 200, maxMs: 5_000 };

export function createPineconeTransport(options: {
  readonly fetch: Fetch;
  readonly random: () => number;
}): PineconeTransport {
  const sequences = new AsyncLocalStorage<Sequence>();
  return {
    async fetchApi(url, init) {
      const response = await patientFetch(options, url, init);
      if (!response.ok) throw await pineconeRefusal(response);
      const sequence = sequences.getStore();
      if (sequence) {
        sequence.written = numberIn(response, "x-pinecone-request-lsn");
        sequence.indexed = numberIn(response, "x-pinecone-max-indexed-lsn");
      }
      return response;
    },
    async call(work, signal) {
      const sequence: Sequence = { written: null, indexed: null };
      try {
        const inSequence = () => sequences.run(sequence, work);
        const value = await (signal === undefined ? inSequence() : withDeadline(signal, inSequence));
        return { value, ...sequence };
      } catch (error) {
        throw pineconeError(error);
      }
    },
  };
}

async function patientFetch(
  options: { readonly fetch: Fetch; readonly random: () => number },
  url: string,
  init: RequestInit | undefined,
): Promise<Response> {
  const signal = currentDeadline();
  for (let attempt = 1; ; attempt += 1) {
    const response = await options.fetch(url, { ...init, ...(signal && { signal }) });
    if (response.status !== 429 || attempt === PATIENT_TRIES) return response;
    await response.body?.cancel();
    await sleep(fullJitterMs(attempt, { ...BACKOFF, random: options.random }), undefined, { signal });
  }
}

function numberIn(response: Response, header: string): bigint | null {
  const text = response.headers.get(header);
  return text !== null && /^\d+$/.test(text) ? BigInt(text) : null;
}
