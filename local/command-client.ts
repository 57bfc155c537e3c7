import { request as httpRequest, type IncomingMessage } from "node:http";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { accessAnswerSchema } from "../lib/access/manage-access.ts";
import { crawlProgressSchema } from "../lib/crawl/crawl-progress.ts";
import { targetPageSchema } from "../lib/crawl/list-targets.ts";
import { crawlReportSchema } from "../lib/crawl/run-crawl.ts";
import { AppError } from "../lib/domain/errors.ts";
import { suggestionReportSchema } from "../lib/domain/identity-matching/suggestion.ts";
import { identitySchema } from "../lib/domain/records.ts";
import { backupProgressSchema } from "./backup-commands.ts";
import { TOKEN_HEADER } from "./command-server.ts";
import {
  apiAnswerSchema,
  type Commands,
  droppedSchema,
  followProgressSchema,
  followResultSchema,
  systemStatusSchema,
} from "./commands.ts";
import type { FolderOwner } from "./folder-lock.ts";
import { keyringAnswerSchema } from "./keyring-commands.ts";
import { runbookAnswerSchema } from "./runbook-command.ts";
import { addedTargetsSchema } from "./target-commands.ts";

const lineSchema = z.union([
  z.object({ progress: z.unknown() }),
  z.object({ result: z.unknown() }),
  z.object({
    error: z.object({
      kind: z.enum([
        "invalid",
        "unauthenticated",
        "forbidden",
        "not-found",
        "conflict",
        "rate-limited",
        "unavailable",
      ]),
      code: z.string(),
      message: z.string(),
      context: z.record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
      ),
    }),
  }),
]);

interface Call {
  readonly path: string;
  readonly body: Readable;
  readonly onProgress?: (progress: unknown) => void;
  readonly signal?: AbortSignal;
}

/** The commands of the process that has a data folder open. */
export function remoteCommands(owner: FolderOwner): Commands {
  const ask = (path: string, input: unknown, rest: Pick<Call, "onProgress" | "signal"> = {}) =>
    call(owner, { path, body: Readable.from([JSON.stringify(input ?? null)]), ...rest });
  return {
    request: async (request) => apiAnswerSchema.parse(await ask("/request", request)),
    drop: async (name, body) =>
      droppedSchema.parse(await call(owner, { path: `/drop?${new URLSearchParams(name)}`, body })),
    follow: async (dropped, { onProgress, signal }) =>
      followResultSchema.parse(
        await ask("/follow", dropped, {
          onProgress: (progress) => onProgress(followProgressSchema.parse(progress)),
          signal,
        }),
      ),
    invoke: (request) => ask("/invoke", request),
    decideIdentity: async (request) => identitySchema.nullable().parse(await ask("/identity", request)),
    suggestIdentities: async (request) =>
      suggestionReportSchema.parse(await ask("/identity/suggest", request)),
    crawl: async (request, { onProgress, signal }) =>
      crawlReportSchema.parse(
        await ask("/crawl", request, {
          onProgress: (progress) => onProgress(crawlProgressSchema.parse(progress)),
          signal,
        }),
      ),
    addTargets: async (request) => addedTargetsSchema.parse(await ask("/targets/add", request)),
    listTargets: async (request) => targetPageSchema.parse(await ask("/targets/list", request)),
    removeTargets: async (request) => z.number().parse(await ask("/targets/remove", request)),
    access: async (request) => accessAnswerSchema.parse(await ask("/access", request)),
    keyring: async (request) => keyringAnswerSchema.parse(await ask("/keyring", request)),
    backup: (request, { onProgress, signal }) =>
      ask("/backup", request, {
        onProgress: (progress) => onProgress(backupProgressSchema.parse(progress)),
        signal,
      }),
    runbook: async (request) => runbookAnswerSchema.parse(await ask("/runbook", request)),
    status: async () => systemStatusSchema.parse(await ask("/status", null)),
  };
}

/** Whether somebody answers there; false when nobody listens (any more, or yet). */
export function isAnswering({ socket }: FolderOwner): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = httpRequest({ socketPath: socket, path: "/", method: "HEAD" }, (response) => {
      response.resume();
      resolve(true);
    });
    probe.on("error", () => resolve(false)).end();
  });
}

async function call(owner: FolderOwner, { path, body, onProgress, signal }: Call): Promise<unknown> {
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
