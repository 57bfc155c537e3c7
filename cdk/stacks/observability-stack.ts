import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
  Metric,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { JOBS } from "../../lib/jobs/registry.ts";
import type { DeploymentConfig } from "../config.ts";
import { BurnRate, failureShare } from "../constructs/burn-rate.ts";
import { type AlertTarget, FIVE_MINUTES, runbookAlarm, type Watched } from "../constructs/watched.ts";
import { constructName } from "../names.ts";
import { physicalName } from "../physical-names.ts";
import type { ApiStack } from "./api-stack.ts";
import type { DataStack } from "./data-stack.ts";
import type { PipelineStack } from "./pipeline-stack.ts";

export interface ObservabilityProps {
  readonly config: DeploymentConfig;
  readonly data: DataStack;
  readonly pipeline: PipelineStack;
  readonly api: ApiStack;
  readonly alerts: AlertTarget;
  /** The dashboard rows of everything else that is deployed. */
  readonly rows: readonly Watched[];
}

const SEARCH_METHODS = ["GET", "POST"];
/**
 * Percentages of the budget at which a mail goes out. For the last one a mail also goes out if the forecast exceeds it.
 */
const BUDGET_STEPS = [50, 80, 100];

/**
 * One dashboard that answers these questions: is search fast, is ingestion flowing, is anything in a dead-letter queue,
 * what does it cost, is an erasure overdue? The objectives, their alarms and the budget belong to it.
 */
export class ObservabilityStack extends Stack {
  readonly #props: ObservabilityProps;

