import { readFileSync } from "node:fs";
import { App, Stack } from "aws-cdk-lib";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { MongoClient } from "mongodb";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { bucketSettingsFrom, queueUrlsFrom } from "../lib/config.ts";
import { CONSOLE_PATHS } from "../lib/console/console-files.ts";
import { OPERATIONS } from "../lib/domain/api/operations.ts";
import { QUERY_MAX_CHARACTERS } from "../lib/domain/search-request.ts";
import { jobMessageSchema } from "../lib/jobs/job.ts";
import { JOBS } from "../lib/jobs/registry.ts";
import { QUEUES } from "../lib/ports/queues.ts";
import { barredByPreflight, barredFromReading } from "../smoke/cross-origin.ts";
import {
  findingsIn,
  type Resource,
  statementsOf,
  templatesOf,
  textOf,
} from "../test/doubles/cdk-templates.ts";
import { connectionsIn } from "../test/doubles/database-connections.ts";
import { functionStems } from "./bundle.ts";
import { deploymentFrom } from "./config.ts";
import {
  AUTHORISER,
  BUCKETS,
  copiesIn,
  FOLLOWER,
  type Grants,
  HTTP_SETTINGS,
  QUEUE_WORKERS,
  SCRAPER,
} from "./functions.ts";
import { constructName } from "./names.ts";
import { settingsBeside } from "./stage-settings.ts";

const templates = templatesOf({
  INCREATOR_STAGE: "prod",
  INCREATOR_ACCOUNT: "111122223333",
  INCREATOR_CORS_ORIGINS: "https://app.example.com",
  INCREATOR_SCRAPER_IMAGE: `scraper@sha256:${"0".repeat(64)}`,
});

const text = (resource: Resource, property: string): string =>
  z.string().parse(resource.Properties[property]);
const count = (resource: Resource, property: string): number =>
  z.number().parse(resource.Properties[property]);

const queueByName = new Map(templates.of("AWS::SQS::Queue").map((one) => [text(one, "QueueName"), one]));
const functions = templates.of("AWS::Lambda::Function");

/** Statements of roles: what functions and services of ours may do. */
const granted = templates
  .of("AWS::IAM::Policy")
  .flatMap((policy) => statementsOf(policy.Properties.PolicyDocument));
/** Statements of queues, buckets, keys and topics: who may come in. */
const admitted = templates.all.flatMap(({ id, Properties }) => {
  const document =
    Properties.KeyPolicy ?? (Properties.AssumeRolePolicyDocument ? undefined : Properties.PolicyDocument);
  return document ? statementsOf(document).map((statement) => ({ id, ...statement })) : [];
});

test("cdk-nag finds nothing that no reason stands beside", () => {
  expect(templates.findings).toEqual([]);
});

test("cdk-nag would find it", () => {
  const app = new App();
  new Bucket(new Stack(app, "Careless"), "Open");
  expect(findingsIn(app).join()).toContain("AwsSolutions-S10");
});

