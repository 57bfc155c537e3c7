import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { KMSClient } from "@aws-sdk/client-kms";
import { z } from "zod";
import { type ScriptedAnswer, type ScriptedRequest, startScriptedServer } from "./scripted-server.ts";

const requestSchema = z.object({
  KeyId: z.string(),
  EncryptionContext: z.record(z.string(), z.string()),
  CiphertextBlob: z.base64().optional(),
});

/** As much of KMS's protocol as wrapping data keys needs; a context is what the ciphertext is authenticated with. */
export async function startLocalKms(keyArn: string) {
  const master = randomBytes(32);
  const server = await startScriptedServer((request) => answerTo(request, keyArn, master));
  const client = new KMSClient({
    endpoint: server.endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  return { client, requests: server.requests, close: () => server.close() };
}

function answerTo({ headers, body }: ScriptedRequest, keyArn: string, master: Uint8Array): ScriptedAnswer {
  const { KeyId, EncryptionContext, CiphertextBlob } = requestSchema.parse(JSON.parse(body));
  if (KeyId !== keyArn) return failure("NotFoundException");
  const context = Buffer.from(JSON.stringify(Object.entries(EncryptionContext).sort()));
  if (headers["x-amz-target"] === "TrentService.GenerateDataKey") {
    const key = randomBytes(32);
    const sealed = seal(master, context, key);
    return answer({ Plaintext: key.toString("base64"), CiphertextBlob: sealed.toString("base64"), KeyId });
  }
  const key = open(master, context, Buffer.from(CiphertextBlob ?? "", "base64"));
  return key ? answer({ Plaintext: key.toString("base64"), KeyId }) : failure("InvalidCiphertextException");
}

const JSON_TYPE = { "content-type": "application/x-amz-json-1.1" };
const answer = (body: object): ScriptedAnswer => ({ body: JSON.stringify(body), headers: JSON_TYPE });
const failure = (type: string): ScriptedAnswer => ({
  status: 400,
  body: JSON.stringify({ __type: type }),
  headers: JSON_TYPE,
});

function seal(key: Uint8Array, context: Buffer, clear: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(context);
  return Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Uint8Array, context: Buffer, sealed: Buffer): Buffer | null {
  if (sealed.length < 28) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12))
    .setAAD(context)
    .setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
  } catch {
    return null;
  }
}
