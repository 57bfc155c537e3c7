import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { AppError, isAppError } from "../lib/domain/errors.ts";
import { errorFields, type Log } from "../lib/lambda/log.ts";
import { closingServer } from "./close-server.ts";
import { COMMAND_INPUTS, type CommandName, type CommandOptions, dropNameSchema } from "./command-inputs.ts";
import type { Commands } from "./commands.ts";
import type { FolderOwner } from "./folder-lock.ts";

export const TOKEN_HEADER = "x-increator-token";

/** One line of an answer: progress, and at the end the result or the error. */
type AnswerLine =
  | { readonly progress: unknown }
  | { readonly result: unknown }
  | { readonly error: { kind: string; code: string; message: string; context: unknown } };

interface Exchange {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly progress: (value: unknown) => void;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal;
}

type Answerer = (exchange: Exchange) => Promise<unknown>;
type Command = (input: unknown, options: CommandOptions) => Promise<unknown>;

export interface CommandServer {
  /** Closes all connections, even in the middle of a command. */
  hangUp(): void;
  /** Accepts no more connections and waits for commands under way. */
  close(): Promise<void>;
}

/** Serves the commands on the data folder's socket, to users who can read the owner file. */
export async function serveCommands(
  commands: Commands,
  owner: FolderOwner,
  log: Log,
): Promise<CommandServer> {
  const calls = Object.entries(COMMAND_INPUTS).map(([name, schema]): [string, Answerer] => [
    `/${name}`,
    async ({ request, progress, signal }) => {
      const input: unknown = schema.parse(JSON.parse(await text(request)));
      return (commands[name as CommandName] as Command)(input, { onProgress: progress, signal });
    },
  ]);
  const answerers: Readonly<Record<string, Answerer>> = {
    ...Object.fromEntries(calls),
    "/drop": ({ request, url }) =>
      commands.drop(dropNameSchema.parse(Object.fromEntries(url.searchParams)), request),
  };
  // Large files are sent through here, so a request has no time limit.
  const server = createServer({ requestTimeout: 0 }, (request, response) => {
    answer(answerers, owner, request, response).catch((error: unknown) =>
      log.warn("command failed", errorFields(error)),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(owner.socket, resolve);
  });
  return {
    hangUp: () => server.closeAllConnections(),
    // Sending a file is a command under way, so it is never cut off.
    close: closingServer(server, Number.POSITIVE_INFINITY),
  };
}

async function answer(
  answerers: Readonly<Record<string, Answerer>>,
  owner: FolderOwner,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const url = new URL(request.url ?? "/", "http://socket");
  const answerer = Object.hasOwn(answerers, url.pathname) ? answerers[url.pathname] : undefined;
  if (!isToken(owner, request) || !answerer) return void response.writeHead(403).end();
  const line = (value: AnswerLine) => response.write(`${JSON.stringify(value)}\n`);
  const progress = (value: unknown) => void line({ progress: value });
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  try {
    // Some commands return nothing, and JSON would leave that out.
    line({ result: (await answerer({ request, url, progress, signal: gone.signal })) ?? null });
  } catch (error) {
    line({ error: told(error) });
    if (!isAppError(error)) throw error;
  } finally {
    response.end();
  }
}

function isToken(owner: FolderOwner, request: IncomingMessage): boolean {
  const sent = Buffer.from(String(request.headers[TOKEN_HEADER] ?? ""));
  const expected = Buffer.from(owner.token);
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

function told(error: unknown) {
  const known = isAppError(error)
    ? error
    : new AppError("unavailable", "command-failed", "The running system failed; its log tells why.");
  return { kind: known.kind, code: known.code, message: known.message, context: known.context };
}
