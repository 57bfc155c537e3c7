import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { callerOfKey, issueApiKey, type KeyOwner } from "../lib/access/api-keys.ts";
import { registerTenant } from "../lib/access/tenants.ts";
import type { Services } from "../lib/compose/services.ts";
import { replaceFile } from "../lib/compose/whole-files.ts";
import { LOCAL_TENANT, SYSTEM_TENANT } from "../lib/domain/ids.ts";

type KeyServices = Pick<Services, "openDocuments" | "keyring" | "clock" | "ids">;

/** The data folder's development key. */
export async function developmentKey(services: KeyServices, dataDir: string): Promise<string> {
  // One machine belongs to its owner, so its plan should not get in the way.
  await registerTenant(services, LOCAL_TENANT, "enterprise");
  return keptKey(services, join(dataDir, "dev-key"), {
    ...{ tenantId: LOCAL_TENANT, roles: ["admin"], subscribesShared: true, name: "development key" },
  });
}

/** With this key the console shows the platform's parts. Anyone who can read the folder may see everything. */
export const platformKey = (services: KeyServices, dataDir: string): Promise<string> =>
  keptKey(services, join(dataDir, "platform-key"), {
    ...{ tenantId: SYSTEM_TENANT, roles: ["operator"], subscribesShared: false },
    name: "console of this machine",
  });

/** Makes a key once and keeps it in a file that only its owner may read. */
async function keptKey(services: KeyServices, path: string, owner: KeyOwner): Promise<string> {
  const kept = (await readFile(path, "utf8").catch(() => "")).trim();
  if (kept && (await callerOfKey(services, kept))) return kept;
  const key = await issueApiKey(services, owner);
  await replaceFile(path, `${key}\n`);
  return key;
}
