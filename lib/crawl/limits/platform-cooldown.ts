import type { Platform } from "../../domain/platform.ts";
import { ignoreCacheOut } from "../../ports/cache.ts";
import type { Ports } from "../../ports/ports.ts";

export type CooldownPorts = Pick<Ports, "counters" | "clock">;

const cooldownKey = (platform: Platform, synthetic: boolean): string =>
  `crawl:cooldown:${synthetic ? "simulated:" : ""}${platform}`;

/** Tells planners that no credential of a platform may call before `until`. They send no targets of it until then. */
export async function coolDownPlatform(
  { counters, clock }: CooldownPorts,
  platform: Platform,
  until: number,
  synthetic: boolean,
): Promise<void> {
  const ttlSeconds = Math.ceil((until - clock.now().getTime()) / 1_000);
  if (ttlSeconds <= 0) return;
  const text = new Date(until).toISOString();
  await counters.set(cooldownKey(platform, synthetic), text, { ttlSeconds }).catch(ignoreCacheOut);
}

/** Platforms that cool down, each with the time when it may be asked again. Empty if the cache is down. */
export async function coolingPlatforms(
  { counters, clock }: CooldownPorts,
  platforms: readonly Platform[],
  synthetic: boolean,
): Promise<ReadonlyMap<Platform, number>> {
  const keys = platforms.map((platform) => cooldownKey(platform, synthetic));
  const until = await counters.getMany(keys).catch((error: unknown) => {
    ignoreCacheOut(error);
    return [];
  });
  const now = clock.now().getTime();
  const cooling = platforms.flatMap((platform, at) => {
    const time = Date.parse(until[at] ?? "");
    return time > now ? [[platform, time] as const] : [];
  });
  return new Map(cooling);
}
