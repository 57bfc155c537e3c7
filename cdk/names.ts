import { Stack, Token } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** The construct's name of a stem: `erase-creator` is `EraseCreator`. */
export const constructName = (stem: string): string =>
  stem
    .split("-")
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");

/** The variable that holds a queue's address: `embed-high` is `INCREATOR_QUEUE_URL_EMBED_HIGH`. */
export const queueSetting = (queue: string): string =>
  `INCREATOR_QUEUE_URL_${queue.replaceAll("-", "_").toUpperCase()}`;

/** Physical name within account and region. */
export const physicalName = (stage: string, name: string): string => `increator-${stage}-${name}`;

/** The account as cdk-nag writes it in the name of a finding. */
export const accountInFinding = (scope: IConstruct): string => {
  const { account } = Stack.of(scope);
  return Token.isUnresolved(account) ? "<AWS::AccountId>" : account;
};