  constructor(scope: Construct, id: string, props: ObservabilityProps, stackProps: StackProps) {
    super(scope, id, stackProps);
    this.#props = props;
    this.#watchSearch();
    const alarms = [...this.#watchAges(), ...this.#watchJobs()];
    const { config, api, pipeline } = props;
    const dashboard = new Dashboard(this, "Dashboard", {
      dashboardName: physicalName(config.stage.name, "overview"),
      defaultInterval: Duration.hours(6),
    });
    dashboard.addWidgets(heading("Is search fast?"));
    dashboard.addWidgets(...api.row);
    dashboard.addWidgets(heading("Is ingestion flowing? Is anything given up?"));
    for (const { row } of [
      ...pipeline.workers.values(),
      ...(pipeline.clock ? [pipeline.clock] : []),
      ...props.rows,
    ])
      dashboard.addWidgets(...row);
    dashboard.addWidgets(this.#pendingGraph());
    dashboard.addWidgets(heading("Is an erasure overdue? What does it cost?"));
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: "objectives", width: 8, alarms }),
      ...this.#costRow(),
    );
    this.#limitSpending();
  }

  #searchMetric(name: string, method: string, statistic: string, period: Duration): Metric {
    const { api, config } = this.#props;
    return new Metric({
      namespace: "AWS/ApiGateway",
      metricName: name,
      dimensionsMap: {
        ApiName: api.http.api.restApiName,
        Stage: config.stage.name,
        Resource: "/search",
        Method: method,
      },
      statistic,
      period,
    });
  }

  #watchSearch(): void {
    const { config, alerts } = this.#props;
    const { searchAvailability, searchP99Ms } = config.stage.objectives;
    const count = (name: string) => (period: Duration) =>
      SEARCH_METHODS.map((method) => this.#searchMetric(name, method, "Sum", period));
    new BurnRate(this, "SearchAvailability", {
      objective: `Search: ${searchAvailability * 100}% answered`,
      target: searchAvailability,
      requests: { bad: count("5XXError"), all: count("Count") },
      runbook: "search-failing",
      alerts,
    });
    for (const method of SEARCH_METHODS) {
      runbookAlarm(this, `SearchSlow${method}`, alerts, {
        what: `99 of 100 searches (${method}) should be answered within ${searchP99Ms} ms.`,
        runbook: "search-slow",
        metric: this.#searchMetric("Latency", method, "p99", FIVE_MINUTES),
        threshold: searchP99Ms,
        evaluationPeriods: 3,
      });
    }
  }

  #watchAges() {
    const { config, data, alerts } = this.#props;
    const { ingestAgeSeconds, erasureAgeSeconds } = config.stage.objectives;
    const age = (queue: "ingest" | "erase", seconds: number, runbook: string) =>
      runbookAlarm(this, `${queue === "ingest" ? "Ingest" : "Erase"}Age`, alerts, {
        what: `The oldest message of ${queue} should be younger than ${seconds} s.`,
        runbook,
        metric: data
          .queue(queue)
          .queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: "Maximum" }),
        threshold: seconds,
        evaluationPeriods: 2,
      });
    return [
      age("ingest", ingestAgeSeconds, "ingestion-outage"),
      age("erase", erasureAgeSeconds, "erasure-overdue"),
    ];
  }

  /** The longest wait among all tenants that the sweep goes through. */
  #pendingGraph(): IWidget {
    const { config } = this.#props;
    const oldest = new MetricFilter(this, "OldestPending", {
      logGroup: this.#jobLog(),
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue("$.message", "=", "job"),
        FilterPattern.exists("$.oldest_pending_minutes"),
      ),
      metricNamespace: "InCreator",
      metricName: `OldestPendingMinutes-${config.stage.name}`,
      metricValue: "$.oldest_pending_minutes",
    }).metric({ period: FIVE_MINUTES, statistic: "Maximum" });
    return new GraphWidget({
      title: "oldest creator that waits to be embedded (min)",
      width: 12,
      left: [oldest],
    });
  }

  #jobLog(): ILogGroup {
    const runner = this.#props.pipeline.workers.get("run-job");
    if (!runner) throw new Error("No function runs jobs.");
    return runner.worker.logGroup;
  }

  /** A job writes a log line with "alarm" for anything that a person must look at. */
  #watchJobs() {
    const { config, alerts } = this.#props;
    return JOBS.flatMap(({ name, everyMinutes, alarm }) => {
      if (!alarm) return [];
      const id = constructName(name);
      const metric = new MetricFilter(this, `${id}AlarmLines`, {
        logGroup: this.#jobLog(),
        filterPattern: FilterPattern.all(
          FilterPattern.stringValue("$.message", "=", "alarm"),
          FilterPattern.stringValue("$.job", "=", name),
        ),
        metricNamespace: "InCreator",
        metricName: `${id}Alarms-${config.stage.name}`,
        metricValue: "1",
      }).metric({ period: Duration.minutes(Math.min(Math.max(everyMinutes, 5), 60)), statistic: "Sum" });
      return [runbookAlarm(this, `${id}Alarm`, alerts, { ...alarm, metric, threshold: 0 })];
    });
  }

  /** AWS publishes the month's charges in us-east-1 only, some hours late. Other suppliers bill separately. */
  #costRow(): IWidget[] {
    const charges = new Metric({
      namespace: "AWS/Billing",
      metricName: "EstimatedCharges",
      dimensionsMap: { Currency: "USD" },
      statistic: "Maximum",
      period: Duration.hours(6),
      region: "us-east-1",
    });
    const failures = failureShare(
      SEARCH_METHODS.map((method) => this.#searchMetric("5XXError", method, "Sum", FIVE_MINUTES)),
      SEARCH_METHODS.map((method) => this.#searchMetric("Count", method, "Sum", FIVE_MINUTES)),
      FIVE_MINUTES,
    );
    return [
      new GraphWidget({
        title: "AWS: charged this month (USD)",
        width: 8,
        region: "us-east-1",
        left: [charges],
      }),
      new GraphWidget({ title: "search: share of failures", width: 8, left: [failures] }),
    ];
  }

  #limitSpending(): void {
    const { config } = this.#props;
    const subscribers = [{ subscriptionType: "EMAIL", address: config.alertEmail }];
    const notice = (notificationType: string, threshold: number) => ({
      notification: {
        notificationType,
        comparisonOperator: "GREATER_THAN",
        threshold,
        thresholdType: "PERCENTAGE",
      },
      subscribers,
    });
    new CfnBudget(this, "Budget", {
      budget: {
        budgetName: physicalName(config.stage.name, "monthly"),
        budgetType: "COST",
        timeUnit: "MONTHLY",
        budgetLimit: { amount: config.stage.monthlyBudget, unit: "USD" },
        costFilters: { TagKeyValue: [`user:stage$${config.stage.name}`] },
      },
      notificationsWithSubscribers: [
        ...BUDGET_STEPS.map((step) => notice("ACTUAL", step)),
        notice("FORECASTED", 100),
      ],
    });
  }
}

const heading = (text: string): IWidget => new TextWidget({ markdown: `## ${text}`, width: 24, height: 1 });
