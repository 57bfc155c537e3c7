import type { Environment } from "../config.ts";
import type { Check } from "./diagnosis/check.ts";
import { cloudChecks } from "./diagnosis/cloud-checks.ts";
import { embeddedChecks } from "./diagnosis/embedded-checks.ts";
import { platformsCheck, settingsOrCheck } from "./diagnosis/secret-checks.ts";

export type { Check } from "./diagnosis/check.ts";

/** Looks at this machine and at every service that is set; changes nothing, and shows no setting's value. */
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
