import { type Environment, platformsSecretArnsFrom, secretArnsFrom } from "../config.ts";

/** The environment with what the secrets of INCREATOR_SECRET_ARN keep, read at run time so that no console shows it. */
export const withSecretSettings = (environment: Environment): Promise<Environment> =>
  withSecrets(environment, secretArnsFrom(environment));

/**
 * The environment with what INCREATOR_PLATFORMS_SECRET_ARN keeps: the platforms' credentials and the proxies, which only
 * crawlers need and the functions that look at single accounts.
 */
export const withPlatformSettings = (environment: Environment): Promise<Environment> =>
  withSecrets(environment, platformsSecretArnsFrom(environment));

async function withSecrets(environment: Environment, arns: readonly string[]): Promise<Environment> {
  if (arns.length === 0) return environment;
  const { readSecretSettings } = await import("../adapters/cloud/secret-settings.ts");
  const kept = await Promise.all(arns.map((arn) => readSecretSettings(arn)));
  return Object.assign({}, environment, ...kept);
}
