import { createRemoteJWKSet, errors, jwtVerify } from "jose";
import { MINUTE_MS } from "../../domain/durations.ts";
import { AppError } from "../../domain/errors.ts";
import type { Clock } from "../../ports/clock.ts";
import type { TokenVerifier } from "../../ports/token-verifier.ts";

export interface JoseTokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  /** Where the issuer publishes its keys (RFC 7517). */
  readonly jwksUrl: string;
  /** Asymmetric algorithms only: a token must not choose how it is checked (RFC 8725, 3.1). */
  readonly algorithms: readonly string[];
  /** Seconds that the issuer's clock may differ. */
  readonly clockSkewSeconds: number;
  readonly clock: Clock;
  /**
   * Milliseconds between fetches caused by unknown key ids, so that invented ids cannot make us overload the issuer.
   */
  readonly cooldownMs?: number;
}

const COOLDOWN_MS = 30_000;
/** Keys that the issuer removed are accepted for at most this time. */
const KEYS_MAX_AGE_MS = 10 * MINUTE_MS;
const FETCH_MS = 2_000;

/** Tokens of an OpenID Connect issuer, checked by `jose` with the issuer's published keys. */
export function createJoseTokenVerifier(options: JoseTokenVerifierOptions): TokenVerifier {
  const { issuer, audience, algorithms, clockSkewSeconds, clock } = options;
  const keys = createRemoteJWKSet(new URL(options.jwksUrl), {
    cooldownDuration: options.cooldownMs ?? COOLDOWN_MS,
    cacheMaxAge: KEYS_MAX_AGE_MS,
    timeoutDuration: FETCH_MS,
  });
  return {
    issuer,
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, keys, {
          ...{ issuer, audience },
          algorithms: [...algorithms],
          clockTolerance: clockSkewSeconds,
          requiredClaims: ["sub", "exp", "iat"],
          currentDate: clock.now(),
        });
        // The library checks only that the claim exists. RFC 7519, 4.1.2 requires a string.
        const sub: unknown = payload.sub;
        const { exp = 0 } = payload;
        if (typeof sub !== "string" || sub.trim() === "") return null;
        return { subject: sub, claims: payload, expiresAt: new Date(exp * 1_000) };
      } catch (error) {
        if (isRefusal(error)) return null;
        throw new AppError(
          "unavailable",
          "issuer-unavailable",
          "The token's issuer does not publish its keys at the moment.",
          {},
          error,
        );
      }
    },
  };
}

/** Whether the token is wrong. If the set of keys is late, broken or missing, the token is not at fault. */
const isRefusal = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== "ERR_JOSE_GENERIC";
