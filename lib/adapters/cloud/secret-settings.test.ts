import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { describe, expect, it } from "vitest";
import { readSecretSettings } from "./secret-settings.ts";

const answering = (send: () => Promise<unknown>) => ({ send }) as unknown as SecretsManagerClient;
const holding = (SecretString: string | undefined) => answering(async () => ({ SecretString }));

describe("settings in a secret", () => {
  it("are one JSON object; what is no text in it stays JSON", async () => {
    const secret = JSON.stringify({
      MONGODB_URI: "mongodb://x",
      INCREATOR_KEYRING: { current: 1, keys: {} },
    });
    expect(await readSecretSettings("arn", holding(secret))).toEqual({
      MONGODB_URI: "mongodb://x",
      INCREATOR_KEYRING: '{"current":1,"keys":{}}',
    });
  });

  it.each([["hunter2"], ["[1]"], [undefined]])("are refused without being shown: %j", async (text) => {
    await expect(readSecretSettings("arn", holding(text))).rejects.toMatchObject({
      code: "secret-malformed",
      message: expect.not.stringContaining("hunter2"),
    });
  });

  it("that cannot be read name the vendor's error and nothing else", async () => {
    const denied = Object.assign(new Error("secret hunter2"), { name: "AccessDeniedException" });
    const reading = readSecretSettings(
      "arn",
      answering(() => Promise.reject(denied)),
    );
    await expect(reading).rejects.toMatchObject({
      kind: "unavailable",
      code: "secret-unreadable",
      message: "The secret cannot be read: AccessDeniedException.",
    });
  });
});
