import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether a Redis can be started here. `.ci/install-redis.sh` installs one. */
export function hasRedisServer(): boolean {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export interface RedisProcess {
  /** Path of its socket. There is no port, so tests cannot collide. */
  readonly socket: string;
  close(): Promise<void>;
}

/** An empty Redis that keeps nothing on disk. */
export async function startRedis(): Promise<RedisProcess> {
  const folder = await mkdtemp(join(tmpdir(), "increator-redis-"));
  const socket = join(folder, "redis.sock");
  const settings = [
    "--port",
    "0",
    "--unixsocket",
    socket,
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    folder,
  ];
  const server = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  // Continue to read after the awaited line, because a full pipe would stop the server.
  await new Promise<void>((resolve, reject) => {
    server.stdout.on("data", (chunk) => {
      if (/ready to accept connections/i.test(String(chunk))) resolve();
    });
    server.once("exit", () => reject(new Error("redis-server ended before it was ready.")));
  });
  return {
    socket,
    async close() {
      const gone = once(server, "exit");
      server.kill();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
