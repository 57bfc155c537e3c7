import { Annotations, App, type AppProps, type Stack, Tags, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import type { FunctionBundles } from "./bundle.ts";
import { type DeploymentConfig, isPrimary, otherRegions } from "./config.ts";
import { AccountStack } from "./stacks/account-stack.ts";
import { ApiStack } from "./stacks/api-stack.ts";
import { DataStack } from "./stacks/data-stack.ts";
import { ObservabilityStack } from "./stacks/observability-stack.ts";
import { PipelineStack } from "./stacks/pipeline-stack.ts";
import { ScrapersStack } from "./stacks/scrapers-stack.ts";

/** Switches CDK's older behaviours that would break this deployment's rules to the newer ones. */
const FLAGS = {
  "@aws-cdk/aws-apigateway:disableCloudWatchRole": true,
  "@aws-cdk/aws-iam:minimizePolicies": true,
  // Buckets that take access logs allow it by policy, since access control lists are off everywhere.
  "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": true,
  "@aws-cdk/core:checkSecretUsage": true,
  // A stack cannot drop a value that another stack uses.
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
  "@aws-cdk/core:target-partitions": ["aws"],
};

export interface Deployment {
  readonly app: App;
}

/**
 * All stacks of one stage, in each of its regions. Synthesis fails on any finding of cdk-nag without an accepted
 * reason.
 */
export function deploymentOf(
  config: DeploymentConfig,
  bundles: FunctionBundles,
  appProps: AppProps = {},
): Deployment {
  const app = new App({ analyticsReporting: false, ...appProps, context: { ...FLAGS, ...appProps.context } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  const [first, ...others] = [config, ...otherRegions(config).map((region) => ({ ...config, region }))].map(
    (one) => regionOf(app, one, bundles),
  );
  // The primary's backups are copied into the others' buckets, which must exist first.
  for (const data of others) first?.addStackDependency(data);
  Tags.of(app).add("project", "increator");
  return { app };
}

/** Makes the stacks of one region and returns its data stack. A region that takes no writes has fewer stacks. */
function regionOf(app: App, config: DeploymentConfig, bundles: FunctionBundles): DataStack {
  const env = { region: config.region, ...(config.account && { account: config.account }) };
  // A region keeps its names, no matter which region takes writes.
  const suffix = config.region === config.regions[0] ? "" : `-${config.region}`;
  const stage = `InCreator-${config.stage.name}${suffix}`;
  const account = new AccountStack(app, `InCreator-Account${suffix}`, {
    env,
    description: "InCreator: what all stages share",
  });
  const data = new DataStack(app, `${stage}-Data`, config, { env, description: "InCreator: what is kept" });
  const context = { config, data, bundles };
  const alerts = { topic: data.alerts, runbookUrl: config.runbookUrl };
  const pipeline = new PipelineStack(app, `${stage}-Pipeline`, context, alerts, {
    env,
    description: "InCreator: workers and jobs",
  });
  const api = new ApiStack(app, `${stage}-Api`, context, alerts, {
    env,
    description: "InCreator: the HTTP API",
  });
  // The gateway's stage cannot be created before the account has its log role.
  api.addStackDependency(account);
  const stacks: Stack[] = [data, pipeline, api];
  if (isPrimary(config)) {
    const scrapers = new ScrapersStack(
      app,
      `${stage}-Scrapers`,
      { config, data, alerts },
      { env, description: "InCreator: workers that fetch profiles" },
    );
    const observability = new ObservabilityStack(
      app,
      `${stage}-Observability`,
      { config, data, pipeline, api, alerts, rows: scrapers.services },
      { env, description: "InCreator: dashboard, objectives, budget" },
    );
    stacks.push(scrapers, observability);
  }
  for (const stack of stacks) Tags.of(stack).add("stage", config.stage.name);
  if (config.missing.length > 0) {
    Annotations.of(data).addWarningV2(
      "increator:placeholders",
      `Good for synth alone: ${config.missing.join(", ")} stand in for real settings (docs/DEPLOY.md).`,
    );
  }
  return data;
}
