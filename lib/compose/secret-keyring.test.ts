import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { startScriptedServer } from "../../test/doubles/scripted-server.ts";
import { keyringFromText } from "./key-file.ts";
import { secretKeyringStore } from "./secret-keyring.ts";

const ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:increator-test-settings";
const FIRST = Buffer.alloc(32, 7).toString("base64");
const NOW = new Date("2026-11-27T00:00:00Z");

let secret: string;
let version: number;
let server: Awaited<ReturnType<typeof startScriptedServer>>;
let client: SecretsManagerClient;

/** As much of Secrets Manager as reading and writing a value needs. */
beforeEach(async () => {
  version = 1;
  secret = JSON.stringify({
    OTHER: "stays",
    INCREATOR_KEYRING: JSON.stringify({ current: 1, keys: { 1: FIRST } }),
  });
  server = await startScriptedServer(({ headers, body }) => {
    if (headers["x-amz-target"] === "secretsmanager.PutSecretValue") {
      secret = z.object({ SecretString: z.string() }).parse(JSON.parse(body)).SecretString;
      version += 1;
    }
    const answer = { ARN, Name: "settings", VersionId: `v${version}`, SecretString: secret };
    return { body: JSON.stringify(answer), headers: { "content-type": "application/x-amz-json-1.1" } };
  });
  client = new SecretsManagerClient({
    endpoint: server.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
});
afterEach(() => server.close());

const store = () => secretKeyringStore(ARN, () => NOW, client);
const settings = () => z.record(z.string(), z.string()).parse(JSON.parse(secret));
const kept = () => keyringFromText("secret", settings().INCREATOR_KEYRING ?? "");

it("adds a key that waits until every process must have read it, and leaves the other settings alone", async () => {
  expect(await store().add()).toEqual({ version: 2, since: new Date("2026-11-27T00:30:00Z") });
  expect(kept().current).toBe(2);
  expect(Buffer.from(kept().keys.get(1) ?? []).toString("base64")).toBe(FIRST);
  expect(kept().keys.get(2)).toHaveLength(32);
  expect(settings().OTHER).toBe("stays");
});

it("adds none while another waits for its time", async () => {
  await store().add();
  const before = secret;
  await expect(store().add()).rejects.toMatchObject({ kind: "conflict", code: "rotation-under-way" });
  expect(secret).toBe(before);
});

it("takes a key away", async () => {
  await store().add();
  await store().remove(1);
  expect([...kept().keys.keys()]).toEqual([2]);
});

it("says that the secret holds no keyring, and shows nothing of it", async () => {
  secret = '{"MONGODB_URI":"mongodb://user:hush@host"}';
  const failed = await store()
    .add()
    .catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "secret-malformed" });
  expect(JSON.stringify(failed)).not.toContain("hush");
});
