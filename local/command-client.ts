import { request as httpRequest, type IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { AppError, ERROR_KINDS } from "../lib/domain/errors.ts";
import { COMMAND_INPUTS, type CommandOptions, type DropName } from "./command-inputs.ts";
import { TOKEN_HEADER } from "./command-server.ts";
import type { Commands } from "./commands.ts";
import type { FolderOwner } from "./folder-lock.ts";

const lineSchema = z.union([
  z.object({ progress: z.unknown() }),
  z.object({ result: z.unknown() }),
  z.object({
    error: z.object({
      kind: z.enum(ERROR_KINDS),
      code: z.string(),
      message: z.string(),
      context: z.record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
      ),
    }),
  }),
]);

/**
 * The commands of the process that has a data folder open. Its answers are not validated: the same code makes them, and
 * the folder's token proves that it is the folder's own process.
 */
export function remoteCommands(owner: FolderOwner): Commands {
  const calls = Object.keys(COMMAND_INPUTS).map((name) => [
    name,
    (input: unknown = null, options: Partial<CommandOptions> = {}) =>
      call(owner, `/${name}`, Readable.from([JSON.stringify(input)]), options),
  ]);
  const drop = ({ tenant, name }: DropName, body: Readable) =>
    call(owner, `/drop?${new URLSearchParams({ tenant, name })}`, body);
  return { ...Object.fromEntries(calls), drop } as Commands;
}

/** Whether the process answers on its socket; false if no one listens (any more, or yet). */
export function isAnswering({ socket }: FolderOwner): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = httpRequest({ socketPath: socket, path: "/", method: "HEAD" }, (response) => {
      response.resume();
      resolve(true);
    });
    probe.on("error", () => resolve(false)).end();
  });
}

async function call(
  owner: FolderOwner,
  path: string,
  body: Readable,
  { onProgress, signal }: Partial<CommandOptions> = {},
): Promise<unknown> {
  const answer = await send(owner, path, body, signal);
  for await (const line of createInterface({ input: answer })) {
    const parsed = lineSchema.parse(JSON.parse(line));
    if ("result" in parsed) return parsed.result;
    if ("error" in parsed) {
      const { kind, code, message, context } = parsed.error;
      throw new AppError(kind, code, message, context);
    }
    onProgress?.(parsed.progress);
  }
  throw lost();
}

function send(
  owner: FolderOwner,
  path: string,
  body: Readable,
  signal?: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      socketPath: owner.socket,
      path,
      method: "POST",
      headers: { [TOKEN_HEADER]: owner.token },
      ...(signal && { signal }),
    });
    request.on("response", resolve);
    request.on("error", (cause) => reject(lost(cause)));
    pipeline(body, request).catch((cause: unknown) => reject(lost(cause)));
  });
}

const lost = (cause?: unknown): AppError =>
  new AppError(
    "unavailable",
    "system-gone",
    "The system that had the data folder open has ended. Run the command again.",
    {},
    cause,
  );
