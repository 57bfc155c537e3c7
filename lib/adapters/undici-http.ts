import { type Dispatcher, fetch, ProxyAgent } from "undici";

/** The most connections to one proxy. */
const CONNECTIONS = 32;

interface ProxiedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/**
 * Sends requests through a proxy and follows no redirects. The proxy's address may hold a password and is never shown.
 */
export function httpThrough(proxy: string) {
  const dispatcher: Dispatcher = new ProxyAgent({ uri: proxy, connections: CONNECTIONS });
  return ({ url, ...request }: ProxiedRequest) => fetch(url, { ...request, redirect: "error", dispatcher });
}
