import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  type IGrantable,
  type IPrincipal,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { WorkQueue } from "../../lib/ports/queues.ts";
import { acknowledgePattern } from "../acknowledge.ts";
import type { FunctionBundles } from "../bundle.ts";
import { type DeploymentConfig, isPrimary } from "../config.ts";
import {
  type BucketName,
  FOLDERS,
  type Folder,
  type FolderGrants,
  type FunctionSettings,
  type Grants,
  type ObjectAccess,
  SECRETS,
} from "../functions.ts";
import { accountInFinding } from "../names.ts";
import { physicalName, queueSetting } from "../physical-names.ts";
import type { DataStack, KeptSecret } from "../stacks/data-stack.ts";
import { environmentElsewhere, grantElsewhere } from "./other-regions.ts";

/** What every function of a deployment is made from. */
export interface FunctionContext {
  readonly config: DeploymentConfig;
  readonly data: DataStack;
  readonly bundles: FunctionBundles;
}

/** Every connection that a function opens uses TLS 1.3. */
export const NODE_OPTIONS = "--tls-min-v1.3";

const OBJECT_ACTIONS: Readonly<Record<ObjectAccess, readonly string[]>> = {
  list: [],
  read: ["s3:GetObject"],
  write: ["s3:PutObject", "s3:AbortMultipartUpload"],
  erase: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
};

const BUCKET_ACTIONS: Readonly<Record<ObjectAccess, readonly string[]>> = {
  list: ["s3:ListBucket"],
  read: ["s3:ListBucket"],
  write: [],
  erase: ["s3:ListBucket", "s3:ListBucketVersions"],
};

const CONTACT_ACTIONS = { seal: "kms:GenerateDataKey", open: "kms:Decrypt" } as const;

/** One deployable of functions/: its bundle, log, role and settings, and the grants that its settings name. */
export class SystemFunction extends Construct {
  readonly handler: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(
    scope: Construct,
    id: string,
    context: FunctionContext,
    settings: FunctionSettings & { readonly stem: string; readonly reservedCopies?: number },
  ) {
    super(scope, id);
    const { config, data, bundles } = context;
    const bundle = bundles.get(settings.stem);
    if (!bundle) throw new Error(`functions/${settings.stem}.lambda.ts was not bundled.`);
    const functionName = physicalName(config.stage.name, settings.stem);
    this.logGroup = new LogGroup(this, "Log", {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: config.stage.logRetentionDays,
      encryptionKey: data.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.handler = new LambdaFunction(this, "Function", {
      functionName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundle.folder),
      handler: "index.handler",
      memorySize: settings.memoryMb,
      timeout: Duration.seconds(settings.timeoutSeconds),
      tracing: Tracing.ACTIVE,
      logGroup: this.logGroup,
      ...(settings.reservedCopies !== undefined && { reservedConcurrentExecutions: settings.reservedCopies }),
      environment: {
        ...environmentOf(context, settings),
        ...environmentElsewhere({ config, account: data.account }, settings),
        INCREATOR_MONGO_POOL: String(settings.connections),
      },
      environmentEncryption: data.dataKey,
      role: this.#createRole(),
    });
    grantRow(this, this.handler, context, settings);
  }

  /** Replaces AWS's managed policy, which may write to every log group of the account. */
  #createRole(): Role {
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    this.logGroup.grantWrite(role);
    acknowledgePattern(role, "*", "X-Ray's actions know no resources: AWS allows them on * alone.");
    return role;
  }
}

/**
 * Grants what a row of cdk/functions.ts names. The grant is on the role, not on the key or secret, because their stack
 * must not depend on this one.
 */
export function grantRow(
  scope: Construct,
  { grantPrincipal: role }: IGrantable,
  { config, data }: Omit<FunctionContext, "bundles">,
  grants: Grants,
): void {
  const { sends = [], measures = [], pauses = [], objects = {} } = grants;
  const permit = (actions: readonly string[], ...resources: string[]) =>
    role.addToPrincipalPolicy(allow(actions, ...resources));
  const arnsOf = (names: readonly WorkQueue[]) => names.map((name) => data.queue(name).queue.queueArn);
  permit(["secretsmanager:GetSecretValue"], ...secretArnsOf(data, grants));
  permit(["kms:Decrypt"], data.dataKey.keyArn);
  if (measures.length > 0) {
    const dead = measures.map((name) => data.queue(name).dead.queueArn);
    permit(["sqs:GetQueueAttributes"], ...arnsOf(measures), ...dead);
  }
  const seen = [...new Set([...measures, ...pauses])];
  if (seen.length > 0) permit(["sqs:ListQueueTags"], ...arnsOf(seen));
  if (pauses.length > 0) permit(["sqs:TagQueue", "sqs:UntagQueue"], ...arnsOf(pauses));
  if (sends.length > 0) {
    permit(["sqs:SendMessage"], ...arnsOf(sends));
    permit(["kms:GenerateDataKey", "kms:Decrypt"], data.messageKey.keyArn);
  }
  if (grants.contacts) role.addToPrincipalPolicy(contactStatement(data, grants.contacts));
  grantElsewhere(scope, role, config, grants);
  grantObjects(scope, role, data, objects);
}

