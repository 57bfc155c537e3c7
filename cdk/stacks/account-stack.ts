import { RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import { CfnAccount } from "aws-cdk-lib/aws-apigateway";
import { ManagedPolicy, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";

/**
 * What all stages of an account and region share, and what no stage may delete with itself: API Gateway has one role
 * for the access logs of all its gateways. Every stage defines the same stack, and deleting it keeps the role.
 */
export class AccountStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    const role = new Role(this, "GatewayLogRole", {
      assumedBy: new ServicePrincipal("apigateway.amazonaws.com"),
      managedPolicies: [
        ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonAPIGatewayPushToCloudWatchLogs"),
      ],
    });
    acknowledge(
      role,
      "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]",
      "API Gateway accepts no narrower role for its logs.",
    );
    const account = new CfnAccount(this, "GatewayAccount", { cloudWatchRoleArn: role.roleArn });
    for (const one of [role, account]) one.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
}
