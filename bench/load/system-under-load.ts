import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { tenantIdSchema } from "../../lib/domain/ids.ts";
import { remoteCommands } from "../../local/command-client.ts";
import type { Commands } from "../../local/commands.ts";
import { folderOwner } from "../../local/folder-lock.ts";
import { NODE_FLAGS } from "../run-phase.ts";

/** The whole system in its own process, as `npm start` runs it. */
export interface SystemUnderLoad {
  readonly port: number;
  readonly commands: Commands;
  /** Megabytes (of 1,000,000 bytes) of main memory that the process uses now. */
  memoryMb(): number;
  /**
   * Milliseconds of processor time that each thread has used, by thread id. Empty if the operating system does not
   * report it (not Linux).
   */
  threadsMs(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/** @throws Error if the process ends before it is ready. */
export async function startSystem(
  dataDir: string,
  nodeFlags: readonly string[] = [],
): Promise<SystemUnderLoad> {
  const main = fileURLToPath(new URL("../../local/main.ts", import.meta.url));
  const args = [...NODE_FLAGS, ...nodeFlags, main, "--data-dir", dataDir, "--port", "0", "--sample", "none"];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const port = await portOf(child);
  const owner = await folderOwner(dataDir);
  if (!owner) throw new Error("The system does not say where it takes commands.");
  return {
    port,
    commands: remoteCommands(owner),
    memoryMb: () => residentMb(child),
    threadsMs: () => threadTimes(child),
    async close() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function portOf({ stdout }: ChildProcess): Promise<number> {
  if (!stdout) throw new Error("The system has no output.");
  for await (const line of createInterface({ input: stdout })) {
    const [, port] = /^InCreator is up\. Open \S+:(\d+)/.exec(line) ?? [];
    if (port === undefined) continue;
    stdout.resume();
    return Number(port);
  }
  throw new Error("The system did not start.");
}

function residentMb({ pid }: ChildProcess): number {
  const { stdout } = spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return (Number(stdout) * 1_024) / 1e6;
}

/**
 * Sums the 14th and 15th field of a thread's `stat`, in hundredths of a second: proc(5). A thread's name may contain
 * spaces.
 */
function threadTimes({ pid }: ChildProcess): Map<string, number> {
  const folder = `/proc/${pid}/task`;
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder).map((thread) => {
      const [, rest = ""] = readFileSync(join(folder, thread, "stat"), "utf8").split(") ");
      const [user, system] = rest.split(" ").slice(11, 13).map(Number);
      return [thread, ((user ?? 0) + (system ?? 0)) * 10];
    }),
  );
}

const SETTLE_MS = 200;

/** Waits until no queue holds a visible or received message: after a start every job of the clock is due. */
export async function untilSettled({ commands }: SystemUnderLoad): Promise<void> {
  for (;;) {
    const { queues } = await commands.status();
    const left = queues.reduce((sum, { visible, in_flight }) => sum + visible + in_flight, 0);
    if (left === 0) return;
    await sleep(SETTLE_MS);
  }
}

/** A new tenant's key, without limits unless a plan is named. */
export async function tenantWithKey(
  { commands }: SystemUnderLoad,
  name: string,
  plan: "unlimited" | "free" = "unlimited",
): Promise<string> {
  const tenant = tenantIdSchema.parse(name);
  const { secret } = await commands.access({
    ...{ action: "create-key", tenant, name: "bench", roles: ["viewer"] },
    ...{ subscribes_shared: false, expires_days: null },
  });
  await commands.access({ action: "set-plan", tenant, plan });
  if (secret === null) throw new Error("A new key came without its secret.");
  return secret;
}
