import { spawn } from "node:child_process";
import { once } from "node:events";
import { manageAccess } from "../../lib/access/manage-access.ts";
import { readSecretSettings } from "../../lib/adapters/cloud/secret-settings.ts";
import { systemClock, systemIds } from "../../lib/adapters/system-clock.ts";
import { cloudDocuments } from "../../lib/compose/cloud-parts.ts";
import { openSecretKeyring } from "../../lib/compose/live-keyring.ts";
import { withSecretSettings } from "../../lib/compose/secret-environment.ts";
import type { Environment } from "../../lib/config.ts";
import { MINUTE_MS } from "../../lib/domain/durations.ts";
import { tenantIdSchema } from "../../lib/domain/ids.ts";
import { pause } from "../../lib/ports/deadline.ts";
import { primaryRegion, stageSettings } from "../stage-settings.ts";
import type { Hands } from "./deploy-steps.ts";

/** Route 53 publishes a record within a minute, but a resolver may remember for longer that it was missing. */
const REACHED_MS = 5 * MINUTE_MS;
const ASK_AGAIN_MS = 5_000;
const HOUR_DAYS = 1 / 24;
/** The actor of these changes in the audit. */
const ACTOR = "deployment";

/** What a real deployment runs. */
export const realHands = (stage: string, environment: Environment): Hands => ({
  async run([program = "", ...args], settings) {
    const env = { ...environment, INCREATOR_STAGE: stage, ...settings };
    const child = spawn(program, args, { env, stdio: "inherit", shell: process.platform === "win32" });
    const [code] = await once(child, "close");
    return typeof code === "number" ? code : 1;
  },
  stageSettings: () => stageSettings(stage, environment),
  async secretSettings(name) {
    process.env.AWS_REGION ??= primaryRegion(environment);
    return readSecretSettings(name);
  },
  async withSmokeKey(reached, use) {
    const settings = await withSecretSettings({ ...environment, ...reached });
    const { keyring } = await openSecretKeyring(settings);
    const documents = cloudDocuments(settings);
    const ports = { ...documents.ports, keyring, clock: systemClock, ids: systemIds };
    try {
      const { secret, keys } = await manageAccess(
        ports,
        {
          action: "create-key",
          tenant: tenantIdSchema.parse("smoke"),
          name: "deployment",
          roles: ["privacy_officer"],
          subscribes_shared: false,
          expires_days: HOUR_DAYS,
        },
        ACTOR,
      );
      const [made] = keys;
      try {
        await use(secret ?? "");
      } finally {
        if (made) await manageAccess(ports, { action: "revoke-key", id: made.id }, ACTOR);
      }
    } finally {
      await documents.close();
    }
  },
  async isReached(url) {
    const signal = AbortSignal.timeout(REACHED_MS);
    while (!signal.aborted) {
      if (await fetch(url, { signal }).catch(() => null)) return true;
      await pause(ASK_AGAIN_MS, signal);
    }
    return false;
  },
});
