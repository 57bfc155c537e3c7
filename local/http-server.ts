import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { APIGatewayProxyResult } from "aws-lambda";
import { problemOf } from "../lib/domain/api/problem.ts";
import { AppError, isAppError } from "../lib/domain/errors.ts";
import { problemAnswer } from "../lib/lambda/http-answer.ts";
import { BODY_MAX_BYTES } from "../lib/lambda/http-input.ts";
import { closingServer } from "./close-server.ts";
import type { Gateway } from "./gateway.ts";

/** Slower senders are cut off. A search has only a few hundred bytes. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Above the usual 60 s of proxies and browsers, so that they end an idle connection before we do. */
const KEEP_ALIVE_MS = 65_000;

/** Each connection gets at most four refusals per second. */
const REFUSAL_MS = 250;

export interface HttpServer {
  readonly port: number;
  /** Accepts no more connections, lets answers under way finish, then closes. */
  close(): Promise<void>;
}

/** Answers requests outside the API. Returns false if the request is not for this page. */
export type Page = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Serves the gateway, and pages in front of it, over HTTP/1.1.
 * @throws AppError `conflict`, code `port-in-use`; `invalid`, code `bad-host`.
 */
export async function serveHttp(
  gateway: Gateway,
  options: { readonly host: string; readonly port: number; readonly pages?: readonly Page[] },
): Promise<HttpServer> {
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => {
      const isPage = options.pages?.some((page) => page(request, response)) ?? false;
      if (!isPage) void serve(gateway, request, response);
    },
  );
  server.on("clientError", refuseConnection);
  const close = closingServer(server);
  const port = await listen(server, options);
  return { port, close };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, host, port)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenError(error: Error, host: string, port: number): Error {
  const code = "code" in error ? String(error.code) : "";
  if (NO_HOST.has(code)) {
    const message = `This machine has no address ${host}. Choose another: --host 127.0.0.1, or 0.0.0.0 for all of its addresses.`;
    return new AppError("invalid", "bad-host", message, { host }, error);
  }
  if (code !== "EADDRINUSE" && code !== "EACCES") return error;
  const why = code === "EACCES" ? "may not be used by this account" : "is in use by another program";
  const message = `Port ${port} ${why}. Choose another: --port ${port + 1}`;
  return new AppError("conflict", "port-in-use", message, { port }, error);
}

/** Not an address of this machine, and a name that resolves to none. */
const NO_HOST: ReadonlySet<string> = new Set(["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN", "EINVAL"]);

async function serve(gateway: Gateway, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const head = {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    headers: headersOf(request),
    sourceIp: request.socket.remoteAddress ?? "",
    requestId,
  };
  const body = await readBody(request).catch((error: unknown) => error);
  // A sender that broke off hears no answer.
  if (!Buffer.isBuffer(body) && !isAppError(body)) return void response.destroy();
  const answer = Buffer.isBuffer(body)
    ? await gateway.handle({ ...head, body })
    : await gateway.refuse(head, body);
  // A client that retries at once in spite of refusals must not use up this machine's time.
  if (answer.statusCode === 429) await sleep(REFUSAL_MS);
  write(response, request.method ?? "GET", answer);
}

function write(response: ServerResponse, method: string, answer: APIGatewayProxyResult): void {
  const body = Buffer.from(answer.body, answer.isBase64Encoded ? "base64" : "utf8");
  const headers = Object.fromEntries(
    Object.entries(answer.headers ?? {}).map(([name, value]) => [name, String(value)]),
  );
  // Node would read the rest of an unread body as the connection's next request.
  const closes = answer.statusCode === 413 ? { connection: "close" } : {};
  const length = answer.statusCode === 204 ? {} : { "content-length": body.length };
  response.writeHead(answer.statusCode, { ...headers, ...closes, ...length });
  response.end(method === "HEAD" ? undefined : body);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (): AppError =>
  new AppError("invalid", "body-too-large", `A body may have ${BODY_MAX_BYTES} bytes.`);

const headersOf = (request: IncomingMessage): Record<string, string[]> =>
  Object.fromEntries(Object.entries(request.headersDistinct).map(([name, values]) => [name, values ?? []]));

/** A request that is not HTTP is answered on the bare socket. */
function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const problem = problemOf(connectionError(error.code), randomUUID());
  const { body } = problemAnswer(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ""}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

function connectionError(code: string | undefined): AppError {
  if (code === "HPE_HEADER_OVERFLOW")
    return new AppError("invalid", "headers-too-large", "The request's header fields are too large.");
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return new AppError("invalid", "request-timeout", "The request did not come whole in time.");
  return new AppError("invalid", "bad-http", "This is not a well-formed HTTP request.");
}
