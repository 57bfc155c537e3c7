import { crawlSettingsFrom, credentialSettingsFrom, type Environment } from "../config.ts";
import { CRAWL_SETTINGS, type CrawlerOptions, type Route } from "../crawl/crawler.ts";
import { plainHttp } from "../platforms/plain-http.ts";
import type { Credential } from "../platforms/platform-client.ts";
import { createPlatformClients } from "../platforms/platform-clients.ts";
import { pause } from "../ports/deadline.ts";
import type { Services } from "./services.ts";

/** A crawler's options for the real platforms, from the environment. Its events go nowhere yet. */
export async function composeCrawler(
  environment: Environment,
  { clock, statements }: Pick<Services, "clock" | "statements">,
): Promise<Omit<CrawlerOptions, "onEvent">> {
  const { proxies, postsPerAccount, usdPerDay, discoveredPerProfile } = crawlSettingsFrom(environment);
  return {
    clients: createPlatformClients({ clock, statements }),
    credentials: credentialsFrom(environment),
    routes: await routesOf(proxies),
    synthetic: false,
    pause,
    settings: { ...CRAWL_SETTINGS, postsPerAccount, usdPerDay, discoveredPerProfile },
  };
}

/** The configured credentials. Their names tell them apart in logs and reveal nothing of them. */
function credentialsFrom(environment: Environment): Credential[] {
  const { youtube, instagram, tiktok, x } = credentialSettingsFrom(environment);
  const named = (platform: string, at: number) => ({
    name: `${platform}-${at + 1}`,
    app: `${platform}-${at + 1}`,
  });
  return [
    ...youtube.map((apiKey, at) => ({ platform: "youtube" as const, ...named("youtube", at), apiKey })),
    ...instagram.map(([userId, accessToken], at) => ({
      platform: "instagram" as const,
      ...named("instagram", at),
      ...{ userId, accessToken },
    })),
    ...tiktok.map(([clientKey, clientSecret], at) => ({
      platform: "tiktok" as const,
      ...named("tiktok", at),
      ...{ clientKey, clientSecret },
    })),
    ...x.map((bearerToken, at) => ({ platform: "x" as const, ...named("x", at), bearerToken })),
  ];
}

/** Direct to the platforms, or only through the proxies if any are set. */
async function routesOf(proxies: readonly string[]): Promise<Route[]> {
  if (proxies.length === 0) return [{ name: "direct", http: plainHttp }];
  const { httpThrough } = await import("../adapters/undici-http.ts");
  return proxies.map((proxy, at) => ({ name: `proxy-${at + 1}`, http: httpThrough(proxy) }));
}
