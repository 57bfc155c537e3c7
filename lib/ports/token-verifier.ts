/** What a token says of who brought it, once its signature and its times are found good. */
interface VerifiedToken {
  /** Who is meant, within the issuer: never shown, never logged. */
  readonly subject: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly expiresAt: Date;
}

/** Checks tokens of one issuer. Errors: `unavailable` when its keys cannot be fetched. */
export interface TokenVerifier {
  readonly issuer: string;
  /** Null for whatever is not a good token: wrong signature, issuer, audience, algorithm, time or shape. */
  verify(token: string): Promise<VerifiedToken | null>;
}
