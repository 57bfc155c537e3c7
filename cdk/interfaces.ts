import { type IVpc, Vpc } from "aws-cdk-lib/aws-ec2";
import { Cluster, type ICluster } from "aws-cdk-lib/aws-ecs";

/**
 * CDK declares its optional properties without `| undefined` in interfaces and with it in the classes that implement
 * them, so that under exactOptionalPropertyTypes a class is not its own interface. These say that it is.
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
