import { type Duration, RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type LifecycleRule,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";

export interface PrivateBucketProps {
  readonly bucketName: string;
  readonly key: IKey;
  readonly isProtected: boolean;
  /** The oldest TLS version that requests may use. */
  readonly minimumTls: 1.2 | 1.3;
  /** Prefixes and how long the objects under them live; "" is the whole bucket. */
  readonly expiry: Readonly<Record<string, Duration>>;
  /** How long a replaced or deleted object can still be restored. An erasure removes every version itself. */
  readonly oldVersions: Duration;
}

/** A versioned, encrypted bucket without public access, whose objects expire by themselves. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id, {
      bucketName: props.bucketName,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      // One data key for many objects, instead of a call to KMS for each.
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: props.minimumTls,
      removalPolicy: props.isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: lifecycleOf(props),
    });
    acknowledge(
      this,
      "S1",
      "CloudTrail records every read and write of its objects: constructs/audit-trail.ts.",
    );
  }
}

/** The bucket's CloudFormation resource, for settings that CDK's construct does not offer. */
export function cfnBucketOf(bucket: Bucket): CfnBucket {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket)) throw new Error("A bucket has another shape than CDK's.");
  return defaultChild;
}

function lifecycleOf({ expiry, oldVersions }: PrivateBucketProps): LifecycleRule[] {
  const rules = Object.entries(expiry).map(([prefix, expiration], at) => ({
    id: `expire-${prefix.replaceAll("/", "") || "all"}-${at}`,
    ...(prefix && { prefix }),
    expiration,
  }));
  return [
    ...rules,
    {
      id: "clear-old-versions",
      noncurrentVersionExpiration: oldVersions,
      expiredObjectDeleteMarker: true,
      abortIncompleteMultipartUploadAfter: oldVersions,
    },
  ];
}
