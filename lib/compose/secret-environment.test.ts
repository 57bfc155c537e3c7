import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startLocalSecret } from "../../test/doubles/local-secrets.ts";
import { withPlatformSettings, withSecretSettings } from "./secret-environment.ts";

let secret: Awaited<ReturnType<typeof startLocalSecret>>;
beforeEach(async () => {
  secret = await startLocalSecret(JSON.stringify({ X_BEARER_TOKEN: "kept" }));
  for (const [key, value] of Object.entries(secret.environment)) vi.stubEnv(key, value);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await secret.close();
});

test("settings and credentials come from a secret each, to anyone who is told where it is", async () => {
  const here = { OTHER: "stays", INCREATOR_PLATFORMS_SECRET_ARN: secret.arn };
  expect(await withSecretSettings(here)).toEqual(here);
  expect(await withPlatformSettings(here)).toEqual({ ...here, X_BEARER_TOKEN: "kept" });
});

test("a secret that holds no settings is told from one that cannot be read, and shown by neither", async () => {
  const here = { INCREATOR_PLATFORMS_SECRET_ARN: secret.arn };
  secret.write("v2", "X_BEARER_TOKEN=kept");
  const failing = withPlatformSettings(here);
  await expect(failing).rejects.toMatchObject({ kind: "unavailable", code: "secret-malformed" });
  await expect(failing).rejects.not.toThrow(/kept/);
});
