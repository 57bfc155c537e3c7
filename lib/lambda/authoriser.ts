import { createHash } from "node:crypto";
import middy from "@middy/core";
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent, Context } from "aws-lambda";
import { LRUCache } from "lru-cache";
import { callerOfKey, publicIdOf } from "../access/api-keys.ts";
import { callerOfToken, isToken, type TokenAccess } from "../access/token-callers.ts";
import type { Services } from "../compose/services.ts";
import type { Caller } from "../domain/api/caller.ts";
import { usageKeyOf } from "../domain/api/usage-key.ts";
import { MINUTE_MS } from "../domain/durations.ts";
import { madeOnce } from "../domain/made-once.ts";
import { contextOf } from "./authoriser-context.ts";
import { headerOf } from "./headers.ts";
import type { Host } from "./host.ts";
import { underHostDeadline } from "./host-deadline.ts";
import { errorFields } from "./log.ts";

/** How long a verdict is kept without a new look-up. So a revoked key works at most this long. */
const BELIEVED_MS = MINUTE_MS;
const REMEMBERED_KEYS = 10_000;
/** No key and no reasonable token is longer. The gateway takes 10 kB of header fields in total. */
const CREDENTIAL_MAX_CHARACTERS = 8_192;

/** API Gateway answers 401 to exactly this message, and 500 to any other. */
const UNAUTHORIZED = "Unauthorized";

/** What a look-up of a key or token found. */
interface Verdict {
  readonly caller: Caller | null;
  /** Milliseconds since 1970, by the clock port. */
  readonly believedUntil: number;
}

/** Valid and invalid ones are kept apart, so that invented keys push out no valid one. */
interface Verdicts {
  readonly good: LRUCache<string, Verdict>;
  readonly bad: LRUCache<string, Verdict>;
}

/**
 * Authorises a request by its key, in `x-api-key` or as a bearer token, or by an issuer's token. It allows every
 * route; roles are checked where the route is known. It remembers a verdict, by the credential's hash, for a minute
 * from the start of the look-up and never beyond the credential's own end. So a credential that was revoked or expired
 * gives no access a minute later.
 */
export const authoriser = (composeTokens: () => Promise<TokenAccess | null>) => (host: Host) => {
  const verdicts: Verdicts = {
    good: new LRUCache({ max: REMEMBERED_KEYS }),
    bad: new LRUCache({ max: REMEMBERED_KEYS }),
  };
  const tokens = madeOnce(composeTokens);

  return middy<APIGatewayRequestAuthorizerEvent, APIGatewayAuthorizerResult>(
    async (event: APIGatewayRequestAuthorizerEvent, context: Context) => {
      const credential = credentialOf(event);
      if (!credential || credential.length > CREDENTIAL_MAX_CHARACTERS) throw new Error(UNAUTHORIZED);
      const { services } = await host.compose();
      const caller = await underHostDeadline(context, () => callerOf(services, tokens, verdicts, credential));
      if (!caller) throw new Error(UNAUTHORIZED);
      return allow(event, caller);
    },
  ).onError(({ error, event }) => {
    const expected = error?.message === UNAUTHORIZED;
    const fields = { request_id: event.requestContext.requestId };
    if (expected) host.log.warn("key refused", fields);
    else host.log.error("authoriser failed", { ...fields, ...errorFields(error) });
  });
};

async function callerOf(
  services: Services,
  tokens: () => Promise<TokenAccess | null>,
  { good, bad }: Verdicts,
  credential: string,
): Promise<Caller | null> {
  const askedAt = services.clock.now().getTime();
  const hash = createHash("sha256").update(credential).digest("base64");
  const remembered = good.get(hash) ?? bad.get(hash);
  if (remembered && remembered.believedUntil > askedAt) return remembered.caller;
  const found = await lookUp(services, tokens, credential);
  const believedUntil = Math.min(
    askedAt + BELIEVED_MS,
    found?.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
  );
  const caller = found?.caller ?? null;
  (caller ? good : bad).set(hash, { caller, believedUntil });
  (caller ? bad : good).delete(hash);
  return caller;
}

async function lookUp(
  services: Services,
  tokens: () => Promise<TokenAccess | null>,
  credential: string,
): Promise<{ readonly caller: Caller; readonly expiresAt: Date | null } | null> {
  if (publicIdOf(credential)) return callerOfKey(services, credential);
  const access = isToken(credential) ? await tokens() : null;
  return access ? callerOfToken(services, access, credential) : null;
}

function credentialOf({ headers }: APIGatewayRequestAuthorizerEvent): string | null {
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(headerOf(headers, "authorization") ?? "") ?? [];
  return headerOf(headers, "x-api-key") ?? bearer ?? null;
}

const allow = (event: APIGatewayRequestAuthorizerEvent, caller: Caller): APIGatewayAuthorizerResult => ({
  principalId: caller.keyId,
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: everyRouteOf(event.methodArn) }],
  },
  context: contextOf(caller),
  usageIdentifierKey: usageKeyOf(caller.tenantId),
});

/** `arn:aws:execute-api:region:account:api/stage/METHOD/path` without method and path. */
const everyRouteOf = (methodArn: string): string => `${methodArn.split("/").slice(0, 2).join("/")}/*`;