describe("queues", () => {
  test("are those of the port, each with its dead letters, which live longer than what they come from", () => {
    for (const name of QUEUES) {
      const queue = queueByName.get(`increator-prod-${name}`);
      const dead = queueByName.get(`increator-prod-${name}-dead`);
      if (!queue || !dead) throw new Error(`${name} is missing`);
      expect(textOf(queue.Properties.RedrivePolicy), name).toContain(`"${dead.id}"`);
      expect(count(dead, "MessageRetentionPeriod")).toBeGreaterThan(count(queue, "MessageRetentionPeriod"));
    }
  });

  test("are encrypted by a key of ours", () => {
    for (const queue of queueByName.values()) expect(queue.Properties).toHaveProperty("KmsMasterKeyId");
  });

  test("hide a message in work six times as long as its function may take", () => {
    for (const [stem, worker] of Object.entries(QUEUE_WORKERS)) {
      for (const name of Object.keys(worker.sources)) {
        const queue = queueByName.get(`increator-prod-${name}`);
        if (!queue) throw new Error(`${name} is missing`);
        expect(count(queue, "VisibilityTimeout") / 6, stem).toBeGreaterThanOrEqual(worker.timeoutSeconds);
      }
    }
  });

  test("take drops from the raw bucket of this account, and from no other", () => {
    const fromS3 = admitted.filter(({ Principal }) => textOf(Principal ?? "").includes('"s3.amazonaws.com"'));
    const sends = fromS3.filter(({ Action }) => Action.includes("sqs:SendMessage"));
    expect(sends).toHaveLength(1);
    expect(sends[0]?.Condition).toEqual({
      ArnLike: { "aws:SourceArn": "arn:aws:s3:::increator-prod-raw-111122223333-us-east-1" },
      StringEquals: { "aws:SourceAccount": "111122223333" },
    });
  });

  test("have a function each, but for those that scrapers read", () => {
    const read = Object.values(QUEUE_WORKERS).flatMap(({ sources }) => Object.keys(sources));
    expect([...read, "crawl-high", "crawl-low"].sort()).toEqual([...QUEUES].sort());
  });
});

describe("functions", () => {
  test("are the files of functions/, all of them and no others", () => {
    const names = functions.map((one) => text(one, "FunctionName").replace("increator-prod-", ""));
    expect(names.sort()).toEqual(functionStems());
    const planned = [QUEUE_WORKERS, HTTP_SETTINGS].flatMap((table) => Object.keys(table));
    expect([...planned, AUTHORISER.stem].sort()).toEqual(functionStems());
  });

  test("are few enough to be understood", () => {
    expect(functions.length).toBeLessThanOrEqual(15);
  });

  test("run on Node 24 and arm64, traced, with a log that ends, and speak TLS 1.3", () => {
    for (const { Properties } of functions) {
      expect(Properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        TracingConfig: { Mode: "Active" },
        Environment: { Variables: { NODE_OPTIONS: expect.stringContaining("--tls-min-v1.3") } },
      });
      expect(Properties).toHaveProperty("KmsKeyArn");
    }
    for (const group of templates.of("AWS::Logs::LogGroup")) {
      expect(group.Properties).toMatchObject({ RetentionInDays: 30, KmsKeyId: expect.anything() });
    }
  });

  test("get the platforms' credentials only where single accounts are looked at", () => {
    const readers = functions.filter(({ Properties }) =>
      JSON.stringify(Properties).includes("INCREATOR_PLATFORMS_SECRET_ARN"),
    );
    expect(readers.map((one) => text(one, "FunctionName").replace("increator-prod-", "")).sort()).toEqual([
      "erase-creator",
      "open",
    ]);
  });

  test("get secrets by name, never by value", () => {
    for (const { Properties } of functions) {
      const { Environment } = z
        .object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) })
        .parse(Properties);
      const names = Object.keys(Environment.Variables);
      expect(names).toContain("INCREATOR_SECRET_ARN");
      const secret = names.filter((name) => /(KEY|TOKEN|PASSWORD|URI)$/.test(name));
      expect(secret.filter((name) => Environment.Variables[name] !== "withheld")).toEqual([]);
      for (const name of QUEUES) {
        expect(names).toContain(`INCREATOR_QUEUE_URL_${name.replaceAll("-", "_").toUpperCase()}`);
      }
    }
  });

  test("report failed messages one by one, and never read a queue without bound", () => {
    const sources = templates.of("AWS::Lambda::EventSourceMapping");
    expect(sources).toHaveLength(QUEUES.length - 2);
    for (const { Properties } of sources) {
      expect(Properties).toMatchObject({
        FunctionResponseTypes: ["ReportBatchItemFailures"],
        ScalingConfig: { MaximumConcurrency: expect.any(Number) },
      });
    }
  });
});

