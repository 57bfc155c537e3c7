import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { env } from "node:process";

/** Where `.ci/install-ferretdb.sh` puts it, or anywhere on the PATH; null when it is nowhere. */
export function ferretdbPath(): string | null {
  const cache = env.XDG_CACHE_HOME ?? join(homedir(), ".cache");
  const places = [
    ...(env.INCREATOR_FERRETDB === undefined ? [] : [env.INCREATOR_FERRETDB]),
    join(cache, "increator", "ferretdb"),
    ...(env.PATH ?? "").split(delimiter).map((folder) => join(folder, "ferretdb")),
  ];
  return places.find((place) => existsSync(place)) ?? null;
}

export interface MongoServer {
  readonly uri: string;
  close(): Promise<void>;
}

/** An empty FerretDB over SQLite files in a folder of its own. */
export async function startFerretdb(path: string): Promise<MongoServer> {
  const folder = await mkdtemp(join(tmpdir(), "increator-ferretdb-"));
  const address = `127.0.0.1:${await freePort()}`;
  const settings = [
    `--listen-addr=${address}`,
    "--handler=sqlite",
    `--sqlite-url=file:${folder}/`,
    `--state-dir=${folder}`,
    "--debug-addr=-",
    "--telemetry=disable",
    "--log-level=error",
  ];
  const server = spawn(path, settings, { stdio: ["ignore", "ignore", "inherit"] });
  return {
    uri: `mongodb://${address}/`,
    async close() {
      const gone = once(server, "exit");
      server.kill();
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Free a moment ago; FerretDB does not say which port it took. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
