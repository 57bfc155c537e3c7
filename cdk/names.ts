import { Stack, Token } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** A construct's name from its stem: `erase-creator` becomes `EraseCreator`. */
export const constructName = (stem: string): string =>
  stem
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");

/** The account id as cdk-nag writes it in the name of a finding. */
export const accountInFinding = (scope: IConstruct): string => {
  const { account } = Stack.of(scope);
  return Token.isUnresolved(account) ? "<AWS::AccountId>" : account;
};
