import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { MockIntegration, RestApi } from "aws-cdk-lib/aws-apigateway";
import { expect, test } from "vitest";
import { usageKeyOf } from "../../lib/domain/api/usage-key.ts";
import { tenantIdSchema } from "../../lib/domain/ids.ts";
import { deploymentFrom } from "../config.ts";
import { addUsagePlans } from "./usage-plans.ts";

function synthesised(environment: Record<string, string>) {
  const config = deploymentFrom(environment);
  const stack = new Stack(new App(), "Test");
  const api = new RestApi(stack, "Api");
  api.root.addMethod("GET", new MockIntegration());
  addUsagePlans(api, config.stage, config.usageTenants);
  return { config, template: Template.fromStack(stack) };
}

test("each tenant has a key in the plan of its tier, with the value that the authoriser names", () => {
  const { config, template } = synthesised({ INCREATOR_USAGE_TENANTS: "acme:team, beta:free" });
  expect(config.usageTenants).toEqual([
    { tenant: "acme", tier: "team" },
    { tenant: "beta", tier: "free" },
  ]);
  const keys = Object.values(template.findResources("AWS::ApiGateway::ApiKey"));
  const values = keys.map(({ Properties }) => Properties.Value);
  expect(values.sort()).toEqual(["acme", "beta"].map((id) => usageKeyOf(tenantIdSchema.parse(id))));
  template.resourceCountIs("AWS::ApiGateway::UsagePlanKey", 2);
  template.resourceCountIs("AWS::ApiGateway::UsagePlan", 3);
});

test("without tenants there are plans and no keys", () => {
  const { template } = synthesised({});
  template.resourceCountIs("AWS::ApiGateway::UsagePlan", 3);
  template.resourceCountIs("AWS::ApiGateway::ApiKey", 0);
});

test.each(["acme", "acme:gold", "ACME:team", "acme:team,acme:free"])("%s is no list of tenants", (text) => {
  expect(() => deploymentFrom({ INCREATOR_USAGE_TENANTS: text })).toThrow("INCREATOR_USAGE_TENANTS");
});

test("a usage key is as long as API Gateway wants it", () => {
  expect(usageKeyOf(tenantIdSchema.parse("a")).length).toBeGreaterThanOrEqual(20);
  expect(usageKeyOf(tenantIdSchema.parse("a".repeat(63))).length).toBeLessThanOrEqual(128);
});
