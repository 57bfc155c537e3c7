import { installedPath, startInstalled } from "../installed-server.ts";

/** Null if `.ci/install-ferretdb.sh` did not run. */
export const ferretdbPath = (): string | null => installedPath("ferretdb");

export interface MongoServer {
  readonly uri: string;
  close(): Promise<void>;
}

/** An empty FerretDB over SQLite files in a new folder. */
export async function startFerretdb(path: string): Promise<MongoServer> {
  const { address, close } = await startInstalled(path, ({ address, folder }) => [
    `--listen-addr=${address}`,
    "--handler=sqlite",
    `--sqlite-url=file:${folder}/`,
    `--state-dir=${folder}`,
    "--debug-addr=-",
    "--telemetry=disable",
    "--log-level=error",
  ]);
  return { uri: `mongodb://${address}/`, close };
}
