import { type IVpc, Vpc } from "aws-cdk-lib/aws-ec2";
import { Cluster, type ICluster } from "aws-cdk-lib/aws-ecs";

/**
 * CDK declares optional properties without `| undefined` in its interfaces, but with it in the classes that implement
 * them. So with exactOptionalPropertyTypes a class does not match its own interface. These functions assert that it
 * does.
 */
const isVpc = (made: unknown): made is IVpc => made instanceof Vpc;
const isCluster = (made: unknown): made is ICluster => made instanceof Cluster;

export function asVpc(made: unknown): IVpc {
  if (!isVpc(made)) throw new Error("This is no network.");
  return made;
}

export function asCluster(made: unknown): ICluster {
  if (!isCluster(made)) throw new Error("This is no cluster.");
  return made;
}
