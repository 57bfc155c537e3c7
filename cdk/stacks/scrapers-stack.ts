import { fileURLToPath } from "node:url";
import { Duration, Fn, RemovalPolicy, Stack, type StackProps } from "aws-cdk-lib";
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from "aws-cdk-lib/aws-ec2";
import { Repository } from "aws-cdk-lib/aws-ecr";
import { Platform } from "aws-cdk-lib/aws-ecr-assets";
import {
  Cluster,
  ContainerImage,
  ContainerInsights,
  CpuArchitecture,
  FargateService,
  FargateTaskDefinition,
  LinuxParameters,
  LogDrivers,
  OperatingSystemFamily,
} from "aws-cdk-lib/aws-ecs";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { FilterPattern, LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { acknowledge, acknowledgePattern } from "../acknowledge.ts";
import type { DeploymentConfig } from "../config.ts";
import { environmentElsewhere } from "../constructs/other-regions.ts";
import { ScraperService } from "../constructs/scraper-service.ts";
import { environmentOf, grantRow } from "../constructs/system-function.ts";
import { type AlertTarget, FIVE_MINUTES, runbookAlarm } from "../constructs/watched.ts";
import { FOLLOWER, type Grants, SCRAPER } from "../functions.ts";
import { asCluster, asVpc } from "../interfaces.ts";
import { constructName } from "../names.ts";
import { physicalName } from "../physical-names.ts";
import type { DataStack } from "./data-stack.ts";

/** The longest time that Fargate gives a task to finish its work (facts: Fargate Spot). */
const STOP_TIMEOUT = Duration.seconds(120);
/** The user `nonroot` of distroless images. The id is unused in slim images. */
const NON_ROOT = "65532:65532";
/** The Dockerfile, and the bundle that app.ts writes beside it. */
const IMAGE_FOLDER = fileURLToPath(new URL("../../scrapers/", import.meta.url));
const CRAWL_QUEUES = ["crawl-high", "crawl-low"] as const;
const FOLLOWER_NAME = "follow-changes";
const FOLLOWER_COMMAND = ["--tls-min-v1.3", "--enable-source-maps", `${FOLLOWER_NAME}.mjs`];
/** The log lines of a worker that say "alarm", and what each means. */
const ALARMS = [
  {
    name: "schema-drift",
    what: "Many profiles of a platform lack the same field: its API has changed.",
    runbook: "schema-drift",
  },
  { name: "credential-refused", what: "A platform refuses a credential.", runbook: "a-platform-refuses" },
];

export interface ScrapersProps {
  readonly config: DeploymentConfig;
  readonly data: DataStack;
  readonly alerts: AlertTarget;
}

/**
 * On Fargate Spot: the workers that fetch profiles, one service for urgent and one for other work, and the follower of
 * changes.
 */
export class ScrapersStack extends Stack {
  readonly services: readonly ScraperService[];

  constructor(scope: Construct, id: string, props: ScrapersProps, stackProps: StackProps) {
    super(scope, id, stackProps);
    const { config, data, alerts } = props;
    const vpc = asVpc(this.#network(props));
    const securityGroup = new SecurityGroup(this, "Outbound", {
      vpc,
      description: "TCP out, nothing in",
      allowAllOutbound: false,
    });
    // Atlas listens on 27015 to 27017 (its page "Connect to a Cluster"). Proxies listen on any port that their
    // addresses name.
    securityGroup.addEgressRule(Peer.anyIpv4(), Port.allTcp(), "platforms, AWS, stores and proxies");
    const cluster = new Cluster(this, "Cluster", {
      vpc,
      clusterName: physicalName(config.stage.name, "scrapers"),
      enableFargateCapacityProviders: true,
      containerInsightsV2: ContainerInsights.ENABLED,
    });
    this.services = CRAWL_QUEUES.map((name) => {
      const queue = data.queue(name);
      const task = this.#scraperTask(props, name);
      return new ScraperService(this, name === "crawl-high" ? "CrawlHigh" : "CrawlLow", {
        ...{ config, cluster, task, securityGroup, queue, alerts },
      });
    });
    this.#follow(props, cluster, securityGroup);
  }

  /**
   * One follower of changes. The next may start before the last has stopped, since a lease decides which one follows.
   */
  #follow(props: ScrapersProps, cluster: Cluster, securityGroup: SecurityGroup): void {
    const { config } = props;
    const task = this.#task(props, FOLLOWER_NAME, {
      ...{ cpu: 256, memoryLimitMiB: 512, command: FOLLOWER_COMMAND, grants: FOLLOWER },
      environment: environmentElsewhere({ config, account: this.account }, FOLLOWER),
    });
    // On Spot, unless its capacity is gone and the stage says so.
    const onDemand = Math.min(1, config.stage.scrapersOnDemand);
    new FargateService(this, "FollowChanges", {
      serviceName: physicalName(config.stage.name, FOLLOWER_NAME),
      cluster: asCluster(cluster),
      taskDefinition: task,
      assignPublicIp: true,
      securityGroups: [securityGroup],
      desiredCount: 1,
      minHealthyPercent: 0,
      maxHealthyPercent: 200,
      circuitBreaker: { rollback: true },
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", base: onDemand, weight: 0 },
        { capacityProvider: "FARGATE_SPOT", weight: 1 },
      ],
    });
  }

  /**
   * The region's first two zones, whatever their names. CDK would look them up in the account, but synth works offline.
   */
  override get availabilityZones(): string[] {
    return [Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs())];
  }

  /** Public subnets without NAT. Inbound access would need a rule in the security group, and there is none. */
  #network({ config, data }: ScrapersProps): Vpc {
    const vpc = new Vpc(this, "Network", {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: "out", subnetType: SubnetType.PUBLIC, mapPublicIpOnLaunch: false }],
      // Traffic to S3 stays within AWS, and the endpoint is free.
      gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
      // Nothing is in the default group. CDK would close it by a function of its own.
      restrictDefaultSecurityGroup: false,
    });
    const log = new LogGroup(this, "FlowLog", {
      retention: config.stage.logRetentionDays,
      encryptionKey: data.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Only rejected traffic: the accepted traffic is the whole crawl, and flow logs are paid by the gigabyte.
    vpc.addFlowLog("Refused", {
      destination: FlowLogDestination.toCloudWatchLogs(log),
      trafficType: FlowLogTrafficType.REJECT,
    });
    return vpc;
  }

  #scraperTask(props: ScrapersProps, queueName: (typeof CRAWL_QUEUES)[number]): FargateTaskDefinition {
    const task = this.#task(props, queueName, {
      ...{ cpu: 1_024, memoryLimitMiB: 2_048, grants: SCRAPER },
      environment: { INCREATOR_CRAWL_QUEUE: queueName },
      alarms: ALARMS,
    });
    const { queueArn } = props.data.queue(queueName).queue;
    const receive = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"];
    task.taskRole.addToPrincipalPolicy(new PolicyStatement({ actions: receive, resources: [queueArn] }));
    return task;
  }

  /** A task that runs the shared image. */
  #task(
    props: ScrapersProps,
    name: string,
    { cpu, memoryLimitMiB, grants, command, environment = {}, alarms = [] }: TaskOptions,
  ): FargateTaskDefinition {
    const { config, data } = props;
    const stem = physicalName(config.stage.name, name);
    const task = new FargateTaskDefinition(this, `${name}-task`, {
      ...{ family: stem, cpu, memoryLimitMiB },
      // AWS's pages disagree on whether Spot has ARM64 (facts: Fargate Spot).
      runtimePlatform: {
        cpuArchitecture: CpuArchitecture.X86_64,
        operatingSystemFamily: OperatingSystemFamily.LINUX,
      },
    });
    const log = new LogGroup(this, `${name}-log`, {
      logGroupName: `/increator/${stem}`,
      retention: config.stage.logRetentionDays,
      encryptionKey: data.logKey,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.#watchAlarmLines(props, name, log, alarms);
    task.addContainer("scraper", {
      image: this.#image(config, name),
      ...(command && { command: [...command] }),
      user: NON_ROOT,
      readonlyRootFilesystem: true,
      stopTimeout: STOP_TIMEOUT,
      // Passes SIGTERM on and reaps child processes, so that Node need not be process 1.
      linuxParameters: new LinuxParameters(this, `${name}-init`, { initProcessEnabled: true }),
      environment: { ...environmentOf({ config, data }, grants), ...environment },
      logging: LogDrivers.awsLogs({ logGroup: log, streamPrefix: name }),
    });
    grantRow(task, task.taskRole, { config, data }, grants);
    acknowledgePattern(
      task,
      "*",
      "A registry's token is not for a resource: AWS allows the action on * alone.",
    );
    acknowledge(task, "ECS2", "The settings are names and addresses; secrets are read at run time.");
    return task;
  }

  /**
   * The image with the configured digest, or what `cdk deploy` builds from the folder. Synth hashes the folder and
   * needs no Docker.
   */
  #image({ scraperImage }: DeploymentConfig, queueName: string): ContainerImage {
    if (!scraperImage) return ContainerImage.fromAsset(IMAGE_FOLDER, { platform: Platform.LINUX_AMD64 });
    const repository = Repository.fromRepositoryName(this, `${queueName}-images`, scraperImage.repository);
    return ContainerImage.fromEcrRepository(repository, scraperImage.digest);
  }

  #watchAlarmLines(
    { config, alerts }: ScrapersProps,
    queueName: string,
    logGroup: LogGroup,
    alarms: NonNullable<TaskOptions["alarms"]>,
  ): void {
    for (const { name, what, runbook } of alarms) {
      const id = `${constructName(queueName)}${constructName(name)}`;
      const metric = new MetricFilter(this, `${id}Lines`, {
        logGroup,
        filterPattern: FilterPattern.all(
          FilterPattern.stringValue("$.message", "=", "alarm"),
          FilterPattern.stringValue("$.alarm", "=", name),
        ),
        metricNamespace: "InCreator",
        metricName: `${id}-${config.stage.name}`,
        metricValue: "1",
      }).metric({ period: FIVE_MINUTES, statistic: "Sum" });
      runbookAlarm(this, id, alerts, { what, runbook, metric, threshold: 0 });
    }
  }
}

interface TaskOptions {
  readonly cpu: number;
  readonly memoryLimitMiB: number;
  readonly grants: Grants;
  /** Replaces the image's own command. */
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly alarms?: typeof ALARMS;
}
