import { z } from "zod";
import { MINUTE_MS } from "../../domain/durations.ts";
import type { Clock } from "../../ports/clock.ts";
import { askPlatform, retryAfterMsOf } from "../ask-platform.ts";
import type { PlatformCall } from "../platform-client.ts";
import { credentialRefused, limitReached, platformUnavailable } from "../platform-errors.ts";

type Call = PlatformCall<"tiktok">;

/** Client tokens by credential, kept until shortly before they expire. */
export interface TiktokTokens {
  of(call: Call): Promise<string>;
  /** Drops a token that the platform refused, unless it was already replaced. */
  forget(call: Call, token: string): void;
}

interface Token {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Renewed this long before the end. Tokens are valid for two hours:
 * https://developers.tiktok.com/doc/client-access-token-management
 */
const RENEWAL_MS = 5 * MINUTE_MS;

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const oauthErrorSchema = z.object({ error: z.string() });

export function createTiktokTokens({ origin, clock }: { origin: string; clock: Clock }): TiktokTokens {
  const held = new Map<string, Token>();
  /** Fetches that ask at the same time share one grant. */
  const pending = new Map<string, Promise<Token>>();
  const renew = async (call: Call): Promise<Token> => {
    const { name } = call.credential;
    const granted = pending.get(name) ?? grant(origin, clock, call).finally(() => pending.delete(name));
    pending.set(name, granted);
    const token = await granted;
    held.set(name, token);
    return token;
  };
  return {
    async of(call) {
      const known = held.get(call.credential.name);
      const isFresh = known !== undefined && known.expiresAt - RENEWAL_MS > clock.now().getTime();
      return (isFresh ? known : await renew(call)).text;
    },
    forget(call, token) {
      const { name } = call.credential;
      if (held.get(name)?.text === token) held.delete(name);
    },
  };
}

/** The token endpoint has errors of its own form and costs nothing of the research quota. */
async function grant(origin: string, clock: Clock, call: Call): Promise<Token> {
  const { clientKey, clientSecret } = call.credential;
  const request = {
    method: "POST",
    url: `${origin}/v2/oauth/token/`,
    headers: { "content-type": "application/x-www-form-urlencoded", "cache-control": "no-cache" },
    body: `${new URLSearchParams({
      client_key: clientKey,
      client_secret: clientSecret,
      grant_type: "client_credentials",
    })}`,
  } as const;
  const { status, headers, body } = await askPlatform(call, "tiktok", request, []);
  const granted = grantSchema.safeParse(body);
  if (granted.success) {
    const { access_token: text, expires_in } = granted.data;
    return { text, expiresAt: clock.now().getTime() + expires_in * 1_000 };
  }
  if (status === 429) {
    const retryAfterMs = retryAfterMsOf(headers);
    throw await limitReached(call, "tiktok", { bucket: "requests", scope: "short-window", retryAfterMs });
  }
  if (status >= 400 || oauthErrorSchema.safeParse(body).success) {
    throw await credentialRefused(call, "tiktok", "invalid-or-expired");
  }
  throw platformUnavailable("tiktok", status);
}
