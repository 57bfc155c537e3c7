import { createHash } from "node:crypto";
import middy from "@middy/core";
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent, Context } from "aws-lambda";
import { LRUCache } from "lru-cache";
import type { Services } from "../compose/services.ts";
import type { Caller } from "../domain/api/caller.ts";
import { callerOfKey } from "../use-cases/api-keys.ts";
import { contextOf } from "./authoriser-context.ts";
import { headerOf } from "./headers.ts";
import type { Host } from "./host.ts";
import { underHostDeadline } from "./host-deadline.ts";
import { errorFields } from "./log.ts";

/** How long a key is believed without asking again; a revoked key lives at most so long. */
const BELIEVED_MS = 60_000;
const REMEMBERED_KEYS = 10_000;

/** API Gateway answers 401 to exactly this message, and 500 to any other. */
const UNAUTHORIZED = "Unauthorized";

type Verdict = { readonly caller: Caller | null };

/**
 * Authorises a request by its key, in `x-api-key` or as a bearer token. Allows every route: which role may do what
 * is decided where the route is known. Right and wrong keys are both remembered for a minute, by their hash.
 */
export const authoriser = (host: Host) => {
  const verdicts = new LRUCache<string, Verdict>({ max: REMEMBERED_KEYS, ttl: BELIEVED_MS });

  return middy<APIGatewayRequestAuthorizerEvent, APIGatewayAuthorizerResult>(
    async (event: APIGatewayRequestAuthorizerEvent, context: Context) => {
      const key = keyOf(event);
      if (!key) throw new Error(UNAUTHORIZED);
      const { services } = await host.compose();
      const { caller } = await underHostDeadline(context, () => verdictOf(services, verdicts, key));
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

async function verdictOf(
  services: Services,
  verdicts: LRUCache<string, Verdict>,
  key: string,
): Promise<Verdict> {
  const hash = createHash("sha256").update(key).digest("base64");
  const remembered = verdicts.get(hash);
  if (remembered) return remembered;
  const verdict = { caller: await callerOfKey(services, key) };
  verdicts.set(hash, verdict);
  return verdict;
}

function keyOf({ headers }: APIGatewayRequestAuthorizerEvent): string | null {
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
});

/** `arn:aws:execute-api:region:account:api/stage/METHOD/path` without method and path. */
const everyRouteOf = (methodArn: string): string => `${methodArn.split("/").slice(0, 2).join("/")}/*`;