describe("rights", () => {
  test("name their actions: none ends in a star", () => {
    expect(granted.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  });

  test("name their resources; only actions that know none are granted on all", () => {
    const onAll = granted.filter(({ Resource }) => Resource.includes("*"));
    const actions = new Set(onAll.flatMap(({ Action }) => Action));
    expect([...actions].sort()).toEqual([
      "ecr:GetAuthorizationToken",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ]);
  });

  test("admit nobody from outside: anyone who may come in is a service, or this account", () => {
    const open = admitted.filter(({ Effect, Principal }) => Effect === "Allow" && isAnybody(Principal));
    expect(open).toEqual([]);
  });

  test("bind services to this account where they are let in", () => {
    const unbound = admitted.filter(
      ({ Effect, Principal, Condition }) =>
        Effect === "Allow" && textOf(Principal ?? "").includes('"Service"') && Condition === undefined,
    );
    expect(unbound).toEqual([]);
  });

  test("let one function make and open data keys of contacts, and only when it says whose", () => {
    const [contactKey] = templates.of("AWS::KMS::Key").filter(({ id }) => id.startsWith("ContactKey"));
    const using = templates.of("AWS::IAM::Policy").flatMap(({ id, Properties }) =>
      statementsOf(Properties.PolicyDocument)
        .filter(({ Resource }) => textOf(Resource).includes(contactKey?.id ?? "missing"))
        .map(({ Action, Condition }) => [
          id.replace(/FunctionRole.*|Role.*/, ""),
          Action,
          Object.keys(Condition ?? {}),
        ]),
    );
    expect(using.sort()).toEqual([
      ["EraseCreator", ["kms:Decrypt", "kms:GenerateDataKey"], ["ForAllValues:StringEquals", "Null"]],
    ]);
  });

  test("let each read the secret of all, that of its role and no other, and nobody that of people", () => {
    const reads = templates.of("AWS::IAM::Policy").flatMap(({ id, Properties }) =>
      statementsOf(Properties.PolicyDocument)
        .filter(({ Action }) => Action.includes("secretsmanager:GetSecretValue"))
        .map(({ Resource }) => {
          const names = textOf(Resource).matchAll(/Ref([A-Z][a-z]+)Secret[0-9A-F]{8}/g);
          return [
            id.replace(/(Worker|Role|task).*/, ""),
            new Set([...names].map(([, name]) => name)),
          ] as const;
        }),
    );
    const rows = Object.entries({ ...QUEUE_WORKERS, ...HTTP_SETTINGS, [AUTHORISER.stem]: AUTHORISER });
    const tasks = [
      ["crawlhigh", SCRAPER] as const,
      ["crawllow", SCRAPER] as const,
      ["followchanges", FOLLOWER] as const,
    ];
    const named = rows.map(([stem, row]) => [constructName(stem), row] as const);
    const wanted = [...named, ...tasks].map(([id, row]: readonly [string, Grants]) => {
      const names = ["Settings", constructName(row.role), ...(row.platforms ? ["Platforms"] : [])];
      return [id, new Set(names)] as const;
    });
    expect(new Map(reads)).toEqual(new Map(wanted));
  });

  test("reach the objects of the folders that are named, and of no bucket as a whole", () => {
    const reached = granted
      .filter(({ Action }) => Action.some((one) => /^s3:.*Object/.test(one)))
      .flatMap(({ Resource }) => Resource.map((one) => textOf(one)));
    expect(reached.length).toBeGreaterThan(10);
    for (const one of reached) expect(one).toMatch(/\/(inbox|raw|quarantine|backups|exports)\/\*"?$/);
  });

  test("let only erasing functions delete objects", () => {
    const deleting = templates
      .of("AWS::IAM::Policy")
      .filter(({ Properties }) => textOf(Properties).includes("s3:DeleteObject"))
      .map(({ id }) => id.replace(/(Worker|Job)Role.*/, ""));
    expect(deleting.sort()).toEqual(["BackUpVectors", "IngestRaw", "RunErasure", "RunJob"]);
  });

  test("let what carries out the runbook pause crawl-low and no other queue", () => {
    const crawlLow = queueByName.get("increator-prod-crawl-low")?.id ?? "missing";
    const pausing = templates.of("AWS::IAM::Policy").flatMap(({ id, Properties }) =>
      statementsOf(Properties.PolicyDocument)
        .filter(({ Action }) => Action.includes("sqs:TagQueue"))
        .map(({ Resource }) => [
          id.replace(/(Worker|Function)?Role.*/, ""),
          Resource.length,
          textOf(Resource),
        ]),
    );
    const byRunbook = pausing.filter(([id]) => id === "RunJob" || id === "Manage");
    expect(byRunbook.sort()).toEqual(
      ["Manage", "RunJob"].map((id) => [id, 1, expect.stringContaining(crawlLow)]),
    );
  });
});

const isAnybody = (principal: unknown): boolean =>
  principal === "*" || textOf(principal ?? "").includes('"AWS":"*"');

describe("buckets", () => {
  const buckets = templates.of("AWS::S3::Bucket");

  test("are private, versioned and encrypted, and stay when a stack goes", () => {
    expect(buckets).toHaveLength(5);
    for (const bucket of buckets) {
      expect(bucket.DeletionPolicy).toBe("Retain");
      expect(bucket.Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: { Status: "Enabled" },
        BucketEncryption: expect.anything(),
      });
    }
  });

  test("refuse what does not come over TLS, and of TLS below 1.3 all but what other companies read", () => {
    const versions = templates.of("AWS::S3::BucketPolicy").map(({ id, Properties }) => {
      const denied = statementsOf(Properties.PolicyDocument).filter(({ Effect }) => Effect === "Deny");
      expect(textOf(denied), id).toContain("aws:SecureTransport");
      const oldest = denied.flatMap(({ Condition }) => Condition?.NumericLessThan?.["s3:TlsVersion"] ?? []);
      return [id.replace(/Policy.*/, ""), ...oldest];
    });
    expect(versions.sort()).toEqual([
      ["AuditBucket", 1.2],
      ["Backup", 1.2],
      ["Export", 1.2],
      ["Quarantine", 1.3],
      ["Raw", 1.3],
    ]);
  });

  test("take files by signed addresses from the console's own origin, drops alone", () => {
    const open = buckets.filter(({ Properties }) => Properties.CorsConfiguration);
    expect(open).toHaveLength(1);
    expect(open[0]?.Properties.CorsConfiguration).toMatchObject({
      CorsRules: [
        {
          AllowedMethods: ["PUT"],
          AllowedOrigins: ["https://api.increator.example", "https://app.example.com"],
        },
      ],
    });
  });

  test("let drops live a day, raw versions 30, quarantine 14, backups 28, exports one, and old versions one", () => {
    const days = buckets.flatMap(({ Properties }) =>
      [...textOf(Properties.LifecycleConfiguration).matchAll(/"ExpirationInDays":(\d+)/g)].map(([, one]) =>
        Number(one),
      ),
    );
    expect(days.sort((a, b) => a - b)).toEqual([1, 1, 14, 28, 30, 365]);
    for (const { Properties } of buckets) {
      expect(textOf(Properties.LifecycleConfiguration)).toContain('"NoncurrentDays":1');
    }
  });
});

describe("the HTTP API", () => {
  test("has a method for every operation, carried out by the function that the operation names, and the console's", () => {
    const methods = templates.of("AWS::ApiGateway::Method");
    const own = methods.filter(({ Properties }) => Properties.HttpMethod !== "OPTIONS");
    expect(own).toHaveLength(OPERATIONS.length + CONSOLE_PATHS.length);
    const open = own.filter(({ Properties }) => Properties.AuthorizationType === "NONE");
    expect(open).toHaveLength(OPERATIONS.filter(({ role }) => role === null).length + CONSOLE_PATHS.length);
  });

  describe("as a browser judges it", () => {
    const page = "https://app.example.com";
    const parameters = z.record(z.string(), z.string());
    /** Header fields as the gateway fills them in: a constant in quotes, or one of the request's. */
    const headersOf = (given: unknown): Headers => {
      const filled = Object.entries(parameters.parse(given)).flatMap(([name, value]): [string, string][] => {
        const header = name.replace(/^.*\.header\./, "");
        if (value === "method.request.header.Origin") return [[header, page]];
        return value.startsWith("'") ? [[header, value.slice(1, -1)]] : [];
      });
      return new Headers(filled);
    };
    const preflights = templates
      .of("AWS::ApiGateway::Method")
      .filter(({ Properties }) => Properties.HttpMethod === "OPTIONS")
      .map(({ Properties }) => {
        const integration = z.object({ IntegrationResponses: z.array(z.record(z.string(), z.unknown())) });
        const [response] = integration.parse(Properties.Integration).IntegrationResponses;
        return { status: Number(response?.StatusCode), headers: headersOf(response?.ResponseParameters) };
      });

    test("lets a page send every operation's request", () => {
      const byPath = [...Map.groupBy(OPERATIONS, ({ path }) => path).values()];
      expect(preflights).toHaveLength(byPath.length);
      const methods = preflights.map(({ headers }) => headers.get("access-control-allow-methods"));
      expect(methods.sort()).toEqual(
        byPath.map((ofPath) => ofPath.map(({ method }) => method).join(",")).sort(),
      );
      for (const preflight of preflights) {
        const [method = ""] = preflight.headers.get("access-control-allow-methods")?.split(",") ?? [];
        const headers = ["authorization", "content-type", "idempotency-key", "x-api-key"];
        expect(barredByPreflight(preflight, { origin: page, method, headers })).toBeNull();
        expect(
          barredByPreflight(preflight, { origin: "https://evil.example", method, headers }),
        ).not.toBeNull();
      }
    });

    test("lets a page read what the gateway itself refuses, whatever it is", () => {
      const refusals = templates.of("AWS::ApiGateway::GatewayResponse");
      const kinds = refusals.map(({ Properties }) => Properties.ResponseType);
      for (const kind of ["DEFAULT_4XX", "DEFAULT_5XX", "UNAUTHORIZED", "ACCESS_DENIED", "THROTTLED"])
        expect(kinds).toContain(kind);
      for (const { Properties } of refusals)
        expect(barredFromReading(headersOf(Properties.ResponseParameters), page)).toBeNull();
    });
  });

  test("answers at its domain alone, in TLS 1.3 alone", () => {
    expect(templates.of("AWS::ApiGateway::RestApi")[0]?.Properties).toMatchObject({
      DisableExecuteApiEndpoint: true,
    });
    expect(templates.of("AWS::ApiGateway::DomainName")[0]?.Properties).toMatchObject({
      SecurityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
      EndpointAccessMode: "BASIC",
    });
  });

  test("keeps no verdict of the authoriser, which keeps its own", () => {
    expect(templates.of("AWS::ApiGateway::Authorizer")[0]?.Properties).toMatchObject({
      AuthorizerResultTtlInSeconds: 0,
    });
  });

  test("logs no address, query or header", () => {
    const [stage] = templates.of("AWS::ApiGateway::Stage");
    const format = textOf(stage?.Properties.AccessLogSetting);
    expect(format).not.toMatch(/sourceIp|userAgent|queryString|path"|\$context\.path|header/i);
    expect(stage?.Properties).toMatchObject({ MethodSettings: [{ DataTraceEnabled: false }] });
  });

  test("stands behind a firewall that shows no sampled requests", () => {
    const [acl] = templates.of("AWS::WAFv2::WebACL");
    expect(textOf(acl)).toContain("RateBasedStatement");
    expect(textOf(acl)).not.toContain('"SampledRequestsEnabled":true');
    expect(templates.of("AWS::WAFv2::WebACLAssociation")).toHaveLength(1);
  });

  test("takes requests of the sizes that its operations take: the firewall's own rules only count those", () => {
    const [asked, looked] = ["searchCreators", "lookUpCreators"].map((id) => {
      const found = OPERATIONS.find((operation) => operation.id === id);
      if (!found) throw new Error(`No operation ${id}.`);
      return found;
    });
    // Japanese words, and a hundred accounts by their addresses.
    const query = "料理".repeat(QUERY_MAX_CHARACTERS / 2);
    const accounts = Array.from(
      { length: 100 },
      (_, at) => `https://www.instagram.com/${"name_".repeat(18)}${at}`,
    );
    asked?.input.parse({ query });
    looked?.input.parse({ accounts });
    // Above: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html
    expect(`q=${encodeURIComponent(query)}`.length).toBeGreaterThan(2_048);
    expect(JSON.stringify({ accounts }).length).toBeGreaterThan(8_192);
    const [acl] = templates.of("AWS::WAFv2::WebACL");
    for (const part of ["QUERYSTRING", "BODY"])
      expect(textOf(acl)).toContain(`{"ActionToUse":{"Count":{}},"Name":"SizeRestrictions_${part}"}`);
  });
});

describe("scrapers", () => {
  test("run an image that deploying builds, unless one is named by its digest", () => {
    const built = templatesOf({});
    expect(built.findings).toEqual([]);
    expect(built.of("AWS::ECS::Service")).toHaveLength(3);
    expect(textOf(built.of("AWS::ECS::Service"))).toContain("FARGATE_SPOT");
    // Else nothing would ever be planned for them.
    for (const { Properties } of built.of("AWS::Lambda::Function"))
      expect(textOf(Properties.Environment)).toContain('"INCREATOR_CRAWL":"on"');
    expect(textOf(built.of("AWS::ECS::TaskDefinition"))).toMatch(/container-assets-[^"]*:[0-9a-f]{64}/);
    expect(textOf(templates.of("AWS::ECS::TaskDefinition"))).toContain(`scraper@sha256:${"0".repeat(64)}`);
  }, 120_000);

  test("run on Spot as nobody, on a file system that nothing can write, with two minutes to put work down", () => {
    const tasks = templates.of("AWS::ECS::TaskDefinition");
    expect(tasks).toHaveLength(3);
    for (const { Properties } of tasks) {
      expect(Properties.ContainerDefinitions).toMatchObject([
        { User: "65532:65532", ReadonlyRootFilesystem: true, StopTimeout: 120 },
      ]);
    }
    for (const { Properties } of templates.of("AWS::ECS::Service")) {
      expect(textOf(Properties.CapacityProviderStrategy)).toContain("FARGATE_SPOT");
    }
  });

  test("have a follower of changes beside them, one at a time, that may send to the embedder alone", () => {
    const service = templates
      .of("AWS::ECS::Service")
      .find(({ Properties }) => Properties.ServiceName === "increator-prod-follow-changes");
    expect(service?.Properties).toMatchObject({ DesiredCount: 1 });
    const task = templates.of("AWS::ECS::TaskDefinition").find(({ Properties }) => Properties.Cpu === "256");
    expect(textOf(task?.Properties)).toContain('"follow-changes.mjs"');
    expect(textOf(task?.Properties)).not.toContain("INCREATOR_PLATFORMS_SECRET_ARN");
  });

  test("pay for no NAT, and let nobody in", () => {
    expect(templates.of("AWS::EC2::NatGateway")).toEqual([]);
    for (const { Properties } of templates.of("AWS::EC2::SecurityGroup")) {
      expect(Properties.SecurityGroupIngress).toBeUndefined();
    }
  });

  test("reach AWS, the database as its driver addresses it, and proxies wherever they listen", () => {
    const database = Number(new MongoClient("mongodb://cluster.example").options.hosts[0]?.port);
    const open = z.array(
      z.object({ FromPort: z.number(), ToPort: z.number(), IpProtocol: z.literal("tcp") }),
    );
    const [group] = templates.of("AWS::EC2::SecurityGroup");
    const rules = open.parse(group?.Properties.SecurityGroupEgress);
    for (const port of [443, database, 8_080])
      expect(rules.some(({ FromPort, ToPort }) => FromPort <= port && port <= ToPort)).toBe(true);
  });
});

test("every alarm tells somebody and links to a section that the runbook has", () => {
  const runbook = readFileSync(new URL("../docs/RUNBOOK.md", import.meta.url), "utf8");
  const anchors = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title]) =>
    title?.toLowerCase().replaceAll(" ", "-"),
  );
  const alarms = [
    ...templates.of("AWS::CloudWatch::Alarm"),
    ...templates.of("AWS::CloudWatch::CompositeAlarm"),
  ];
  // Those that scale a service call nobody.
  const loud = alarms.filter(({ Properties }) => textOf(Properties.AlarmActions ?? "").includes("Alerts"));
  expect(loud.length).toBeGreaterThan(20);
  for (const { Properties } of loud) {
    const [, anchor] = /RUNBOOK\.md#([\w-]+)$/.exec(String(Properties.AlarmDescription)) ?? [];
    expect(anchors).toContain(anchor);
  }
});

describe("connections to the database", () => {
  test.each(["dev", "prod"])("stay below four fifths of what a member of its tier takes: %s", (stage) => {
    const config = deploymentFrom({ INCREATOR_STAGE: stage });
    expect(connectionsIn(config.stage)).toBeLessThanOrEqual(0.8 * config.stage.databaseConnections);
  });

  test("are bounded in every function, by its pool and by copies that it cannot exceed", () => {
    const tables = { ...QUEUE_WORKERS, ...HTTP_SETTINGS, [AUTHORISER.stem]: AUTHORISER };
    const { stage } = deploymentFrom({ INCREATOR_STAGE: "prod" });
    for (const [stem, settings] of Object.entries(tables)) {
      const deployed = functions.find((one) => text(one, "FunctionName") === `increator-prod-${stem}`);
      if (!deployed) throw new Error(`${stem} is missing`);
      expect(textOf(deployed), stem).toContain(`"INCREATOR_MONGO_POOL":"${settings.connections}"`);
      if (!("copies" in settings)) continue;
      expect(count(deployed, "ReservedConcurrentExecutions"), stem).toBe(copiesIn(stage, settings));
    }
  });
});

test("what all stages share is in a stack of none, the same for each, and stays when it is deleted", () => {
  const shared = (made: typeof templates) => made.all.filter(({ stack }) => stack === "InCreator-Account");
  const ofDev = templatesOf({ INCREATOR_STAGE: "dev", INCREATOR_ACCOUNT: "111122223333" });
  expect(shared(ofDev)).toEqual(shared(templates));
  expect(
    shared(templates)
      .map(({ Type }) => Type)
      .sort(),
  ).toEqual(["AWS::ApiGateway::Account", "AWS::IAM::Role"]);
  for (const { DeletionPolicy } of shared(templates)) expect(DeletionPolicy).toBe("Retain");
  expect(templates.of("AWS::ApiGateway::Account")).toHaveLength(1);
}, 120_000);

test("who touched an object is recorded once", () => {
  for (const { Properties } of templates.of("AWS::S3::Bucket"))
    expect(Properties).not.toHaveProperty("LoggingConfiguration");
  const [trail] = templates.of("AWS::CloudTrail::Trail");
  for (const name of BUCKETS) expect(textOf(trail)).toContain(`increator-prod-${name}-`);
});

test("calls that are turned away and requests that nobody counts have an alarm", () => {
  const alarms = templates.of("AWS::CloudWatch::Alarm");
  const throttled = alarms.filter(({ Properties }) => Properties.MetricName === "Throttles");
  expect(throttled).toHaveLength(functions.length);
  expect(alarms.filter(({ Properties }) => Properties.MetricName === "Uncounted-prod")).toHaveLength(1);
  const filters = templates
    .of("AWS::Logs::MetricFilter")
    .filter(({ Properties }) => textOf(Properties).includes("$.uncounted"));
  expect(filters).toHaveLength(Object.keys(HTTP_SETTINGS).length);
});

test("what jobs say aloud has an alarm, retention past its days too", () => {
  const sounds = templates
    .of("AWS::CloudWatch::Alarm")
    .map(({ Properties }) => String(Properties.AlarmDescription));
  const filters = textOf(templates.of("AWS::Logs::MetricFilter"));
  for (const { name, alarm } of JOBS) {
    expect(filters.includes(`$.job = \\"${name}\\"`), name).toBe(alarm !== undefined);
    if (alarm)
      expect(
        sounds.some((one) => one.startsWith(alarm.what)),
        name,
      ).toBe(true);
  }
  expect(sounds.some((one) => one.endsWith("#retention-overdue"))).toBe(true);
});

test("every queue's dead letters have an alarm", () => {
  const watched = templates
    .of("AWS::CloudWatch::Alarm")
    .map(({ Properties }) => String(Properties.AlarmDescription));
  for (const name of QUEUES) expect(watched.join()).toContain(`Messages of ${name} were given up.`);
});

test("every job has a clock that asks by a message with its time, and again until the next strike if it was refused", () => {
  const schedules = templates.of("AWS::Scheduler::Schedule");
  expect(schedules).toHaveLength(JOBS.length);
  for (const { Properties } of schedules) {
    const { Target } = z
      .object({ Target: z.looseObject({ Input: z.string(), RetryPolicy: z.unknown() }) })
      .parse(Properties);
    const told = Target.Input.replace("<aws.scheduler.scheduled-time>", "2026-11-20T10:00:00Z");
    const asked = jobMessageSchema.parse(JSON.parse(told)).job;
    const { everyMinutes = 0 } = JOBS.find(({ name }) => name === asked) ?? {};
    const seconds = everyMinutes > 1_440 ? 86_400 : everyMinutes * 60;
    expect(Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: seconds });
  }
});

