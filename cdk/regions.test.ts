import { describe, expect, test } from "vitest";
import { z } from "zod";
import { OPERATIONS } from "../lib/domain/api/operations.ts";
import { type Resource, statementsOf, templatesOf, textOf } from "../test/doubles/cdk-templates.ts";
import { connectionsIn } from "../test/doubles/database-connections.ts";
import { deploymentFrom } from "./config.ts";
import { AUTHORISER, HTTP_SETTINGS, INDEXING, QUEUE_WORKERS, READING } from "./functions.ts";
import { constructName } from "./names.ts";

const templates = templatesOf({
  INCREATOR_STAGE: "prod",
  INCREATOR_ACCOUNT: "111122223333",
  INCREATOR_REGIONS: "us-east-1,eu-central-1",
  INCREATOR_DOMAIN: "api.example.com",
});
const isThere = ({ stack }: Resource): boolean => stack.includes("eu-central-1");
const there = (type: string) => templates.of(type).filter(isThere);
const here = (type: string) => templates.of(type).filter((one) => !isThere(one));
const nameOf = ({ Properties }: Resource) => String(Properties.FunctionName).replace("increator-prod-", "");

/** Functions whose role may do something to a resource that a text names. */
const mayTouch = (policies: readonly Resource[], action: string, named: string): string[] =>
  policies
    .filter(({ Properties }) =>
      statementsOf(Properties.PolicyDocument).some(
        ({ Action, Resource }) => Action.includes(action) && textOf(Resource).includes(named),
      ),
    )
    .map(({ id }) => id.replace(/(Worker|Role).*/, ""))
    .sort();

test("cdk-nag finds nothing in either region that no reason stands beside", () => {
  expect(templates.findings).toEqual([]);
});

describe("the second region", () => {
  test("has what answers people and what fills its index, and no clock, scraper or budget", () => {
    const expected = [...READING, ...INDEXING, AUTHORISER.stem].sort();
    expect(there("AWS::Lambda::Function").map(nameOf).sort()).toEqual(expected);
    for (const type of ["AWS::Scheduler::Schedule", "AWS::ECS::Service", "AWS::Budgets::Budget"]) {
      expect(there(type), type).toEqual([]);
      expect(here(type).length, type).toBeGreaterThan(0);
    }
  });

  test("answers every operation, by itself or by the primary's gateway", () => {
    const uris = there("AWS::ApiGateway::Method").flatMap(({ Properties }) => {
      const { HttpMethod, Integration } = z
        .object({ HttpMethod: z.string(), Integration: z.object({ Type: z.string(), Uri: z.unknown() }) })
        .parse(Properties);
      return Integration.Type === "HTTP_PROXY" ? [`${HttpMethod} ${String(Integration.Uri)}`] : [];
    });
    const elsewhere = OPERATIONS.filter((operation) => !READING.includes(operation.function));
    expect(uris.sort()).toEqual(
      elsewhere.map(({ method, path }) => `${method} https://us-east-1.api.example.com${path}`).sort(),
    );
    expect(there("AWS::ApiGateway::Method").length).toBe(here("AWS::ApiGateway::Method").length);
  });

  test("reads near by where it answers people, and what it embeds from the primary", () => {
    const near = templates
      .of("AWS::Lambda::Function")
      .filter(({ Properties }) => textOf(Properties).includes('"INCREATOR_READS":"near"'));
    expect(near.every(isThere)).toBe(true);
    expect(near.map(nameOf).sort()).toEqual([...READING, AUTHORISER.stem].sort());
  });

  test("reads copies of the first region's secrets, and lets the console put files where they are read", () => {
    expect(there("AWS::SecretsManager::Secret")).toEqual([]);
    for (const { Properties } of here("AWS::SecretsManager::Secret"))
      expect(Properties).toMatchObject({ ReplicaRegions: [{ Region: "eu-central-1" }] });
    for (const { Properties } of there("AWS::Lambda::Function")) {
      const variables = textOf(Properties.Environment);
      expect(variables).toMatch(/"INCREATOR_SECRET_ARN":"increator-prod-settings,increator-prod-\w+"/);
      expect(variables).toContain('"INCREATOR_RAW_BUCKET":"increator-prod-raw-111122223333-us-east-1"');
    }
  });

  test("may ask the primary's worker to erase, and nothing else of that region", () => {
    const policies = there("AWS::IAM::Policy");
    expect(
      mayTouch(policies, "sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:increator-prod-erase"),
    ).toEqual(["Open"]);
    const reached = policies.flatMap(({ Properties }) =>
      statementsOf(Properties.PolicyDocument).flatMap(({ Action, Resource }) =>
        textOf(Resource).includes("us-east-1") ? Action : [],
      ),
    );
    expect([...new Set(reached)].sort()).toEqual(["kms:Decrypt", "kms:GenerateDataKey", "sqs:SendMessage"]);
  });
});

