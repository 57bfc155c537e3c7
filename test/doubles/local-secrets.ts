import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import { type ScriptedAnswer, startScriptedServer } from "./scripted-server.ts";

const ARN = "arn:aws:secretsmanager:us-east-1:111122223333:secret:increator-test-settings";

const requestSchema = z.object({
  VersionStage: z.string().default("AWSCURRENT"),
  SecretString: z.string().default(""),
  ClientRequestToken: z.string().default(""),
  VersionStages: z.array(z.string()).optional(),
  RemoveFromVersionId: z.string().optional(),
  MoveToVersionId: z.string().optional(),
});
type SecretRequest = z.infer<typeof requestSchema>;

const answer = (body: object, status = 200): ScriptedAnswer => ({
  status,
  body: JSON.stringify(body),
  headers: { "content-type": "application/x-amz-json-1.1" },
});
const refusal = (type: string): ScriptedAnswer => answer({ __type: type, Message: type }, 400);

/** Runs in place of an operation, and may carry it out. */
type Intervention = (carryOut: () => ScriptedAnswer) => ScriptedAnswer;

/**
 * One secret of Secrets Manager with its versions and labels, as the API reference tells them: a token writes once, a
 * label stands on one version, and moves only from the version that is named.
 */
export async function startLocalSecret(value: string) {
  const values = new Map([["v1", value]]);
  const labels = new Map([["AWSCURRENT", "v1"]]);
  const faults: { readonly operation: string; readonly run: Intervention }[] = [];

  const attach = (label: string, version: string): void => {
    const before = labels.get(label);
    if (label === "AWSCURRENT" && before !== undefined) labels.set("AWSPREVIOUS", before);
    labels.set(label, version);
  };
  const operations: Readonly<Record<string, (request: SecretRequest) => ScriptedAnswer>> = {
    GetSecretValue({ VersionStage }) {
      const version = labels.get(VersionStage);
      const SecretString = version === undefined ? undefined : values.get(version);
      return SecretString === undefined
        ? refusal("ResourceNotFoundException")
        : answer({ ARN, VersionId: version, SecretString });
    },
    PutSecretValue({ ClientRequestToken: version, SecretString, VersionStages = ["AWSCURRENT"] }) {
      const before = values.get(version);
      if (before !== undefined && before !== SecretString) return refusal("ResourceExistsException");
      values.set(version, SecretString);
      for (const label of VersionStages) attach(label, version);
      return answer({ ARN, VersionId: version, VersionStages });
    },
    UpdateSecretVersionStage({ VersionStage, RemoveFromVersionId, MoveToVersionId }) {
      const holder = labels.get(VersionStage);
      if (holder !== RemoveFromVersionId) return refusal("InvalidParameterException");
      if (MoveToVersionId !== undefined) attach(VersionStage, MoveToVersionId);
      else labels.delete(VersionStage);
      return answer({ ARN });
    },
  };
  const carryOut = (operation: string, body: string): ScriptedAnswer =>
    operations[operation]?.(requestSchema.parse(JSON.parse(body))) ?? refusal("InvalidAction");

  const server = await startScriptedServer(({ headers, body }) => {
    const operation = String(headers["x-amz-target"]).replace("secretsmanager.", "");
    const at = faults.findIndex((fault) => fault.operation === operation);
    const [fault] = at < 0 ? [] : faults.splice(at, 1);
    const proceed = () => carryOut(operation, body);
    return fault ? fault.run(proceed) : proceed();
  });
  return {
    arn: ARN,
    /** What makes the SDK ask it, with credentials that it does not look at. */
    environment: {
      AWS_ENDPOINT_URL: server.endpoint,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    },
    client: () =>
      new SecretsManagerClient({
        endpoint: server.endpoint,
        region: "us-east-1",
        credentials: { accessKeyId: "test", secretAccessKey: "test" },
        maxAttempts: 2,
      }),
    /** The value under a label; undefined if no version has the label. */
    valueAt: (label: string) => values.get(labels.get(label) ?? ""),
    labels: labels as ReadonlyMap<string, string>,
    versions: values as ReadonlyMap<string, string>,
    /** Runs something in place of the next such operation. */
    onNext: (operation: string, run: Intervention) => void faults.push({ operation, run }),
    /** Writes the secret as a person does in the console. */
    write(version: string, text: string): void {
      values.set(version, text);
      attach("AWSCURRENT", version);
    },
    close: () => server.close(),
  };
}
