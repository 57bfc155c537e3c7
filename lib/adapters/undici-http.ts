import { type Dispatcher, fetch, ProxyAgent } from "undici";
import type { Http } from "../platforms/platform-client.ts";

/** Connections that one proxy holds for us. */
const CONNECTIONS = 32;

/** The platforms through a proxy. The address may hold a password and is never shown. */
export function httpThrough(proxy: string): Http {
  const dispatcher: Dispatcher = new ProxyAgent({ uri: proxy, connections: CONNECTIONS });
  return ({ url, ...request }) => fetch(url, { ...request, redirect: "error", dispatcher });
}
