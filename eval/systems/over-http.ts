import { searchAnswerSchema } from "../../lib/domain/search-request.ts";
import { developmentKey } from "../../local/dev-key.ts";
import { serveHttp } from "../../local/http-server.ts";
import type { OpenSystem } from "../../local/system.ts";
import { DEPTH, type SearchSystem } from "./search-system.ts";

export interface HttpSystem extends SearchSystem {
  close(): Promise<void>;
}

/** The same system behind its HTTP server, on a free port. */
export async function overHttp(system: OpenSystem): Promise<HttpSystem> {
  const key = await developmentKey(system.composition.services, system.dataDir);
  const server = await serveHttp(system.gateway, { host: "127.0.0.1", port: 0 });
  return {
    name: "increator over HTTP",
    async search(query) {
      const response = await fetch(`http://127.0.0.1:${server.port}/search`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": key },
        body: JSON.stringify({ query, limit: DEPTH }),
      });
      if (!response.ok) throw new Error(`The search answered ${response.status}: ${await response.text()}`);
      const { data, meta } = searchAnswerSchema.parse(await response.json());
      return { ids: data.map(({ id }) => id), filters: meta.interpreted.filters };
    },
    close: () => server.close(),
  };
}
