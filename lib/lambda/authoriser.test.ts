import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import sample from "../../events/authorise.json" with { type: "json" };
import { proxyEvent, readTarget } from "../../local/gateway-request.ts";
import { lambdaContext } from "../../local/lambda-context.ts";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import { AUDIENCE, ISSUER, startTokenIssuer } from "../../test/doubles/token-issuer.ts";
import { issueApiKey, type KeyOwner } from "../access/api-keys.ts";
import { manageAccess } from "../access/manage-access.ts";
import { createJoseTokenVerifier } from "../adapters/oidc/jose-token-verifier.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import type { Services } from "../compose/services.ts";
import { LOCAL_TENANT } from "../domain/ids.ts";
import { authoriser } from "./authoriser.ts";
import { callerFrom } from "./authoriser-context.ts";
import { lazyHost } from "./host.ts";

const START = Date.parse("2026-11-20T10:00:00Z");
const OWNER: KeyOwner = { tenantId: LOCAL_TENANT, roles: ["viewer"], subscribesShared: false, name: "test" };

let composition: EmbeddedComposition;
let issuer: Awaited<ReturnType<typeof startTokenIssuer>>;
let services: Services;
let now: Date;

beforeAll(async () => {
  composition = await temporaryComposition();
  issuer = await startTokenIssuer();
});
beforeEach(() => {
  now = new Date(START);
  services = { ...composition.services, clock: { now: () => now } };
});
afterAll(async () => {
  await issuer?.close();
  await composition?.close();
});

const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const newAuthoriser = () => authoriser(tokens)(lazyHost(async () => ({ ...composition, services }), log));
const tokens = async () => ({
  verifier: createJoseTokenVerifier({
    ...{ issuer: ISSUER, audience: AUDIENCE, jwksUrl: issuer.jwksUrl },
    ...{ algorithms: ["ES256"], clockSkewSeconds: 0, clock: services.clock },
  }),
  mapping: {
    ...{ tenantClaim: "tenant", tenant: null, rolesClaim: "roles" },
    ...{ roleNames: {}, subscribesShared: true },
  },
});

function event(headers: Record<string, string>): APIGatewayRequestAuthorizerEvent {
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  const request = {
    ...{ method: "GET", target: "/search?q=chess", sourceIp: "192.0.2.1", requestId: "r" },
    headers: named,
    body: Buffer.alloc(0),
  };
  const made = proxyEvent(request, readTarget(request.target), { resource: "/search", pathParameters: {} });
  return {
    ...made,
    type: "REQUEST",
    methodArn: sample.methodArn,
    requestContext: { ...made.requestContext, authorizer: undefined },
  };
}

const context = lambdaContext("authorise", "r");
const withKey = (authorise: ReturnType<typeof newAuthoriser>, key: string) =>
  authorise(event({ "x-api-key": key }), context);

test.each([
  ["x-api-key", (secret: string) => secret],
  ["Authorization", (secret: string) => `Bearer ${secret}`],
])(
  "a key in %s allows every route; its owner, and the name that his use is counted by, go along",
  async (header, value) => {
    const key = await issueApiKey(services, OWNER);
    const answer = await newAuthoriser()(event({ [header]: value(key) }), context);
    expect(answer.policyDocument.Statement).toEqual([
      {
        Action: "execute-api:Invoke",
        Effect: "Allow",
        Resource: "arn:aws:execute-api:eu-west-1:111122223333:sample/sample/*",
      },
    ]);
    expect(callerFrom(answer.context)).toMatchObject({
      tenantId: "local",
      roles: ["viewer"],
      subscribesShared: false,
      plan: "team",
    });
    expect(answer.usageIdentifierKey).toBe("increator-usage-of-tenant-local");
  },
);

test.each([
  {},
  { authorization: "Basic abc" },
  { "x-api-key": "nonsense" },
  { "x-api-key": `ick_${"0".repeat(26)}_${"0".repeat(26)}` },
  { authorization: "Bearer a.b.c" },
  { authorization: `Bearer ${"a".repeat(9_000)}` },
])("%j is refused as API Gateway wants it", async (headers) => {
  await expect(newAuthoriser()(event(headers), context)).rejects.toThrow(/^Unauthorized$/);
});

test("a revoked key opens nothing a minute later, however often it is used meanwhile", async () => {
  const key = await issueApiKey(services, OWNER);
  const authorise = newAuthoriser();
  await withKey(authorise, key);
  pass(1);
  await manageAccess(services, { action: "revoke-key", id: key.split("_")[1] ?? "" }, "test");
  for (let second = 1; second < 59; second += 1) {
    await expect(withKey(authorise, key)).resolves.toBeDefined();
    pass(1);
  }
  pass(1);
  await expect(withKey(authorise, key)).rejects.toThrow("Unauthorized");
  await expect(withKey(newAuthoriser(), key)).rejects.toThrow("Unauthorized");
});

test("the minute counts from before the key was looked up, so that a revocation meanwhile gains nothing", async () => {
  const key = await issueApiKey(services, OWNER);
  const slow = {
    ...services,
    openDocuments: (...args: Parameters<Services["openDocuments"]>) => {
      const documents = services.openDocuments(...args);
      return {
        ...documents,
        async get(...asked: Parameters<typeof documents.get>) {
          const found = await documents.get(...asked);
          if (asked[0] === "api_keys") pass(30);
          return found;
        },
      } as typeof documents;
    },
  };
  const authorise = authoriser(tokens)(lazyHost(async () => ({ ...composition, services: slow }), log));
  await withKey(authorise, key);
  await manageAccess(services, { action: "revoke-key", id: key.split("_")[1] ?? "" }, "test");
  pass(30);
  await expect(withKey(authorise, key)).rejects.toThrow("Unauthorized");
});

test("a key that runs out is refused from that second on, remembered or not", async () => {
  const key = await issueApiKey(services, { ...OWNER, expiresAt: new Date(START + 10_000) });
  const authorise = newAuthoriser();
  await withKey(authorise, key);
  pass(9);
  await expect(withKey(authorise, key)).resolves.toBeDefined();
  pass(1);
  await expect(withKey(authorise, key)).rejects.toThrow("Unauthorized");
});

test("a token of the issuer opens what its claims say, until its end", async () => {
  await issueApiKey(services, OWNER);
  const at = START / 1_000;
  const claims = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: "jane",
    iat: at,
    exp: at + 20,
    tenant: "local",
    roles: ["operator"],
  };
  const token = await issuer.sign(claims);
  const authorise = newAuthoriser();
  const ask = () => authorise(event({ authorization: `Bearer ${token}` }), context);
  const answer = await ask();
  expect(callerFrom(answer.context)).toMatchObject({ tenantId: "local", roles: ["operator"] });
  expect(JSON.stringify(answer)).not.toContain("jane");
  pass(19);
  await expect(ask()).resolves.toBeDefined();
  pass(1);
  await expect(ask()).rejects.toThrow("Unauthorized");
});

test("inventing keys pushes no good one out", async () => {
  const key = await issueApiKey(services, OWNER);
  let reads = 0;
  const { openDocuments } = services;
  services = {
    ...services,
    openDocuments: (scope) => {
      reads += 1;
      return openDocuments(scope);
    },
  };
  const authorise = newAuthoriser();
  await withKey(authorise, key);
  expect(reads).toBeGreaterThan(0);
  reads = 0;
  for (let invented = 0; invented < 10_050; invented += 1) {
    await withKey(authorise, `x${invented}`).catch(() => undefined);
  }
  await withKey(authorise, key);
  expect(reads).toBe(0);
});