test("a clock that stands still raises an alarm, though no job is left to raise one", () => {
  expect(Math.min(...JOBS.map(({ everyMinutes }) => everyMinutes))).toBe(1);
  const alarms = templates.of("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);
  expect(alarms).toContainEqual(
    expect.objectContaining({
      AlarmDescription: expect.stringContaining("No job of the clock was asked for in 15 minutes."),
      MetricName: "NumberOfMessagesSent",
      Period: 900,
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
      TreatMissingData: "breaching",
    }),
  );
});

test("a stage is reached by the names that its stacks give", () => {
  const at = "https://sqs.us-east-1.amazonaws.com/111122223333/increator-prod-ingest";
  const settings = settingsBeside("prod", "us-east-1", at);
  // Whole, as the commands and the smoke test read them.
  bucketSettingsFrom(settings);
  queueUrlsFrom(settings);
  const { AWS_REGION, INCREATOR_SECRET_ARN = "", ...named } = settings;
  const made = [
    ["AWS::SQS::Queue", "QueueName"],
    ["AWS::S3::Bucket", "BucketName"],
    ["AWS::SecretsManager::Secret", "Name"],
  ].flatMap(([type = "", name = ""]) => templates.of(type).map(({ Properties }) => Properties[name]));
  const addresses = Object.values(named).map((value) => value.replace(/^.*\//, ""));
  const asked = [...INCREATOR_SECRET_ARN.split(","), ...addresses];
  expect(asked).toHaveLength(QUEUES.length + 6);
  for (const name of asked) expect(made).toContain(name);
});

test("every key turns once a year", () => {
  for (const { Properties } of templates.of("AWS::KMS::Key")) {
    expect(Properties).toMatchObject({ EnableKeyRotation: true });
  }
});

test("what is kept stands in the stateful stack, and what computes in the others", () => {
  const kept = ["AWS::S3::Bucket", "AWS::KMS::Key", "AWS::SecretsManager::Secret"];
  for (const { Type, stack } of templates.all) {
    if (kept.includes(Type)) expect(stack).toBe("InCreator-prod-Data");
    if (Type === "AWS::Lambda::Function") expect(stack).not.toBe("InCreator-prod-Data");
  }
});
