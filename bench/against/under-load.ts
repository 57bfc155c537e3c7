import { askOver, createClient, distinct, type LoadFindings } from "../load/clients.ts";
import { AHEAD_MS } from "../load/phases.ts";
import { startSystem, tenantWithKey } from "../load/system-under-load.ts";
import type { EngineProcess, PeerQuery } from "./engine.ts";

export const CONNECTIONS = 50;
const MEASURED_SECONDS = 10;

/** Measures a peer behind its minimal HTTP server over many parallel connections; null if it has no server. */
export async function peerUnderLoad(
  engine: EngineProcess,
  queries: readonly PeerQuery[],
): Promise<LoadFindings | null> {
  const port = await engine.listen();
  const next = distinct(queries);
  return port === null ? null : load({ port, key: "", nextBody: () => JSON.stringify(next()) });
}

/**
 * Measures our whole system over HTTP, with keys, limits and logs. It gets the same questions and runs whole searches.
 */
export async function systemUnderLoad(dataDir: string, queries: readonly PeerQuery[]): Promise<LoadFindings> {
  const system = await startSystem(dataDir);
  try {
    const key = await tenantWithKey(system, "local");
    const next = distinct(queries);
    const nextBody = () => {
      const { text, filters, limit } = next();
      return JSON.stringify({ query: text, filters, limit });
    };
    return await load({ port: system.port, key, nextBody });
  } finally {
    await system.close();
  }
}

async function load(options: Parameters<typeof createClient>[0]): Promise<LoadFindings> {
  const ahead = createClient(options);
  await askOver(ahead, CONNECTIONS, AbortSignal.timeout(AHEAD_MS));
  ahead.close();
  const client = createClient(options);
  await askOver(client, CONNECTIONS, AbortSignal.timeout(MEASURED_SECONDS * 1_000));
  client.close();
  return client.findings(MEASURED_SECONDS);
}
