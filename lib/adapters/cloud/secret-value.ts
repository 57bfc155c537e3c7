import { randomUUID } from "node:crypto";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { AppError } from "../../domain/errors.ts";
import { awsError, SHORT_CALLS } from "./aws-calls.ts";
import { secretObjectSchema } from "./secret-settings.ts";

/** The version that everybody reads. Secrets Manager moves AWSPREVIOUS with it. */
const CURRENT = "AWSCURRENT";
/** A version without a label may be deleted at any time. This label keeps a new value until it is current. */
const PENDING = "INCREATOR_PENDING";

/**
 * Changes one setting of a secret and leaves the others, or fails and changes nothing. Secrets Manager has no
 * condition on a value, but it has one on the label: AWSCURRENT moves to the new version only from the version that
 * was read (API reference of UpdateSecretVersionStage). So if two change the secret at once, one is refused.
 * @throws AppError `conflict`, code `keyring-contended`; `unavailable`: `keyring-…`, `secret-malformed`. None shows
 * what the secret holds.
 */
export async function changeSecretSetting(
  arn: string,
  name: string,
  change: (text: string) => string,
  client = new SecretsManagerClient(SHORT_CALLS),
): Promise<void> {
  const read = await currentOf(client, arn);
  const SecretString = withSetting(read.SecretString, name, change);
  // The id makes a repeated write the same write, so a lost answer leaves no second version.
  const next = randomUUID();
  const put = { SecretId: arn, ClientRequestToken: next, SecretString, VersionStages: [PENDING] };
  await client.send(new PutSecretValueCommand(put)).catch(failed);
  try {
    await makeCurrent(client, arn, { from: read.VersionId, to: next });
  } finally {
    await dropLabel(client, arn, next);
  }
}

function withSetting(secret: string | undefined, name: string, change: (text: string) => string): string {
  const settings = secretObjectSchema.safeParse(secret);
  const value = settings.data?.[name];
  if (!settings.success || value === undefined) {
    const message = `The secret must hold one JSON object with ${name}.`;
    throw new AppError("unavailable", "secret-malformed", message);
  }
  // A keyring may be stored as an object or as text. It keeps its form.
  const changed = change(typeof value === "string" ? value : JSON.stringify(value));
  return JSON.stringify({
    ...settings.data,
    [name]: typeof value === "string" ? changed : JSON.parse(changed),
  });
}

async function makeCurrent(
  client: SecretsManagerClient,
  arn: string,
  { from, to }: { readonly from: string | undefined; readonly to: string },
): Promise<void> {
  const move = { SecretId: arn, VersionStage: CURRENT, RemoveFromVersionId: from, MoveToVersionId: to };
  try {
    await client.send(new UpdateSecretVersionStageCommand(move));
  } catch (error) {
    // If the first answer was lost, the repeated request finds the label already moved.
    const now = await currentOf(client, arn);
    if (now.VersionId === to) return;
    if (now.VersionId === from) failed(error);
    const message =
      "Somebody else changed the secret at the same time; what they wrote stands, and nothing of this change was made. Try again.";
    throw new AppError("conflict", "keyring-contended", message, {}, error);
  }
}

/** A label that another write took, or that stays, does no harm. The next write takes it. */
async function dropLabel(client: SecretsManagerClient, arn: string, version: string): Promise<void> {
  const drop = { SecretId: arn, VersionStage: PENDING, RemoveFromVersionId: version };
  await client.send(new UpdateSecretVersionStageCommand(drop)).catch(() => undefined);
}

const currentOf = (client: SecretsManagerClient, arn: string) =>
  client.send(new GetSecretValueCommand({ SecretId: arn, VersionStage: CURRENT })).catch(failed);

const failed = (error: unknown): never => {
  throw awsError("keyring", error, {});
};