describe("the primary", () => {
  const policies = here("AWS::IAM::Policy");
  const rows = Object.entries({ ...QUEUE_WORKERS, ...HTTP_SETTINGS });

  test("feeds both queues of the other region from whatever feeds its own", () => {
    for (const queue of ["embed-high", "embed-low"] as const) {
      const senders = rows.filter(([, row]) => "sends" in row && row.sends.some((one) => one === queue));
      const arn = `arn:aws:sqs:eu-central-1:111122223333:increator-prod-${queue}`;
      expect(mayTouch(policies, "sqs:SendMessage", arn), queue).toEqual([
        ...senders.map(([stem]) => constructName(stem)).sort(),
        "followchangestaskTask",
      ]);
    }
  });

  test("uses keys of the other region through its services alone, by their alias", () => {
    const statements = policies.flatMap(({ Properties }) => statementsOf(Properties.PolicyDocument));
    const onKeys = statements.filter(({ Resource }) => textOf(Resource).includes("kms:eu-central-1"));
    expect(onKeys.length).toBeGreaterThan(0);
    for (const { Condition } of onKeys) {
      expect(textOf(Condition)).toMatch(/"kms:ViaService":"(sqs|s3)\.eu-central-1\.amazonaws\.com"/);
      expect(textOf(Condition)).toMatch(/"kms:ResourceAliases":"alias\/increator-prod-(data|messages)"/);
    }
    const aliases = there("AWS::KMS::Alias").map(({ Properties }) => Properties.AliasName);
    expect(aliases.sort()).toEqual(["alias/increator-prod-data", "alias/increator-prod-messages"]);
  });

  test("copies its backups and nothing else, and removes from the copies what it removes", () => {
    const copied = templates
      .of("AWS::S3::Bucket")
      .filter(({ Properties }) => Properties.ReplicationConfiguration);
    expect(copied.map(({ Properties }) => Properties.BucketName)).toEqual([
      "increator-prod-backup-111122223333-us-east-1",
    ]);
    const copy = "increator-prod-backup-111122223333-eu-central-1";
    expect(textOf(copied[0]?.Properties.ReplicationConfiguration)).toContain(`arn:aws:s3:::${copy}"`);
    expect(there("AWS::S3::Bucket").map(({ Properties }) => Properties.BucketName)).toContain(copy);
    expect(mayTouch(policies, "s3:DeleteObjectVersion", copy)).toEqual(
      mayTouch(policies, "s3:DeleteObjectVersion", "increator-prod-backup-111122223333-us-east-1"),
    );
  });
});

test("one name leads to the nearer region that is well, and each region has a name of its own", () => {
  const records = templates.of("AWS::Route53::RecordSet").map(({ Properties }) => Properties);
  const shared = records.filter(({ Name }) => Name === "api.example.com.");
  expect(shared.map(({ Region }) => Region).sort()).toEqual(["eu-central-1", "us-east-1"]);
  for (const record of shared) expect(record).toMatchObject({ HealthCheckId: expect.anything() });
  expect(records.map(({ Name }) => Name)).toContain("us-east-1.api.example.com.");
  // Its checkers speak no TLS 1.3, which the API demands.
  const kinds = there("AWS::Route53::HealthCheck").map(({ Properties }) => textOf(Properties));
  expect(kinds).toHaveLength(3);
  for (const kind of kinds) expect(kind).not.toContain('"HTTPS"');
});

test("both regions' connections stay below four fifths of what a member of M40 takes", () => {
  const { stage } = deploymentFrom({ INCREATOR_STAGE: "prod" });
  expect(connectionsIn(stage, 2)).toBeLessThanOrEqual(0.8 * 6_000);
  expect(connectionsIn(stage, 2)).toBeGreaterThan(connectionsIn(stage));
});

test("a function's variables stay below the 4 KB that Lambda takes", () => {
  for (const one of templates.of("AWS::Lambda::Function"))
    expect(textOf(one.Properties.Environment).length, nameOf(one)).toBeLessThan(4_096);
});
