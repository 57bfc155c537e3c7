import { type Dispatcher, fetch, ProxyAgent } from "undici";

/** Connections that one proxy holds for us. */
const CONNECTIONS = 32;

interface ProxiedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** Requests through a proxy, without following redirects. The address may hold a password and is never shown. */
export function httpThrough(proxy: string) {
  const dispatcher: Dispatcher = new ProxyAgent({ uri: proxy, connections: CONNECTIONS });
  return ({ url, ...request }: ProxiedRequest) => fetch(url, { ...request, redirect: "error", dispatcher });
}
