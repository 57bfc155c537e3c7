import { Period, type RestApi } from "aws-cdk-lib/aws-apigateway";
import { usageKeyOf } from "../../lib/domain/api/usage-key.ts";
import type { StageConfig, UsageTenant } from "../config.ts";
import { constructName } from "../names.ts";
import { physicalName } from "../physical-names.ts";

/**
 * A usage plan for each tier, and in it a key for each of its tenants. The authoriser names the key, callers cannot:
 * `apiKeySource: AUTHORIZER`. Throttles and quotas of a plan hold for each key by itself.
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