/** Data keys of contacts, and only if the request names their tenant and creator. */
const contactStatement = (data: DataStack, contacts: NonNullable<Grants["contacts"]>): PolicyStatement => {
  const actions = contacts.map((one) => CONTACT_ACTIONS[one]);
  const statement = allow(actions, data.contactKey.keyArn);
  statement.addCondition("ForAllValues:StringEquals", { "kms:EncryptionContextKeys": ["tenant", "creator"] });
  statement.addCondition("Null", { "kms:EncryptionContextKeys": "false" });
  return statement;
};

/**
 * Grants objects by their key's first folder. Listing is granted on the bucket, because S3 tells a caller who may list
 * it that an object is missing, and tells others that access is denied.
 */
function grantObjects(scope: Construct, role: IPrincipal, data: DataStack, objects: FolderGrants): void {
  const entries = Object.entries(objects) as [Folder, readonly ObjectAccess[]][];
  const arnOf = (name: BucketName, account?: string) => `arn:aws:s3:::${data.bucketName(name, account)}`;
  for (const [folder, access] of entries) {
    const bucket = FOLDERS[folder];
    const onBucket = access.flatMap((one) => BUCKET_ACTIONS[one]);
    if (onBucket.length > 0) role.addToPrincipalPolicy(allow(onBucket, arnOf(bucket)));
    const onObjects = access.flatMap((one) => OBJECT_ACTIONS[one]);
    if (onObjects.length === 0) continue;
    role.addToPrincipalPolicy(allow(onObjects, `${arnOf(bucket)}/${folder}/*`));
    acknowledgePattern(
      scope,
      `${arnOf(bucket, accountInFinding(scope))}/${folder}/*`,
      "The keys of objects hold ids and digests that are not known beforehand; the bucket is one of our own.",
    );
  }
  if (entries.some(([, access]) => access.includes("write")))
    role.addToPrincipalPolicy(allow(["kms:GenerateDataKey"], data.dataKey.keyArn));
}

const allow = (actions: readonly string[], ...resources: string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...new Set(actions)], resources });

/** The secrets that a deployable may read: everybody's, its role's, and the platforms' credentials where it needs them. */
const secretArnsOf = (data: DataStack, grants: Grants): string[] =>
  [...ownSecrets(data, grants), ...(grants.platforms ? [data.platformsSecret] : [])].map(
    ({ secretArn }) => secretArn,
  );

const ownSecrets = (data: DataStack, { role }: Grants): KeptSecret[] => [
  data.secret("settings"),
  data.secret(role),
];

/** Stands in for a key that the role's secret does not contain, since settings must be complete. */
const WITHHELD = "withheld";

const withheldFrom = ({ role }: Grants): Record<string, string> => {
  const kept: readonly string[] = SECRETS[role];
  const lacking = SECRETS.pipeline.filter((name) => !kept.includes(name));
  return Object.fromEntries(lacking.map((name) => [name, WITHHELD]));
};

/** The settings of everything that runs the project's code. lib/config.ts reads them. */
export function environmentOf(
  { config, data }: Omit<FunctionContext, "bundles">,
  grants: Grants,
): Record<string, string> {
  const queues = data.workQueues.map(({ name, queue }) => [queueSetting(name), queue.queueUrl]);
  return {
    ...config.functionSettings,
    // Where the scrapers run: cdk/deployment.ts.
    ...(isPrimary(config) && { INCREATOR_CRAWL: "on" }),
    ...Object.fromEntries(queues),
    INCREATOR_RAW_BUCKET: data.bucketName("raw"),
    INCREATOR_QUARANTINE_BUCKET: data.bucketName("quarantine"),
    INCREATOR_BACKUP_BUCKET: data.bucketName("backup"),
    INCREATOR_EXPORT_BUCKET: data.bucketName("export"),
    INCREATOR_CONTACT_KEY_ARN: data.contactKey.keyArn,
    ...withheldFrom(grants),
    INCREATOR_SECRET_ARN: ownSecrets(data, grants)
      .map(({ id }) => id)
      .join(","),
    ...(grants.platforms && { INCREATOR_PLATFORMS_SECRET_ARN: data.platformsSecret.id }),
    INCREATOR_LOG_LEVEL: config.stage.logLevel,
    NODE_OPTIONS,
  };
}
