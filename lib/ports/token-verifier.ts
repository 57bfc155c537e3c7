/** What a token says about its bearer, after its signature and times were checked. */
interface VerifiedToken {
  /** The subject at the issuer: never shown, never logged. */
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date;
}

/**
 * Checks tokens of one issuer.
 * Errors: `unavailable` when its keys cannot be fetched.
 */
export interface TokenVerifier {
  readonly issuer: string;
  /** Null for anything that is not a valid token: wrong signature, issuer, audience, algorithm, time or shape. */
  verify(token: string): Promise<VerifiedToken | null>;
}
