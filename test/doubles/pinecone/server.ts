import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Answer, createDataPlane, type PineconeRequest, refusal } from "./data-plane.ts";

export interface PineconeDoubleOptions {
  readonly dimensions: number;
  readonly apiKey?: string;
  /** Reads of a namespace before a write to it shows. Default 0: at once. */
  readonly lagReads?: number;
  /** "namespaces per index": 100 on the smallest plan. */
  readonly namespacesMax?: number;
}

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly bytes: number;
  readonly apiVersion: string;
  readonly body: unknown;
}

export interface PineconeDouble {
  readonly host: string;
  readonly requests: readonly SeenRequest[];
  /** Answers the next requests so, whatever they ask, such as 429 or 503; 0 breaks the connection. */
  answerNext(times: number, status: number): void;
  close(): Promise<void>;
}

/** Speaks the HTTP of Pinecone's data plane as far as the adapter does, on a loopback port. */
export async function startPineconeDouble(options: PineconeDoubleOptions): Promise<PineconeDouble> {
  const { apiKey = "test-key", lagReads = 0, namespacesMax = 100 } = options;
  const answer = createDataPlane({ dimensions: options.dimensions, lagReads, namespacesMax });
  const requests: SeenRequest[] = [];
  const planned: number[] = [];
  const server = createServer(async (request, response) => {
    const asked = await readRequest(request);
    requests.push(asked.seen);
    const status = planned.shift();
    if (status === 0) {
      request.socket.destroy();
      return;
    }
    const { body, headers = {}, ...told } = answerOf(asked, status, apiKey, answer);
    response.writeHead(told.status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `http://127.0.0.1:${port}`,
    requests,
    answerNext(times, status) {
      planned.push(...new Array<number>(times).fill(status));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface AskedRequest {
  readonly seen: SeenRequest;
  readonly request: PineconeRequest;
  readonly apiKey: string | undefined;
}

async function readRequest(incoming: IncomingMessage): Promise<AskedRequest> {
  const bytes = await buffer(incoming);
  const url = new URL(incoming.url ?? "/", "http://index");
  const body: unknown = bytes.length === 0 ? {} : JSON.parse(bytes.toString("utf8"));
  const method = incoming.method ?? "GET";
  return {
    apiKey: header(incoming, "api-key"),
    request: {
      route: `${method} ${url.pathname}`,
      query: url.searchParams,
      body,
      bytes: bytes.length,
      addressLength: incoming.url?.length ?? 0,
    },
    seen: {
      method,
      path: url.pathname,
      bytes: bytes.length,
      apiVersion: header(incoming, "x-pinecone-api-version") ?? "",
      body,
    },
  };
}

const header = (incoming: IncomingMessage, name: string): string | undefined => {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

function answerOf(
  asked: AskedRequest,
  planned: number | undefined,
  apiKey: string,
  answer: (request: PineconeRequest) => Answer,
): Answer {
  if (planned === 429)
    return refusal(429, 8, "Request failed. You've reached the max read or write requests per second.");
  if (planned !== undefined) return refusal(planned, 14, "The service is unavailable.");
  if (asked.apiKey !== apiKey) return { status: 401, body: "Invalid API Key" };
  return answer(asked.request);
}
