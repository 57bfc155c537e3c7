import { type Environment, platformsSecretArnsFrom, secretArnsFrom } from "../config.ts";

/**
 * The environment with the contents of the secrets in INCREATOR_SECRET_ARN. They are read at run time, so that no
 * console shows them.
 */
export const withSecretSettings = (environment: Environment): Promise<Environment> =>
  withSecrets(environment, secretArnsFrom(environment));

/**
 * The environment with the contents of INCREATOR_PLATFORMS_SECRET_ARN: the platforms' credentials and the proxies. Only
 * crawlers and the functions that look up single accounts need them.
 */
export const withPlatformSettings = (environment: Environment): Promise<Environment> =>
  withSecrets(environment, platformsSecretArnsFrom(environment));

async function withSecrets(environment: Environment, arns: readonly string[]): Promise<Environment> {
  if (arns.length === 0) return environment;
  const { readSecretSettings } = await import("../adapters/cloud/secret-settings.ts");
  const kept = await Promise.all(arns.map((arn) => readSecretSettings(arn)));
  return Object.assign({}, environment, ...kept);
}
