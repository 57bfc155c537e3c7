import { Duration, type RemovalPolicy, Stack } from "aws-cdk-lib";
import { CfnTrail } from "aws-cdk-lib/aws-cloudtrail";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";

export interface AuditTrailProps {
  readonly trailName: string;
  readonly bucketName: string;
  /** Encrypts CloudTrail's log files. */
  readonly key: Key;
  /** Names of the buckets whose every read and write is recorded. */
  readonly watched: readonly string[];
  readonly removalPolicy: RemovalPolicy;
}

const KEPT = Duration.days(365);
const OLD_VERSIONS = Duration.days(1);

/**
 * Records who touched which object: CloudTrail's data events, in a bucket of their own. S3's access logs would record
 * the same again, but later, unsigned and sometimes incomplete.
 */
export class AuditTrail extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    this.bucket = this.#createBucket(props);
    this.#record(props);
  }

  #createBucket({ bucketName, removalPolicy }: AuditTrailProps): Bucket {
    const bucket = new Bucket(this, "Bucket", {
      bucketName,
      // CloudTrail encrypts its files with a KMS key by itself.
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      // CloudTrail writes here, and we cannot choose which TLS version it uses.
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          expiration: KEPT,
          noncurrentVersionExpiration: OLD_VERSIONS,
          abortIncompleteMultipartUploadAfter: OLD_VERSIONS,
        },
      ],
      removalPolicy,
    });
    acknowledge(
      bucket,
      "S1",
      "It holds the record of who touched the other buckets; CloudTrail's own digests show whether it was changed.",
    );
    return bucket;
  }

  #record({ trailName, key, watched }: AuditTrailProps): void {
    const { region, account } = Stack.of(this);
    const cloudTrail = new ServicePrincipal("cloudtrail.amazonaws.com");
    const conditions = {
      StringEquals: { "aws:SourceArn": `arn:aws:cloudtrail:${region}:${account}:trail/${trailName}` },
    };
    const allow = (actions: string[], resource: string) =>
      new PolicyStatement({ principals: [cloudTrail], actions, resources: [resource], conditions });
    // In a key's own policy `*` means that key.
    key.addToResourcePolicy(allow(["kms:GenerateDataKey", "kms:DescribeKey"], "*"));
    this.bucket.addToResourcePolicy(allow(["s3:GetBucketAcl"], this.bucket.bucketArn));
    this.bucket.addToResourcePolicy(
      allow(["s3:PutObject"], this.bucket.arnForObjects(`trail/AWSLogs/${account}/*`)),
    );
    const trail = new CfnTrail(this, "Trail", {
      trailName,
      isLogging: true,
      s3BucketName: this.bucket.bucketName,
      s3KeyPrefix: "trail",
      kmsKeyId: key.keyArn,
      enableLogFileValidation: true,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      eventSelectors: [
        {
          includeManagementEvents: false,
          readWriteType: "All",
          dataResources: [
            { type: "AWS::S3::Object", values: watched.map((name) => `arn:aws:s3:::${name}/`) },
          ],
        },
      ],
    });
    if (this.bucket.policy) trail.node.addDependency(this.bucket.policy);
  }
}
