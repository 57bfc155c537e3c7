import type { Platform } from "../../../lib/domain/platform.ts";
import type {
  Credential,
  CredentialFor,
  HttpRequest,
  PlatformCall,
} from "../../../lib/platforms/platform-client.ts";
import type { QuotaCost, QuotaReading } from "../../../lib/platforms/quota.ts";

export interface ScriptedReply {
  readonly status?: number;
  /** Sent as JSON, unless it is text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const CREDENTIALS: { readonly [P in Platform]: CredentialFor<P> } = {
  youtube: { platform: "youtube", name: "yt-1", app: "yt", apiKey: "secret-youtube-key" },
  instagram: {
    platform: "instagram",
    name: "ig-1",
    app: "ig",
    userId: "1784",
    accessToken: "secret-ig-token",
  },
  tiktok: {
    platform: "tiktok",
    name: "tt-1",
    app: "tt",
    clientKey: "client",
    clientSecret: "secret-of-tiktok",
  },
  x: { platform: "x", name: "x-1", app: "x", bearerToken: "secret-x-token" },
};

/** What no error may contain. */
export const secretsOf = (credential: Credential): string[] =>
  Object.values(credential).filter((value) => value.startsWith("secret-"));

/** A call whose platform answers as told, one reply a request, and whose gate takes notes. */
export function scriptedCall<P extends Platform>(
  platform: P,
  reply: (request: HttpRequest, index: number) => ScriptedReply | Promise<ScriptedReply>,
  options: { readonly postsPerAccount?: number; readonly signal?: AbortSignal } = {},
) {
  const requests: HttpRequest[] = [];
  const taken: QuotaCost[] = [];
  const readings: QuotaReading[] = [];
  const call: PlatformCall<P> = {
    credential: CREDENTIALS[platform],
    signal: options.signal ?? new AbortController().signal,
    postsPerAccount: options.postsPerAccount ?? 0,
    async http(request) {
      requests.push(request);
      const { status = 200, body = {}, headers = {} } = await reply(request, requests.length - 1);
      return {
        status,
        headers: new Headers(headers),
        text: async () => (typeof body === "string" ? body : JSON.stringify(body)),
      };
    },
    quota: {
      take: async (costs) => {
        taken.push(...costs);
      },
      observe: (reading) => {
        readings.push(reading);
      },
    },
  };
  return { call, requests, taken, readings };
}

export const named = (handle: string) => ({ handle, platform_user_id: null });
export const identified = (platform_user_id: string) => ({ handle: null, platform_user_id });
