import type { Redis } from "@upstash/redis";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";

type Pipeline = ReturnType<Redis["pipeline"]>;

/** Adds one command to the open round trip. Returns its checked answer. */
export type Ask = <T>(answer: z.ZodType<T>, add: (pipeline: Pipeline) => unknown) => Promise<T>;

interface RoundTrip {
  readonly pipeline: Pipeline;
  readonly answers: Promise<unknown[]>;
  commands: number;
}

/** Far below the limit of 10 MB per request, at the size of our pages. */
const COMMANDS_MAX = 100;

/**
 * Collects the calls in one turn of the event loop into one pipeline. The SDK's own auto-pipelining sends reads and
 * writes separately, but a search reads its page and counts against a rate limit at the same time.
 */
export function createRoundTrips(redis: Redis): Ask {
  let open: RoundTrip | null = null;
  const begin = (): RoundTrip => {
    const pipeline = redis.pipeline();
    const answers = turnEnds().then(() => {
      if (open === begun) open = null;
      return pipeline.exec<unknown[]>({ keepErrors: true });
    });
    const begun = { pipeline, answers, commands: 0 };
    return begun;
  };

  return async (answer, add) => {
    const trip: RoundTrip = open ?? begin();
    open = trip;
    const place = trip.commands;
    trip.commands += 1;
    add(trip.pipeline);
    if (trip.commands === COMMANDS_MAX) open = null;
    const answers = await trip.answers.catch((error: unknown) => {
      throw translated(error);
    });
    return read(answer, answers[place]);
  };
}

const turnEnds = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const replySchema = z.object({ result: z.unknown(), error: z.string().optional() });

function read<T>(answer: z.ZodType<T>, reply: unknown): T {
  const { result, error } = replySchema.parse(reply ?? { error: "ERR no reply" });
  if (error !== undefined) throw errorOf(error);
  const parsed = answer.safeParse(result);
  if (!parsed.success) throw cacheError("unavailable", "cache-answer-unreadable");
  return parsed.data;
}

/**
 * The SDK puts the command, with its keys and values, into its messages. None of that is passed on, neither as a cause
 * nor in a code.
 */
function translated(error: unknown): AppError {
  const [message = ""] = error instanceof Error ? error.message.split(", command was: ") : [];
  if (error instanceof Error && error.name === "TimeoutError") {
    return cacheError("unavailable", "cache-timed-out");
  }
  return errorOf(message);
}

/** Texts of the service: `troubleshooting` of the Upstash documentation. */
function errorOf(message: string): AppError {
  if (message.startsWith("WRONGTYPE")) return cacheError("conflict", "cache-key-of-another-kind");
  // Not `invalid`: a cache need not hold anything, so callers continue without it.
  if (/max \w+ size exceeded/i.test(message)) return cacheError("unavailable", "cache-too-large");
  if (/max (daily )?requests? limit/i.test(message)) return cacheError("rate-limited", "cache-rate-limited");
  if (/unauthorized|WRONGPASS|NOPERM/i.test(message)) {
    return cacheError("unavailable", "cache-credentials-refused");
  }
  if (/capacity quota/i.test(message)) return cacheError("unavailable", "cache-full");
  return cacheError("unavailable", "cache-unavailable");
}

const MESSAGES = {
  "cache-timed-out": "The cache did not answer in time.",
  "cache-key-of-another-kind": "The cache key holds another kind of value.",
  "cache-too-large": "The cache takes no entry or request of this size.",
  "cache-rate-limited": "The cache has taken all the requests it takes for now.",
  "cache-credentials-refused": "The cache refuses the token that it was given.",
  "cache-full": "The cache is full and evicts nothing.",
  "cache-answer-unreadable": "The cache answered in a shape that is not known.",
  "cache-unavailable": "The cache does not answer.",
} as const;

const cacheError = (kind: AppError["kind"], code: keyof typeof MESSAGES): AppError =>
  new AppError(kind, code, MESSAGES[code]);
