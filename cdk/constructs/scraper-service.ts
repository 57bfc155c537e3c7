import { Duration } from "aws-cdk-lib";
import { AdjustmentType } from "aws-cdk-lib/aws-applicationautoscaling";
import { GraphWidget, type IWidget, MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";
import type { SecurityGroup } from "aws-cdk-lib/aws-ec2";
import { type Cluster, FargateService, type FargateTaskDefinition } from "aws-cdk-lib/aws-ecs";
import { Construct } from "constructs";
import type { DeploymentConfig } from "../config.ts";
import { asCluster } from "../interfaces.ts";
import { physicalName } from "../physical-names.ts";
import { type AlertTarget, FIVE_MINUTES, runbookAlarm, type Watched } from "./watched.ts";
import type { WorkQueue } from "./work-queue.ts";

export interface ScraperServiceProps {
  readonly config: DeploymentConfig;
  readonly cluster: Cluster;
  readonly task: FargateTaskDefinition;
  readonly securityGroup: SecurityGroup;
  readonly queue: WorkQueue;
  readonly alerts: AlertTarget;
}

/** Waiting messages per worker. With fewer than the first bound one worker stops; with more, others start. */
const STEPS = [
  { upper: 5, change: -1 },
  { lower: 100, change: 1 },
  { lower: 1_000, change: 5 },
];

/** The workers of one crawl queue. They run on Spot, as many as the backlog asks for, and none when nothing waits. */
export class ScraperService extends Construct implements Watched {
  readonly row: readonly IWidget[];

  constructor(scope: Construct, id: string, props: ScraperServiceProps) {
    super(scope, id);
    const { config, cluster, task, securityGroup, queue, alerts } = props;
    const { scrapersOnDemand, scrapersMax, name } = config.stage;
    const serviceName = physicalName(name, queue.name);
    const service = new FargateService(this, "Service", {
      serviceName,
      cluster: asCluster(cluster),
      taskDefinition: task,
      // A public address without inbound access. It is cheaper than a NAT gateway, and nothing listens.
      assignPublicIp: true,
      securityGroups: [securityGroup],
      desiredCount: scrapersOnDemand,
      minHealthyPercent: 0,
      maxHealthyPercent: 200,
      circuitBreaker: { rollback: true },
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", base: scrapersOnDemand, weight: 0 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ],
    });
    service
      .autoScaleTaskCount({ minCapacity: scrapersOnDemand, maxCapacity: scrapersMax })
      .scaleOnMetric("Backlog", {
        metric: backlogPerWorker(queue, cluster.clusterName, serviceName),
        scalingSteps: STEPS,
        adjustmentType: AdjustmentType.CHANGE_IN_CAPACITY,
        cooldown: Duration.minutes(2),
      });
    runbookAlarm(this, "DeadLetters", alerts, {
      what: `Messages of ${queue.name} were given up.`,
      runbook: "crawlers-stopped",
      metric: queue.dead.metricApproximateNumberOfMessagesVisible({
        period: FIVE_MINUTES,
        statistic: "Maximum",
      }),
      threshold: 0,
    });
    this.row = [
      new GraphWidget({
        title: `${queue.name}: waiting, given up`,
        width: 12,
        left: [
          queue.queue.metricApproximateNumberOfMessagesVisible(),
          queue.dead.metricApproximateNumberOfMessagesVisible(),
        ],
      }),
    ];
  }
}

/** If there is no worker at all, each message counts for 100, so that the first worker starts soon. */
function backlogPerWorker({ queue }: WorkQueue, clusterName: string, serviceName: string): MathExpression {
  return new MathExpression({
    expression: "IF(FILL(workers, 0) > 0, waiting / FILL(workers, 1), waiting * 100)",
    usingMetrics: {
      waiting: queue.metricApproximateNumberOfMessagesVisible({ statistic: "Maximum" }),
      workers: new Metric({
        namespace: "ECS/ContainerInsights",
        metricName: "RunningTaskCount",
        dimensionsMap: { ClusterName: clusterName, ServiceName: serviceName },
        statistic: "Average",
      }),
    },
    label: "messages waiting for each worker",
    period: Duration.minutes(1),
  });
}
