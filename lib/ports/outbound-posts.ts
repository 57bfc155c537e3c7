/** A request to an address that a customer gave. */
export interface OutboundPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts to addresses that customers give. These must never reach the internal network: each attempt resolves the name,
 * checks every address of the answer and connects only to those. Redirects are not followed; their status is the
 * answer. The body of the answer is not read.
 * Errors: `forbidden`, code `private-address`; `unavailable`, code `no-answer`, also when it takes longer than ten
 * seconds.
 */
export interface OutboundPosts {
  post(request: OutboundPost): Promise<{ readonly status: number }>;
}
