import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import { z } from "zod";
import type { Cache } from "../../ports/cache.ts";
import { upstashRequests } from "./upstash-requests.ts";
import { createRoundTrips } from "./upstash-round-trips.ts";
import { ADD_MEMBERS, INCREMENT, MEMBERS, TAKE_TOKENS } from "./upstash-scripts.ts";

/** Waiting longer for a cache is not worth it. */
const TIMEOUT_MS = 150;
/** The first round trip of a process also opens the connection, while other parts start too. */
const FIRST_TIMEOUT_MS = 500;

export interface UpstashCacheOptions {
  readonly url: string;
  readonly token: string;
  /** Milliseconds for a round trip with its retry. The first one has at least half a second. */
  readonly timeoutMs?: number;
}

const texts = z.array(z.string().nullable());
const takenSchema = z.tuple([z.number(), z.number(), z.number()]);

/**
 * The cache in Upstash Redis over REST. Calls in one turn of the event loop share one round trip. Atomic operations
 * are scripts that use Redis's clock, so the clocks of Lambdas need not agree.
 */
export function createUpstashCache({ url, token, timeoutMs = TIMEOUT_MS }: UpstashCacheOptions): Cache {
  let isFirst = true;
  const patience = (): number => {
    const patient = isFirst ? Math.max(timeoutMs, FIRST_TIMEOUT_MS) : timeoutMs;
    isFirst = false;
    return patient;
  };
  // Values must come back as they were stored.
  const redis = new Redis({ url, token, automaticDeserialization: false, enableTelemetry: false });
  redis.use(upstashRequests({ url, token, patienceMs: patience }));
  const ask = createRoundTrips(redis);

  return {
    async getMany(keys) {
      return keys.length === 0 ? [] : ask(texts, (pipeline) => pipeline.mget(...keys));
    },
    async set(key, value, { ttlSeconds }) {
      await ask(z.unknown(), (pipeline) => pipeline.set(key, value, { px: milliseconds(ttlSeconds) }));
    },
    async delete(keys) {
      if (keys.length > 0) await ask(z.unknown(), (pipeline) => pipeline.del(...keys));
    },
    increment: (key, by, { ttlSeconds }) =>
      ask(z.number(), (pipeline) =>
        pipeline.eval(INCREMENT, [key, callKey()], [by, milliseconds(ttlSeconds)]),
      ),
    async addMembers(key, members, { ttlSeconds, keep = 0 }) {
      if (members.length === 0) return;
      const parameters = [milliseconds(ttlSeconds), keep, ...members];
      await ask(z.unknown(), (pipeline) => pipeline.eval(ADD_MEMBERS, [key], parameters));
    },
    members: (key) => ask(z.array(z.string()), (pipeline) => pipeline.eval(MEMBERS, [key], [])),
    async takeTokens(bucket, { capacity, refillPerSecond, tokens }) {
      const parameters = [capacity, refillPerSecond, tokens];
      const [granted, remaining, retryAfterMs] = await ask(takenSchema, (pipeline) =>
        pipeline.eval(TAKE_TOKENS, [bucket, callKey()], parameters),
      );
      return { granted: granted === 1, remaining, retryAfterMs };
    },
  };
}

/** Names one call, so that its repetition is recognised. */
const callKey = (): string => `call:${randomUUID()}`;

/** At least one, because Redis refuses an expiry of zero. */
const milliseconds = (seconds: number): number => Math.max(1, Math.round(seconds * 1_000));
