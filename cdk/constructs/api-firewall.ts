import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from "aws-cdk-lib/aws-wafv2";
import { Construct } from "constructs";
import type { DeploymentConfig } from "../config.ts";
import { physicalName } from "../physical-names.ts";
import type { DataStack } from "../stacks/data-stack.ts";

/** AWS's own rule groups, in the order in which they are evaluated. */
const MANAGED = [
  { name: "AWSManagedRulesAmazonIpReputationList", counted: [] },
  { name: "AWSManagedRulesKnownBadInputsRuleSet", counted: [] },
  // These rules only count. Programs may call without a user agent. A query of 500 Japanese letters is longer than 2 kB
  // and a list of accounts longer than 8 kB; the functions have size limits of their own.
  {
    name: "AWSManagedRulesCommonRuleSet",
    counted: ["NoUserAgent_HEADER", "SizeRestrictions_QUERYSTRING", "SizeRestrictions_BODY"],
  },
] as const;

export interface ApiFirewallProps {
  readonly config: DeploymentConfig;
  readonly data: DataStack;
  readonly stageArn: string;
}

/** Refuses known attacks, and addresses that send too many requests, before the gateway reads a request. */
export class ApiFirewall extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { config, data, stageArn }: ApiFirewallProps) {
    super(scope, id);
    this.name = physicalName(config.stage.name, "api");
    const acl = new CfnWebACL(this, "Acl", {
      name: this.name,
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig: visible(this.name),
      rules: [rateRule(config.stage.requestsPerAddress), ...MANAGED.map(managedRule)],
    });
    new CfnWebACLAssociation(this, "Association", { resourceArn: stageArn, webAclArn: acl.attrArn });
    this.#logRefusals(acl, config, data);
  }

  /** Logs refused requests only, without their queries and keys. */
  #logRefusals(acl: CfnWebACL, config: DeploymentConfig, data: DataStack): void {
    // WAF accepts only log groups with this prefix.
    const logGroupName = `aws-waf-logs-${physicalName(config.stage.name, "api")}`;
    const group = new LogGroup(this, "Log", {
      logGroupName,
      retention: config.stage.logRetentionDays,
      encryptionKey: data.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const { region, account } = Stack.of(this);
    const logging = new CfnLoggingConfiguration(this, "Logging", {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [`arn:aws:logs:${region}:${account}:log-group:${logGroupName}`],
      redactedFields: [
        { queryString: {} },
        { singleHeader: { Name: "authorization" } },
        { singleHeader: { Name: "x-api-key" } },
      ],
      loggingFilter: {
        DefaultBehavior: "DROP",
        Filters: [
          {
            Behavior: "KEEP",
            Requirement: "MEETS_ANY",
            Conditions: [{ ActionCondition: { Action: "BLOCK" } }],
          },
        ],
      },
    });
    logging.node.addDependency(group);
  }
}

const visible = (metricName: string) => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  // Samples would show whole requests with their queries in the console.
  sampledRequestsEnabled: false,
});

const rateRule = (limit: number): CfnWebACL.RuleProperty => ({
  name: "requests-per-address",
  priority: 0,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: { rateBasedStatement: { limit, aggregateKeyType: "IP", evaluationWindowSec: 300 } },
  visibilityConfig: visible("requests-per-address"),
});

const managedRule = ({ name, counted }: (typeof MANAGED)[number], at: number): CfnWebACL.RuleProperty => ({
  name,
  priority: at + 1,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: "AWS",
      name,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visible(name),
});
