import { type Environment, platformsSecretArnFrom, secretArnFrom } from "../config.ts";

/** The environment with what INCREATOR_SECRET_ARN keeps, read at run time so that no console shows it. */
export const withSecretSettings = (environment: Environment): Promise<Environment> =>
  withSecret(environment, secretArnFrom(environment));

/**
 * The environment with what INCREATOR_PLATFORMS_SECRET_ARN keeps: the platforms' credentials and the proxies, which only
 * crawlers need and the functions that look at single accounts.
 */
export const withPlatformSettings = (environment: Environment): Promise<Environment> =>
  withSecret(environment, platformsSecretArnFrom(environment));

async function withSecret(environment: Environment, arn: string | undefined): Promise<Environment> {
  if (arn === undefined) return environment;
  const { readSecretSettings } = await import("../adapters/cloud/secret-settings.ts");
  return { ...environment, ...(await readSecretSettings(arn)) };
}
