import { AppError } from "../domain/errors.ts";
import type { Platform } from "../domain/platform.ts";
import { type OperatorStatements, whyNotFetched } from "../domain/terms.ts";
import type { Clock } from "../ports/clock.ts";
import { createInstagramClient, INSTAGRAM_ORIGIN } from "./instagram/client.ts";
import type { PlatformClient } from "./platform-client.ts";
import { PLATFORM_TERMS } from "./terms.ts";
import { createTiktokClient, TIKTOK_ORIGIN } from "./tiktok/client.ts";
import { createXClient, X_ORIGIN } from "./x/client.ts";
import { createYoutubeClient, YOUTUBE_ORIGIN } from "./youtube/client.ts";

/** Scheme and host of each API. A simulator has others. */
export type PlatformOrigins = Readonly<Record<Platform, string>>;

const PLATFORM_ORIGINS: PlatformOrigins = {
  instagram: INSTAGRAM_ORIGIN,
  tiktok: TIKTOK_ORIGIN,
  x: X_ORIGIN,
  youtube: YOUTUBE_ORIGIN,
};

export type PlatformClients = { readonly [P in Platform]: PlatformClient<P> };

export interface ClientOptions {
  readonly clock: Clock;
  readonly origins?: PlatformOrigins;
  /** The operator's statements; null if only a simulator is asked, because no terms apply to its data. */
  readonly statements: OperatorStatements | null;
}

/** The clients of one process. The client of a platform that must not be asked refuses every fetch. */
export function createPlatformClients({
  clock,
  origins = PLATFORM_ORIGINS,
  statements,
}: ClientOptions): PlatformClients {
  return {
    instagram: permitted(createInstagramClient({ origin: origins.instagram }), statements),
    tiktok: permitted(createTiktokClient({ clock, origin: origins.tiktok }), statements),
    x: permitted(createXClient({ clock, origin: origins.x }), statements),
    youtube: permitted(createYoutubeClient({ clock, origin: origins.youtube }), statements),
  };
}

function permitted<P extends Platform>(
  client: PlatformClient<P>,
  statements: OperatorStatements | null,
): PlatformClient<P> {
  const { platform } = client;
  const why = statements === null ? null : whyNotFetched(PLATFORM_TERMS[platform], statements);
  if (why === null) return client;
  return {
    ...client,
    fetchAccounts: async () => {
      throw new AppError("forbidden", "platform-not-permitted", REFUSALS[why](platform), {
        platform,
        reason: why,
      });
    },
  };
}

const REFUSALS = {
  "switched-off": (platform: Platform) =>
    `${platform} is switched off; INCREATOR_PLATFORMS names what is on.`,
  "not-eligible": (platform: Platform) =>
    `The terms of ${platform}'s API allow no commercial use. An eligible researcher states so by INCREATOR_TIKTOK_RESEARCH_ELIGIBLE=yes.`,
} as const;
