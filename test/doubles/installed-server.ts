import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, connect, createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";

const LISTENS_WITHIN_MS = 20_000;

/**
 * Where `.ci/install-<name>.sh` puts a program: at `$INCREATOR_<NAME>`, in the user's cache folder, or anywhere on the
 * PATH. Null if it is not installed.
 */
export function installedPath(name: string): string | null {
  const cache = env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const told = env[`INCREATOR_${name.toUpperCase().replaceAll("-", "_")}`];
  const places = [
    ...(told === undefined ? [] : [told]),
    join(cache, "increator", name),
    ...(env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)),
  ];
  return places.find((place) => existsSync(place)) ?? null;
}

export interface InstalledServer {
  /** Host and port on loopback. */
  readonly address: string;
  close(): Promise<void>;
}

/** How a program runs; by default like this process, its output thrown away and its errors shown. */
interface HowToRun {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Receives its output, errors included. */
  readonly onOutput?: (text: string) => void;
}

/**
 * Starts a program with an empty folder on a free address, and waits until something listens there. Closing
 * removes the folder.
 * @throws the last refusal when nothing listens for 20 s.
 */
export async function startInstalled(
  path: string,
  argumentsFor: (place: { readonly address: string; readonly folder: string }) => readonly string[],
  { onOutput, ...how }: HowToRun = {},
): Promise<InstalledServer> {
  const folder = await mkdtemp(join(tmpdir(), "increator-server-"));
  const address = await freeAddress();
  const stdio = onOutput ? ["ignore", "pipe", "pipe"] : ["ignore", "ignore", "inherit"];
  const server = spawn(path, argumentsFor({ address, folder }), { ...how, stdio: stdio as StdioOptions });
  for (const stream of [server.stdout, server.stderr]) stream?.on("data", (data) => onOutput?.(String(data)));
  const close = async (): Promise<void> => {
    await stop(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await listening(address);
  } catch (error) {
    await close();
    throw error;
  }
  return { address, close };
}

async function listening(address: string): Promise<void> {
  const { hostname, port } = new URL(`http://${address}`);
  for (const end = Date.now() + LISTENS_WITHIN_MS; ; await sleep(25)) {
    const socket = connect(Number(port), hostname);
    try {
      await once(socket, "connect");
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    } finally {
      socket.destroy();
    }
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.kill();
  await gone;
}

/** A loopback host and port that were free a moment ago. Not every program tells which port it took. */
export async function freeAddress(): Promise<string> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return `127.0.0.1:${(address as AddressInfo).port}`;
}
