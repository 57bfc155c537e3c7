import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { CfnAccount } from "aws-cdk-lib/aws-apigateway";
import { GraphWidget, type IWidget } from "aws-cdk-lib/aws-cloudwatch";
import { ManagedPolicy, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { type IFunction, Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import { HTTP_FUNCTIONS, type HttpFunction } from "../../lib/domain/api/operation.ts";
import { OPERATIONS } from "../../lib/domain/api/operations.ts";
import { acknowledge } from "../acknowledge.ts";
import { ApiFirewall } from "../constructs/api-firewall.ts";
import { HttpApi } from "../constructs/http-api.ts";
import { type FunctionContext, SystemFunction } from "../constructs/system-function.ts";
import { type AlertTarget, FIVE_MINUTES, runbookAlarm, type Watched } from "../constructs/watched.ts";
import { AUTHORISER, HTTP_SETTINGS } from "../functions.ts";
import { constructName } from "../names.ts";

const SEARCH = "search-creators";

/** What answers people: the functions of the HTTP API, the gateway and its firewall. */
export class ApiStack extends Stack implements Watched {
  readonly http: HttpApi;
  readonly row: readonly IWidget[];
  readonly search: LambdaFunction;

  readonly #context: FunctionContext;

  constructor(
    scope: Construct,
    id: string,
    context: FunctionContext,
    alerts: AlertTarget,
    props: StackProps,
  ) {
    super(scope, id, props);
    this.#context = context;
    const { config, data } = context;
    const functions = new Map(HTTP_FUNCTIONS.map((stem) => [stem, this.#function(stem)] as const));
    this.search = known(functions, SEARCH);
    const served = new Map<HttpFunction, IFunction>([...functions, [SEARCH, this.#warm(this.search)]]);
    const authoriser = new SystemFunction(this, constructName(AUTHORISER.stem), context, AUTHORISER);
    this.http = new HttpApi(this, "Http", {
      config,
      data,
      operations: OPERATIONS,
      functionOf: (stem) => known(served, stem),
      authoriser: authoriser.handler,
    });
    this.http.api.deploymentStage.node.addDependency(this.#letGatewayLog());
    new ApiFirewall(this, "Firewall", { config, data, stageArn: this.http.stageArn });
    for (const [stem, handler] of [...functions, [AUTHORISER.stem, authoriser.handler] as const]) {
      this.#watchErrors(stem, handler, alerts);
    }
    this.row = this.#rowOf(functions);
  }

  #function(stem: HttpFunction): LambdaFunction {
    const settings = HTTP_SETTINGS[stem];
    return new SystemFunction(this, constructName(stem), this.#context, { ...settings, stem }).handler;
  }

  /** With copies that are always up, calls must go to a version, and the alias names it. */
  #warm(search: LambdaFunction): IFunction {
    const copies = this.#context.config.stage.searchProvisionedConcurrency;
    if (copies === 0) return search;
    const { functionArn } = search.addAlias("live", { provisionedConcurrentExecutions: copies });
    return LambdaFunction.fromFunctionAttributes(this, "SearchLive", { functionArn, sameEnvironment: true });
  }

  /** One for all gateways of the account and region: without it, API Gateway writes no access log. */
  #letGatewayLog(): CfnAccount {
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
    return new CfnAccount(this, "GatewayAccount", { cloudWatchRoleArn: role.roleArn });
  }

  #watchErrors(stem: string, handler: LambdaFunction, alerts: AlertTarget): void {
    runbookAlarm(this, `${constructName(stem)}Errors`, alerts, {
      what: `The function ${stem} ends with errors that it did not answer.`,
      runbook: "api-errors",
      metric: handler.metricErrors({ period: FIVE_MINUTES, statistic: "Sum" }),
      threshold: 5,
    });
  }

  #rowOf(functions: ReadonlyMap<string, LambdaFunction>): IWidget[] {
    const { api } = this.http;
    const period = Duration.minutes(1);
    return [
      new GraphWidget({
        title: "search: time (ms)",
        width: 6,
        left: ["p50", "p95", "p99"].map((statistic) => this.search.metricDuration({ statistic, period })),
      }),
      new GraphWidget({
        title: "API: requests",
        width: 6,
        left: [api.metricCount({ period })],
      }),
      new GraphWidget({
        title: "API: refused and failed",
        width: 6,
        left: [api.metricClientError({ period }), api.metricServerError({ period })],
      }),
      new GraphWidget({
        title: "functions: copies at work",
        width: 6,
        left: [...functions.values()].map((one) =>
          one.metric("ConcurrentExecutions", { statistic: "Maximum" }),
        ),
      }),
    ];
  }
}

function known<T>(functions: ReadonlyMap<HttpFunction, T>, stem: HttpFunction): T {
  const found = functions.get(stem);
  if (!found) throw new Error(`No function ${stem} is deployed.`);
  return found;
}
