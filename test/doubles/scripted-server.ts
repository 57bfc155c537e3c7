import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface ScriptedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface ScriptedAnswer {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Never answers. */
  readonly hangs?: boolean;
}

/** A server on loopback that answers by a script, for behaviour that no double of a service has. */
export async function startScriptedServer(answer: (request: ScriptedRequest) => ScriptedAnswer) {
  const requests: ScriptedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = {
      method: incoming.method ?? "",
      url: new URL(incoming.url ?? "/", "http://service"),
      headers: incoming.headers,
      body: await text(incoming),
    };
    requests.push(request);
    const { status = 200, body = "", headers = {}, hangs = false } = answer(request);
    if (hangs) return;
    response.writeHead(status, headers);
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: requests as readonly ScriptedRequest[],
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
