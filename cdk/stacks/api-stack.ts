import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { GraphWidget, type IWidget, Metric } from "aws-cdk-lib/aws-cloudwatch";
import { type IFunction, Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { HTTP_FUNCTIONS, type HttpFunction } from "../../lib/domain/api/operation.ts";
import { OPERATIONS } from "../../lib/domain/api/operations.ts";
import { isPrimary } from "../config.ts";
import { ApiFirewall } from "../constructs/api-firewall.ts";
import { HttpApi } from "../constructs/http-api.ts";
import { type FunctionContext, SystemFunction } from "../constructs/system-function.ts";
import {
  type AlertTarget,
  FIVE_MINUTES,
  runbookAlarm,
  type Watched,
  watchThrottles,
} from "../constructs/watched.ts";
import { AUTHORISER, copiesIn, HTTP_SETTINGS, type HttpSettings, READING } from "../functions.ts";
import { constructName } from "../names.ts";

const SEARCH = "search-creators";
/** A few lost answers are not an outage of the cache. */
const UNCOUNTED_IN_FIVE_MINUTES = 20;

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
    const deployed = HTTP_FUNCTIONS.filter((stem) => isPrimary(config) || READING.includes(stem));
    const systems = deployed.map((stem) => [stem, this.#function(stem, HTTP_SETTINGS[stem])] as const);
    const functions = new Map(systems.map(([stem, { handler }]) => [stem, handler] as const));
    this.search = known(functions, SEARCH);
    const served = new Map<HttpFunction, IFunction>([...functions, [SEARCH, this.#warm(this.search)]]);
    const authoriser = this.#function(AUTHORISER.stem, AUTHORISER);
    this.http = new HttpApi(this, "Http", {
      config,
      data,
      operations: OPERATIONS,
      functionOf: (stem) => served.get(stem) ?? null,
      authoriser: authoriser.handler,
      alerts,
    });
    new ApiFirewall(this, "Firewall", { config, data, stageArn: this.http.stageArn });
    for (const [stem, { handler }] of [...systems, [AUTHORISER.stem, authoriser] as const]) {
      this.#watchErrors(stem, handler, alerts);
      watchThrottles(this, stem, handler, alerts);
    }
    this.#watchUncounted(systems, alerts);
    this.row = this.#rowOf(functions);
  }

  #function(stem: string, settings: HttpSettings): SystemFunction {
    const reservedCopies = copiesIn(this.#context.config.stage, settings);
    return new SystemFunction(this, constructName(stem), this.#context, {
      ...settings,
      stem,
      reservedCopies,
    });
  }

  /** While the counters do not answer, no one is limited, and every request notes this in its log line. */
  #watchUncounted(systems: readonly (readonly [string, SystemFunction])[], alerts: AlertTarget): void {
    const named = {
      metricNamespace: "InCreator",
      metricName: `Uncounted-${this.#context.config.stage.name}`,
    };
    for (const [stem, { logGroup }] of systems) {
      new MetricFilter(this, `${constructName(stem)}Uncounted`, {
        ...{ logGroup, ...named, metricValue: "1" },
        filterPattern: FilterPattern.booleanValue("$.uncounted", true),
      });
    }
    const { metricNamespace: namespace, metricName } = named;
    runbookAlarm(this, "Uncounted", alerts, {
      what: "Requests are let through uncounted: the cache does not answer, and nobody is limited.",
      runbook: "too-many-requests",
      metric: new Metric({ namespace, metricName, period: FIVE_MINUTES, statistic: "Sum" }),
      threshold: UNCOUNTED_IN_FIVE_MINUTES,
    });
  }

  /** Provisioned copies belong to a version, so calls must go to the alias that names it. */
  #warm(search: LambdaFunction): IFunction {
    const copies = this.#context.config.stage.searchProvisionedConcurrency;
    if (copies === 0) return search;
    const { functionArn } = search.addAlias("live", { provisionedConcurrentExecutions: copies });
    return LambdaFunction.fromFunctionAttributes(this, "SearchLive", { functionArn, sameEnvironment: true });
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
      new GraphWidget({ title: "API: requests", width: 6, left: [api.metricCount({ period })] }),
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
