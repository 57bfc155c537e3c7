import { Period, type RestApi } from "aws-cdk-lib/aws-apigateway";
import { usageKeyOf } from "../../lib/domain/api/usage-key.ts";
import type { StageConfig, UsageTenant } from "../config.ts";
import { constructName } from "../names.ts";
import { physicalName } from "../physical-names.ts";

/**
 * Adds a usage plan for each tier, with a key for each of its tenants. Only the authoriser names the key, callers
 * cannot: `apiKeySource: AUTHORIZER`. A plan's throttle and quota apply to each key separately.
 */
export function addUsagePlans(api: RestApi, stage: StageConfig, tenants: readonly UsageTenant[]): void {
  for (const [tier, plan] of Object.entries(stage.plans)) {
    const added = api.addUsagePlan(`${constructName(tier)}Plan`, {
      name: physicalName(stage.name, tier),
      throttle: { rateLimit: plan.requestsPerSecond, burstLimit: plan.burst },
      quota: { limit: plan.requestsPerMonth, period: Period.MONTH },
      apiStages: [{ stage: api.deploymentStage }],
    });
    for (const { tenant } of tenants.filter((one) => one.tier === tier)) {
      const key = api.addApiKey(`UsageOf-${tenant}`, {
        apiKeyName: physicalName(stage.name, `usage-${tenant}`),
        value: usageKeyOf(tenant),
      });
      added.addApiKey(key);
    }
  }
}
