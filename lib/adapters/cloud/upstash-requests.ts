import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { UpstashRequest } from "@upstash/redis";
import { isAppError } from "../../domain/errors.ts";
import { cacheError, cacheErrorOf } from "./upstash-errors.ts";

export interface UpstashRequestOptions {
  readonly url: string;
  readonly token: string;
  /** Milliseconds that the next request may take, with its retry. */
  readonly patienceMs: () => number;
}

const RETRIES = 1;
const RETRY_AFTER_MS = 10;

/**
 * Sends the SDK's requests through Node's own HTTP. The SDK calls `fetch`, whose first call loads a whole HTTP client:
 * a sixth of a cold start's answer from the cache (docs/BENCH.md).
 * @throws AppError on each failure. It names no command, key or value.
 */
export function upstashRequests({ url, token, patienceMs }: UpstashRequestOptions) {
  const { Agent, request } = url.startsWith("https:") ? https : http;
  const agent = new Agent({ keepAlive: true });
  // With it a read sees the writes before it, whichever replica answers.
  let syncToken = "";

  const send = (path: string, body: string, signal: AbortSignal): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "upstash-sync-token": syncToken,
      };
      request(`${url.replace(/\/$/, "")}/${path}`, { method: "POST", agent, headers, signal })
        .on("error", reject)
        .on("response", (response) => {
          syncToken = String(response.headers["upstash-sync-token"] ?? "");
          text(response)
            .then((answer) => resolve(read(response.statusCode, answer)))
            .catch(reject);
        })
        .end(body);
    });

  return async ({ path = [], body }: UpstashRequest) => {
    const signal = AbortSignal.timeout(patienceMs());
    for (let tries = 0; ; tries += 1) {
      try {
        return (await send(path.join("/"), JSON.stringify(body), signal)) as object;
      } catch (error) {
        if (signal.aborted) throw cacheError("unavailable", "cache-timed-out");
        if (isAppError(error)) throw error;
        // In practice a call fails because the other side closed the connection while the Lambda was frozen. An answer
        // may be lost too, so every command may be repeated.
        if (tries === RETRIES) throw cacheError("unavailable", "cache-unavailable");
        await sleep(RETRY_AFTER_MS);
      }
    }
  };
}

/** @throws AppError for what the service refuses; SyntaxError if the answer is not JSON. */
function read(status: number | undefined, answer: string): unknown {
  const reply: unknown = JSON.parse(answer);
  if (status === 200) return reply;
  throw cacheErrorOf(String((reply as { error?: unknown } | null)?.error));
}
