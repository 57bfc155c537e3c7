/** Units in a window, refilled steadily: a token bucket of `units` that is full again after `windowSeconds`. */
export interface Quota {
  /** The name in the RateLimit fields. */
  readonly name: string;
  readonly units: number;
  readonly windowSeconds: number;
}

/** A quota after a request. */
export interface QuotaState {
  readonly quota: Quota;
  /** Whole units. */
  readonly remaining: number;
}

/**
 * The header fields of draft-ietf-httpapi-ratelimit-headers-10: `q` units a window of `w` seconds; `r` units left,
 * all of them back in `t` seconds.
 */
export const rateLimitFields = (states: readonly QuotaState[]): Record<string, string> =>
  states.length === 0
    ? {}
    : {
        "ratelimit-policy": states
          .map(({ quota }) => `"${quota.name}";q=${quota.units};w=${quota.windowSeconds}`)
          .join(", "),
        ratelimit: states
          .map((state) => `"${state.quota.name}";r=${state.remaining};t=${secondsToFull(state)}`)
          .join(", "),
      };

const secondsToFull = ({ quota, remaining }: QuotaState): number =>
  Math.ceil(((quota.units - remaining) / quota.units) * quota.windowSeconds);
