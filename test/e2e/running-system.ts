import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { remoteCommands } from "../../local/command-client.ts";
import type { FollowResult } from "../../local/commands.ts";
import { folderOwner } from "../../local/folder-lock.ts";
import { type LocalSystem, startLocalSystem } from "../../local/local-system.ts";
import { ndjson } from "./envelopes.ts";

/** A folder that is removed after the test. */
export async function temporaryFolder(): Promise<{ path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "increator-e2e-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const start = (
  dataDir: string,
  options: Partial<Parameters<typeof startLocalSystem>[0]> = {},
): Promise<LocalSystem> =>
  startLocalSystem({
    dataDir,
    port: 0,
    sample: 0,
    log: silentLog,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...options,
  });

/** Takes envelopes in through the folder's socket, as the command line does, and waits until they can be found. */
export async function ingest(dataDir: string, envelopes: readonly object[]): Promise<FollowResult> {
  const owner = await folderOwner(dataDir);
  if (!owner) throw new Error("Nobody has the folder open.");
  const commands = remoteCommands(owner);
  const name = { tenant: LOCAL_TENANT, name: "test.ndjson" };
  const dropped = await commands.drop(name, Readable.from([ndjson(envelopes)]));
  return commands.follow([dropped], { onProgress: () => undefined, signal: new AbortController().signal });
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests, which then check what they find
  readonly body: any;
}

/** Asks the HTTP API with the development key, unless other headers are given. */
export async function ask(
  { url, devKey }: Pick<LocalSystem, "url" | "devKey">,
  path: string,
  init: RequestInit = {},
): Promise<Answer> {
  const response = await fetch(url + path, { ...init, headers: init.headers ?? { "x-api-key": devKey } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
}

export const post = (
  system: Pick<LocalSystem, "url" | "devKey">,
  path: string,
  body: unknown,
): Promise<Answer> =>
  ask(system, path, {
    method: "POST",
    headers: { "x-api-key": system.devKey, "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
