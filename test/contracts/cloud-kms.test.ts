import { KMSClient } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createKmsKeyWrapping } from "../../lib/adapters/cloud/kms-key-wrapping.ts";
import { creatorIdOf, LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { startLocalKms } from "../doubles/local-kms.ts";
import { startScriptedServer } from "../doubles/scripted-server.ts";
import { describeKeyWrappingContract } from "./key-wrapping-contract.ts";

const KEY_ARN = "arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-4333-8444-555555555555";
const OWNER = { tenant: LOCAL_TENANT, creator: creatorIdOf(LOCAL_TENANT, "x", "1") };

describeKeyWrappingContract("KMS", async () => {
  const kms = await startLocalKms(KEY_ARN);
  return { port: createKmsKeyWrapping({ keyArn: KEY_ARN, client: kms.client }), close: kms.close };
});

let kms: Awaited<ReturnType<typeof startLocalKms>>;
beforeAll(async () => {
  kms = await startLocalKms(KEY_ARN);
});
afterAll(() => kms.close());

it("tells KMS whose key it asks for, and no more", async () => {
  await createKmsKeyWrapping({ keyArn: KEY_ARN, client: kms.client }).newDataKey(OWNER);
  expect(JSON.parse(kms.requests[0]?.body ?? "")).toEqual({
    KeyId: KEY_ARN,
    KeySpec: "AES_256",
    EncryptionContext: { tenant: OWNER.tenant, creator: OWNER.creator },
  });
});

it("says that KMS refuses, as a fault of the set-up", async () => {
  const server = await startScriptedServer(() => ({
    status: 400,
    body: JSON.stringify({ __type: "AccessDeniedException" }),
  }));
  const client = new KMSClient({
    endpoint: server.endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  const refused = { kind: "unavailable", code: "key-wrapping-access-denied" };
  await expect(createKmsKeyWrapping({ keyArn: KEY_ARN, client }).newDataKey(OWNER)).rejects.toMatchObject(
    refused,
  );
  await server.close();
});
