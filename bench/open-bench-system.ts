import { jsonLinesLog } from "../local/json-lines-log.ts";
import { type OpenSystem, openSystem } from "../local/system.ts";

/** @throws Error if another process has the folder open. */
export async function openBenchSystem(dataDir: string): Promise<OpenSystem> {
  const system = await openSystem({ dataDir, log: jsonLinesLog(process.stderr, { level: "WARN" }) });
  if (!system) throw new Error(`${dataDir} is open in another process.`);
  return system;
}

/** Waits until the graphs hold every vector. Before that, some vectors are searched exactly. */
export async function completeIndex({ composition }: OpenSystem): Promise<void> {
  const { vectors } = composition.services;
  if ("flush" in vectors && typeof vectors.flush === "function") await vectors.flush();
}
