import { credentialSettingsFrom, type Environment } from "../config.ts";
import { type Check, checkOf } from "./diagnosis/check.ts";
import { cloudChecks } from "./diagnosis/cloud-checks.ts";
import { embeddedChecks } from "./diagnosis/embedded-checks.ts";
import { withPlatformSettings, withSecretSettings } from "./secret-environment.ts";

export type { Check } from "./diagnosis/check.ts";

/** Checks this machine and every configured service. Changes nothing and shows no setting's value. */
export async function diagnose(given: Environment, dataDir: string): Promise<Check[]> {
  const known = await settingsOrCheck(given);
  if ("check" in known) return [...(await embeddedChecks(given, dataDir)), known.check];
  const { settings } = known;
  return [
    ...(await embeddedChecks(settings, dataDir)),
    await platformsCheck(settings),
    ...(await cloudChecks(settings)),
  ];
}

/**
 * The environment with its secret's settings. If these cannot be read, the failed check; then no service can be asked.
 */
async function settingsOrCheck(
  environment: Environment,
): Promise<{ readonly settings: Environment } | { readonly check: Check }> {
  let settings = environment;
  const read = async () => {
    settings = await withSecretSettings(environment);
    return "can be read";
  };
  const check = await checkOf("settings' secret", read, () => remedyOf("INCREATOR_SECRET_ARN"));
  return check.isWell ? { settings } : { check };
}

/** Counts the credentials of each platform. Tries none, since each call uses up its budget. */
const platformsCheck = (environment: Environment): Promise<Check> =>
  checkOf(
    "platforms",
    async () => {
      const pools = credentialSettingsFrom(await withPlatformSettings(environment));
      const counts = Object.entries(pools).flatMap(([platform, { length }]) =>
        length > 0 ? [`${platform} ${length}`] : [],
      );
      return counts.length === 0
        ? "no credential is set: nothing is crawled"
        : `credentials: ${counts.join(", ")}; none is tried, since each call counts`;
    },
    ({ code }) =>
      code.startsWith("secret-")
        ? remedyOf("INCREATOR_PLATFORMS_SECRET_ARN")
        : "Set both halves of each pair, as many of the one as of the other, or unset both.",
  );

const remedyOf = (setting: string): string =>
  `Check ${setting}, AWS_REGION, the credentials of AWS, and that they may read the secret and use its key.`;
