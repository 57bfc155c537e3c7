import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { AppError } from "../../domain/errors.ts";
import { awsError } from "./aws-calls.ts";
import { SECRETS_CLIENT, secretObjectSchema } from "./secret-settings.ts";

/**
 * Changes one setting of a secret and leaves the others as they are. Secrets Manager knows no condition on a write:
 * two people who do this at the same moment may undo each other, which the version read back afterwards shows.
 * @throws AppError `unavailable`: `keyring-…`, `secret-malformed`; none shows what the secret holds.
 */
export async function changeSecretSetting(
  arn: string,
  name: string,
  change: (text: string) => string,
  client = new SecretsManagerClient(SECRETS_CLIENT),
): Promise<void> {
  const failed = (error: unknown): never => {
    throw awsError("keyring", error, {});
  };
  const read = await client.send(new GetSecretValueCommand({ SecretId: arn })).catch(failed);
  const settings = secretObjectSchema.safeParse(read.SecretString);
  const value = settings.data?.[name];
  if (!settings.success || value === undefined) {
    throw new AppError(
      "unavailable",
      "secret-malformed",
      `The secret must hold one JSON object with ${name}.`,
    );
  }
  // A keyring may stand there as an object or as text, and stays what it was.
  const changed = change(typeof value === "string" ? value : JSON.stringify(value));
  const next = { ...settings.data, [name]: typeof value === "string" ? changed : JSON.parse(changed) };
  const written = await client
    .send(new PutSecretValueCommand({ SecretId: arn, SecretString: JSON.stringify(next) }))
    .catch(failed);
  const after = await client.send(new GetSecretValueCommand({ SecretId: arn })).catch(failed);
  if (after.VersionId !== written.VersionId) {
    throw new AppError(
      "unavailable",
      "keyring-contended",
      "Somebody else changed the secret at the same time.",
    );
  }
}
