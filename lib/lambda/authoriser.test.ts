import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import sample from "../../events/authorise.json" with { type: "json" };
import { proxyEvent, readTarget } from "../../local/gateway-request.ts";
import { lambdaContext } from "../../local/lambda-context.ts";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import type { EmbeddedComposition } from "../compose/embedded.ts";
import { LOCAL_TENANT } from "../domain/ids.ts";
import { SYSTEM_SCOPE } from "../domain/tenant-scope.ts";
import { issueApiKey } from "../use-cases/api-keys.ts";
import { authoriser } from "./authoriser.ts";
import { callerFrom } from "./authoriser-context.ts";
import { lazyHost } from "./host.ts";

let composition: EmbeddedComposition;
let key: string;

beforeAll(async () => {
  composition = await temporaryComposition();
  const owner = { tenantId: LOCAL_TENANT, roles: ["viewer"] as const, subscribesShared: false, name: "test" };
  key = await issueApiKey(composition.services, owner);
});

afterAll(() => composition?.close());

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const newAuthoriser = () => authoriser(lazyHost(async () => composition, log));

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

test.each([
  ["x-api-key", (secret: string) => secret],
  ["Authorization", (secret: string) => `Bearer ${secret}`],
])("a key in %s allows every route, and its owner goes along", async (header, value) => {
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
  });
});

test.each([{}, { authorization: "Basic abc" }, { "x-api-key": "nonsense" }])(
  "%j is refused as API Gateway wants it",
  async (headers) => {
    await expect(newAuthoriser()(event(headers), context)).rejects.toThrow(/^Unauthorized$/);
  },
);

test("a key is believed for a while without asking again", async () => {
  const authorise = newAuthoriser();
  await authorise(event({ "x-api-key": key }), context);
  const id = key.split("_")[1] ?? "";
  const revoked = { id, set: { revoked_at: "2020-01-01T00:00:00.000Z" } };
  await composition.services.openDocuments(SYSTEM_SCOPE).update("api_keys", revoked);
  await expect(authorise(event({ "x-api-key": key }), context)).resolves.toBeDefined();
  await expect(newAuthoriser()(event({ "x-api-key": key }), context)).rejects.toThrow("Unauthorized");
});
