import { lookup as systemLookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { AppError } from "../domain/errors.ts";
import type { OutboundPosts } from "../ports/outbound-posts.ts";

/** Standard Webhooks advises 15 to 30 s. Receivers only store the message and answer, so less is enough. */
const TIMEOUT_MS = 10_000;

/** Not globally reachable: IANA IPv4 Special-Purpose Address Registry, and multicast (RFC 5771). */
const IPV4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"],
  ...["198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
];
/**
 * Excluded from global unicast, 2000::/3, the only IPv6 addresses allowed: IANA IPv6 Special-Purpose Address Registry.
 */
const IPV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const blocked = listOf(IPV4, "ipv4");
const blocked6 = listOf(IPV6, "ipv6");
const global6 = listOf(["2000::/3"], "ipv6");

function listOf(nets: readonly string[], family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  for (const net of nets) {
    const [address = "", bits] = net.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Whether an address is on the public internet. A text that is not an address is not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !blocked.check(address, "ipv4");
    case 6:
      return global6.check(address, "ipv6") && !blocked6.check(address, "ipv6");
    default:
      return false;
  }
}

export interface GuardedPostsOptions {
  /** Resolves names. Default: the system's own lookup. */
  readonly lookup?: LookupFunction;
  readonly isAllowed?: (address: string) => boolean;
  /** Whether a plain `http:` address is allowed. */
  readonly allowsPlain?: boolean;
  readonly timeoutMs?: number;
}

/** Posts over undici. Its connections use a lookup that returns only public addresses. */
export function createGuardedPosts(options: GuardedPostsOptions = {}): OutboundPosts {
  const {
    lookup = systemLookup as LookupFunction,
    isAllowed = isPublicAddress,
    allowsPlain = false,
    timeoutMs = TIMEOUT_MS,
  } = options;
  const agent = new Agent({
    connect: { lookup: guarded(lookup, isAllowed), timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  return {
    async post({ url, headers, body }) {
      const { protocol, hostname } = new URL(url);
      const literal = hostname.replace(/^\[|\]$/g, "");
      // A literal address gets no lookup, so check it here.
      const isLiteralRefused = isIP(literal) !== 0 && !isAllowed(literal);
      if (isLiteralRefused || !(protocol === "https:" || allowsPlain)) throw privateAddress();
      try {
        const signal = AbortSignal.timeout(timeoutMs);
        const answer = await request(url, { method: "POST", headers, body, dispatcher: agent, signal });
        answer.body.on("error", () => undefined).destroy();
        return { status: answer.statusCode };
      } catch (error) {
        throw isRefusal(error) ? privateAddress(error) : noAnswer(error);
      }
    },
  };
}

class Refusal extends Error {}

/** All addresses of a name must be public. A name with a private one among them is refused. */
const guarded =
  (lookup: LookupFunction, isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, "");
      const addresses = typeof found === "string" ? [{ address: found, family: isIP(found) }] : found;
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAllowed(address))) return done(new Refusal(), "");
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };

const isRefusal = (error: unknown): boolean =>
  error instanceof Refusal || (error instanceof Error && error.cause instanceof Refusal);

const privateAddress = (cause?: unknown): AppError =>
  new AppError(
    "forbidden",
    "private-address",
    "The address is not one of the public internet, or does not begin with https: give one that is.",
    {},
    cause,
  );
const noAnswer = (cause: unknown): AppError =>
  new AppError("unavailable", "no-answer", "The address did not answer in time.", {}, cause);
