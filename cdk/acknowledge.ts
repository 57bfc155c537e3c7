import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Accepts a finding of cdk-nag on a construct and everything below it. Auditors read the reason. */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** Accepts one resource pattern of a policy. */
export const acknowledgePattern = (scope: IConstruct, resource: string, reason: string): void =>
  acknowledge(scope, `IAM5[Resource::${resource}]`, reason);
