/** A request to an address that a customer gave. */
export interface OutboundPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts to addresses that customers give, which must never reach what stands inside: each attempt resolves the name,
 * checks every address that comes back and connects to none but those. Redirects are not followed: their status is the
 * answer. Nothing is read of the body.
 * Errors: `forbidden`, code `private-address`; `unavailable`, code `no-answer`, also when it takes longer than ten seconds.
 */
export interface OutboundPosts {
  post(request: OutboundPost): Promise<{ readonly status: number }>;
}
