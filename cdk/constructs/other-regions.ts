import { Stack } from "aws-cdk-lib";
import { type IPrincipal, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { settingIn } from "../../lib/config.ts";
import { QUEUES, type WorkQueue } from "../../lib/ports/queues.ts";
import { acknowledgePattern } from "../acknowledge.ts";
import { type DeploymentConfig, isPrimary, otherRegions } from "../config.ts";
import type { BucketName, Grants } from "../functions.ts";
import { accountInFinding } from "../names.ts";
import { bucketName, physicalName, queueSetting } from "../physical-names.ts";
import { cfnBucketOf } from "./private-bucket.ts";

/*
 * What a region needs from the others. Everything is referred to by name: a stack cannot refer to a stack of another
 * region, and names are physical. A policy cannot name a key, so keys are matched by their alias.
 */

/** Queues of every region that the primary sends to. */
const FED = ["embed-high", "embed-low"] as const satisfies readonly WorkQueue[];
/** If someone requests this in another region, the primary carries it out. */
const CARRIED_OUT_BY_PRIMARY = "erase" satisfies WorkQueue;

interface Context {
  readonly config: DeploymentConfig;
  readonly account: string;
}

const queueUrl = ({ config, account }: Context, region: string, name: WorkQueue): string =>
  `https://sqs.${region}.amazonaws.com/${account}/${physicalName(config.stage.name, name)}`;
const queueArn = ({ config, account }: Context, region: string, name: WorkQueue): string =>
  `arn:aws:sqs:${region}:${account}:${physicalName(config.stage.name, name)}`;
const bucketIn = ({ config, account }: Context, region: string, name: BucketName = "backup"): string =>
  bucketName(name, { stage: config.stage.name, account, region });

/**
 * A function's settings beyond those of its own region. Searches read from the nearest copy; a worker reads the data
 * that it works on.
 */
export function environmentElsewhere(context: Context, settings: Grants): Record<string, string> {
  const { config } = context;
  if (config.regions.length < 2) return {};
  if (!isPrimary(config)) {
    return {
      [queueSetting(CARRIED_OUT_BY_PRIMARY)]: queueUrl(context, config.primary, CARRIED_OUT_BY_PRIMARY),
      // The bucket that the console's page may upload files to.
      INCREATOR_RAW_BUCKET: bucketIn(context, config.primary, "raw"),
      ...(!isWorker(settings) && { INCREATOR_READS: "near" }),
    };
  }
  return Object.fromEntries(
    otherRegions(config).flatMap((region) => [
      ...FED.map((name) => [settingIn(queueSetting(name), region), queueUrl(context, region, name)] as const),
      [settingIn("INCREATOR_BACKUP_BUCKET", region), bucketIn(context, region)] as const,
    ]),
  );
}

const isWorker = (settings: Grants): boolean => "sources" in settings;

/** Grants a function the rights it has here also on what it sends to, measures and removes in other regions. */
export function grantElsewhere(
  scope: Construct,
  role: IPrincipal,
  config: DeploymentConfig,
  { sends = [], measures = [], objects = {} }: Grants,
): void {
  const context = { config, account: Stack.of(scope).account };
  const allow = (actions: string[], ...resources: string[]) =>
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  const reached = isPrimary(config) ? FED : [CARRIED_OUT_BY_PRIMARY];
  for (const region of otherRegions(config)) {
    const arnsOf = (names: readonly WorkQueue[]) =>
      QUEUES.filter((name) => reached.some((one) => one === name) && names.includes(name)).map((name) =>
        queueArn(context, region, name),
      );
    const [sent, measured] = [arnsOf(sends), isPrimary(config) ? arnsOf(measures) : []];
    if (measured.length > 0) allow(["sqs:GetQueueAttributes"], ...measured);
    if (sent.length > 0) {
      allow(["sqs:SendMessage"], ...sent);
      useKey(scope, role, { config, region, key: "messages", service: "sqs" }, [
        "GenerateDataKey",
        "Decrypt",
      ]);
    }
    if (!isPrimary(config) || !objects.backups?.includes("erase")) continue;
    const arn = `arn:aws:s3:::${bucketIn(context, region)}`;
    allow(["s3:ListBucket", "s3:ListBucketVersions"], arn);
    allow(["s3:DeleteObject", "s3:DeleteObjectVersion"], `${arn}/backups/*`);
    acknowledgePattern(
      scope,
      `arn:aws:s3:::${bucketIn({ ...context, account: accountInFinding(scope) }, region)}/backups/*`,
      "Copies of backups have the keys of what they are copies of; the bucket is one of our own.",
    );
  }
}

interface KeyElsewhere {
  readonly config: DeploymentConfig;
  readonly region: string;
  /** The end of the key's alias, as in data-stack.ts. */
  readonly key: "data" | "messages";
  readonly service: "sqs" | "s3";
}

/** Allows a key's use through the service only, and only of the key with that alias. */
function useKey(
  scope: Construct,
  role: IPrincipal,
  { config, region, key, service }: KeyElsewhere,
  actions: readonly string[],
): void {
  const { account } = Stack.of(scope);
  role.addToPrincipalPolicy(
    new PolicyStatement({
      actions: actions.map((action) => `kms:${action}`),
      resources: [`arn:aws:kms:${region}:${account}:key/*`],
      conditions: {
        StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` },
        "ForAnyValue:StringEquals": {
          "kms:ResourceAliases": `alias/${physicalName(config.stage.name, key)}`,
        },
      },
    }),
  );
  acknowledgePattern(
    scope,
    `arn:aws:kms:${region}:${accountInFinding(scope)}:key/*`,
    "The id of a key of another region is not known here: the condition names it by its alias.",
  );
}

/** S3 copies what is written to this region's backups into the others' buckets, but not removals of versions. */
export function replicateBackups(
  scope: Construct,
  config: DeploymentConfig,
  bucket: Parameters<typeof cfnBucketOf>[0],
  key: { readonly keyArn: string },
): void {
  if (!isPrimary(config) || otherRegions(config).length === 0) return;
  const { account } = Stack.of(scope);
  const context = { config, account };
  const arn = `arn:aws:s3:::${bucketIn(context, config.region)}`;
  const role = new Role(scope, "BackupCopies", {
    assumedBy: new ServicePrincipal("s3.amazonaws.com", {
      conditions: { StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": arn } },
    }),
  });
  const allow = (actions: string[], ...resources: string[]) =>
    role.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  allow(["s3:GetReplicationConfiguration", "s3:ListBucket"], arn);
  allow(
    ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
    `${arn}/*`,
  );
  allow(["kms:Decrypt"], key.keyArn);
  for (const region of otherRegions(config)) {
    allow(["s3:ReplicateObject", "s3:ReplicateTags"], `arn:aws:s3:::${bucketIn(context, region)}/*`);
    useKey(role, role, { config, region, key: "data", service: "s3" }, ["Encrypt", "GenerateDataKey"]);
  }
  const inFinding = { ...context, account: accountInFinding(scope) };
  for (const region of config.regions)
    acknowledgePattern(
      role,
      `arn:aws:s3:::${bucketIn(inFinding, region)}/*`,
      "Every backup is copied; both buckets are our own.",
    );
  cfnBucketOf(bucket).replicationConfiguration = {
    role: role.roleArn,
    rules: otherRegions(config).map((region, at) => ({
      id: `to-${region}`,
      status: "Enabled",
      priority: at,
      filter: { prefix: "" },
      deleteMarkerReplication: { status: "Disabled" },
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
      destination: {
        bucket: `arn:aws:s3:::${bucketIn(context, region)}`,
        encryptionConfiguration: {
          replicaKmsKeyId: `arn:aws:kms:${region}:${account}:alias/${physicalName(config.stage.name, "data")}`,
        },
      },
    })),
  };
}
