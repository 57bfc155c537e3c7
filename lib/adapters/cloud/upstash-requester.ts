import { type ClientRequest, request as requestInClear } from "node:http";
import { request as requestSecurely } from "node:https";
import type { Requester, UpstashRequest, UpstashResponse } from "@upstash/redis";

export interface UpstashRequesterOptions {
  readonly url: string;
  readonly token: string;
  /** Milliseconds that the next round trip, with its retry, may take. */
  readonly patienceMs: () => number;
}

/** Once: what fails in practice is a connection that the other side closed while the Lambda was frozen. */
const RETRIES = 1;
const RETRY_AFTER_MS = 10;

/** Says which writes this client has seen, so that a read of a replica waits for them: Upstash's read your writes. */
const SYNC_TOKEN = "upstash-sync-token";

interface Reply {
  readonly status: number;
  readonly syncToken: string;
  readonly text: string;
}

/**
 * Carries the SDK's commands over Node's own HTTP client. The SDK's carrier is `fetch`, whose first use loads for
 * thirty milliseconds: more than all else that an answer from the cache needs of a new process.
 */
export function createUpstashRequester({ url, token, patienceMs }: UpstashRequesterOptions): Requester {
  const base = url.replace(/\/$/, "");
  const send = (path: readonly string[], body: string, signal: AbortSignal): Promise<Reply> =>
    post([base, ...path].join("/"), body, {
      signal,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        [SYNC_TOKEN]: requester.upstashSyncToken ?? "",
      },
    });

  const requester: Requester = {
    readYourWrites: true,
    upstashSyncToken: "",
    async request<T>({ path = [], body }: UpstashRequest): Promise<UpstashResponse<T>> {
      const signal = AbortSignal.timeout(patienceMs());
      const reply = await withRetry(() => send(path, JSON.stringify(body), signal), signal);
      requester.upstashSyncToken = reply.syncToken;
      const answer = JSON.parse(reply.text);
      if (reply.status !== 200) throw new Error(String(answer?.error));
      return answer;
    },
  };
  return requester;
}

/** What did not come to an answer is tried again, for as long as there is patience. */
async function withRetry<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await attempt();
    } catch (error) {
      // The reason is named TimeoutError; what the client makes of it is not.
      signal.throwIfAborted();
      if (retry === RETRIES) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, RETRY_AFTER_MS);
      });
    }
  }
}

function post(
  url: string,
  body: string,
  options: { readonly headers: Record<string, string | number>; readonly signal: AbortSignal },
): Promise<Reply> {
  const request = url.startsWith("https:") ? requestSecurely : requestInClear;
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request(url, { ...options, method: "POST" }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => void chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          syncToken: String(response.headers[SYNC_TOKEN] ?? ""),
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
