import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { callerOfKey, issueApiKey } from "../lib/access/api-keys.ts";
import { registerTenant } from "../lib/access/tenants.ts";
import type { Services } from "../lib/compose/services.ts";
import { LOCAL_TENANT } from "../lib/domain/ids.ts";

const FILE = "dev-key";

/** The data folder's development key, made once and kept in a file that its owner alone may read. */
export async function developmentKey(
  services: Pick<Services, "openDocuments" | "keyring" | "clock" | "ids">,
  dataDir: string,
): Promise<string> {
  const path = join(dataDir, FILE);
  const kept = (await readFile(path, "utf8").catch(() => "")).trim();
  if (kept && (await callerOfKey(services, kept))) return kept;
  // One machine is its owner's: limits are there to be seen, not to be in the way.
  await registerTenant(services, LOCAL_TENANT, "enterprise");
  const key = await issueApiKey(services, {
    tenantId: LOCAL_TENANT,
    roles: ["admin"],
    subscribesShared: true,
    name: "development key",
  });
  await writeFile(`${path}.new`, `${key}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
  return key;
}
