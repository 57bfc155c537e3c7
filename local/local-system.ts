import { AppError } from "../lib/domain/errors.ts";
import type { Log } from "../lib/lambda/log.ts";
import { localConsole } from "./console.ts";
import { developmentKey, platformKey } from "./dev-key.ts";
import { folderOwner } from "./folder-lock.ts";
import { type HttpServer, serveHttp } from "./http-server.ts";
import { ensureSample, type SampleProgress } from "./sample.ts";
import { startSchedules } from "./schedules.ts";
import { downloads, uploads } from "./signed-pages.ts";
import { type OpenSystem, openSystem } from "./system.ts";

export interface LocalSystemOptions {
  readonly dataDir: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly host?: string;
  /** Creators to generate when the folder is empty; 0 for none. */
  readonly sample: number;
  readonly log: Log;
  readonly onProgress: (progress: SampleProgress) => void;
  /** Ends a start that is waiting for its sample. */
  readonly signal: AbortSignal;
}

export interface LocalSystem {
  readonly url: string;
  readonly devKey: string;
  /** What is behind each port, as a text for people. */
  readonly parts: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * The whole system on one machine, over one data folder: HTTP, queues, notifications and schedules.
 * @throws AppError `conflict`: `folder-in-use`, `port-in-use`.
 */
export async function startLocalSystem(options: LocalSystemOptions): Promise<LocalSystem> {
  const system = await openSystem(options);
  if (!system) throw await folderInUse(options.dataDir);
  try {
    return await start(system, options);
  } catch (error) {
    await system.close();
    throw error;
  }
}

async function start(system: OpenSystem, options: LocalSystemOptions): Promise<LocalSystem> {
  const { host = "127.0.0.1", port, log } = options;
  const { services, parts } = system.composition;
  const devKey = await developmentKey(services, system.dataDir);
  // The port comes before the sample, so that a start that cannot serve does not generate for a minute first.
  const http: HttpServer = await serveHttp(system.gateway, {
    host,
    port,
    pages: [
      localConsole({ key: devKey, platform_key: await platformKey(services, system.dataDir) }, log),
      downloads(services),
      uploads(services),
    ],
  });
  try {
    await system.startWork();
    await ensureSample(system, { ...options, count: options.sample });
  } catch (error) {
    await http.close();
    throw error;
  }
  const schedules = startSchedules(services, log);
  return {
    url: `http://${host === "127.0.0.1" ? "localhost" : host}:${http.port}`,
    devKey,
    parts,
    async close() {
      await http.close();
      await schedules.stop();
      system.hangUp();
      await system.close();
    },
  };
}

async function folderInUse(dataDir: string): Promise<AppError> {
  const owner = await folderOwner(dataDir);
  const who = owner ? `process ${owner.pid}` : "another process";
  return new AppError(
    "conflict",
    "folder-in-use",
    `${dataDir} is open in ${who}. End it, or choose another folder: --data-dir`,
  );
}
