import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { NODE_FLAGS } from "./run-phase.ts";

/** Milliseconds from starting the process to the first 200 of /health: the wait of a user of `npm start`. */
export async function measureStart(dataDir: string): Promise<number> {
  const port = await freePort();
  const main = fileURLToPath(new URL("../local/main.ts", import.meta.url));
  const args = [main, "--port", String(port), "--data-dir", dataDir, "--sample", "none"];
  const started = performance.now();
  const child = spawn(process.execPath, [...NODE_FLAGS, ...args], { stdio: ["ignore", "ignore", "inherit"] });
  try {
    await untilHealthy(child, `http://127.0.0.1:${port}/health`);
    return performance.now() - started;
  } finally {
    child.kill("SIGTERM");
    if (isRunning(child)) await new Promise((resolve) => child.once("exit", resolve));
  }
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;

/** After this time a start has failed, even on a busy machine. */
const PATIENCE_MS = 300_000;

async function untilHealthy(child: ChildProcess, url: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (isRunning(child) && performance.now() < deadline) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 200) return;
    await sleep(20);
  }
  throw new Error("The system did not become ready.");
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
