import { type Environment, secretArnFrom } from "../config.ts";

/** The environment with what INCREATOR_SECRET_ARN keeps, read at run time so that no console shows it. */
export async function withSecretSettings(environment: Environment): Promise<Environment> {
  const arn = secretArnFrom(environment);
  if (arn === undefined) return environment;
  const { readSecretSettings } = await import("../adapters/cloud/secret-settings.ts");
  return { ...environment, ...(await readSecretSettings(arn)) };
}
