import type { Redis } from "@upstash/redis";
import { z } from "zod";
import { isAppError } from "../../domain/errors.ts";
import { cacheError, cacheErrorOf } from "./upstash-errors.ts";

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
      throw isAppError(error) ? error : cacheError("unavailable", "cache-answer-unreadable");
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
  if (error !== undefined) throw cacheErrorOf(error);
  const parsed = answer.safeParse(result);
  if (!parsed.success) throw cacheError("unavailable", "cache-answer-unreadable");
  return parsed.data;
}
