import type { Caller } from "../domain/api/caller.ts";
import { mayActAs } from "../domain/api/roles.ts";
import type { ErasureView } from "../domain/erasure.ts";
import { AppError } from "../domain/errors.ts";
import type { AccountName } from "../domain/identity.ts";
import { type CreatorId, creatorIdOf, SHARED_TENANT } from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";
import type { Erasure } from "../domain/records.ts";
import { platformScope } from "../domain/tenant-scope.ts";
import { type EraseCreatorPorts, eraseCreator } from "./erase-creator.ts";
import { eraseEverywhere } from "./erase-everywhere.ts";
import { accountKeyOf, accountNotFound, type NamedAccount } from "./erasure/account-named.ts";
import { creatorsNamed } from "./identity/creators-named.ts";
import type { Account } from "./suppression.ts";
import { everyTenant } from "./tenants.ts";

export interface RequestErasureInput extends NamedAccount {
  readonly scope: Erasure["scope"];
  /** In every tenant; the platform's administrator alone may ask so. */
  readonly everywhere?: boolean | undefined;
}

type Asker = Pick<Caller, "keyId" | "tenantId" | "roles">;

/**
 * Forgets an account that a person names and not our id. An account that was never stored is suppressed all the
 * same, when its platform's own id is known; a handle alone does not tell whose it will be tomorrow.
 * @throws AppError `invalid`, code `bad-account`; `not-found`, code `account-not-found`; `forbidden`, code
 * `platform-admin-needed`.
 */
export async function requestErasure(
  ports: EraseCreatorPorts,
  input: RequestErasureInput,
  asker: Asker,
): Promise<ErasureView> {
  const { scope } = input;
  if (input.everywhere) {
    requirePlatformAdmin(asker);
    const account = await accountAnywhere(ports, input);
    return eraseEverywhere(ports, { account, scope, origin: "caller" }, asker.keyId);
  }
  const { creatorId, account } = await creatorOf(ports, input);
  return eraseCreator(ports, { creatorId, scope, ...(account && { account }) }, asker.keyId);
}

/** The catalogue is the platform's own, so its administrator is the platform's. */
function requirePlatformAdmin({ tenantId, roles }: Asker): void {
  if (tenantId === SHARED_TENANT && mayActAs(roles, "admin")) return;
  throw new AppError(
    "forbidden",
    "platform-admin-needed",
    `Only an admin of the tenant ${SHARED_TENANT} may erase in every tenant.`,
  );
}

interface Target {
  readonly creatorId: CreatorId;
  readonly account: Account | null;
}

async function creatorOf(ports: EraseCreatorPorts, input: NamedAccount): Promise<Target> {
  const { platform } = input;
  const key = accountKeyOf(input);
  if (key.kind === "id") return byPlatformId(ports, platform, key.platform_user_id);
  const named = (await creatorsNamed(ports.documents, [key.name])).of([key.name]);
  const creator = named.find(({ tenant_id }) => tenant_id === ports.documents.scope.tenantId) ?? named[0];
  if (creator) return { creatorId: creator.id, account: null };
  const standIn = handleAsId(key.name);
  if (standIn === null) throw accountNotFound(key.name);
  return byPlatformId(ports, platform, standIn);
}

/** Whoever went by the name last, in whichever tenant. */
async function accountAnywhere(ports: EraseCreatorPorts, input: NamedAccount): Promise<Account> {
  const { platform } = input;
  const key = accountKeyOf(input);
  if (key.kind === "id") return { platform, platform_user_id: key.platform_user_id };
  const documents = ports.openDocuments(platformScope(await everyTenant(ports)));
  const named = (await creatorsNamed(documents, [key.name])).of([key.name]);
  const [latest] = named.sort((a, b) => (a.fetched_at < b.fetched_at ? 1 : -1));
  const platform_user_id = latest?.platform_user_id ?? handleAsId(key.name);
  if (platform_user_id === null) throw accountNotFound(key.name);
  return { platform, platform_user_id };
}

/** TikTok's research API gives no id: there the handle stands in. */
const handleAsId = ({ platform, name }: AccountName): string | null => (platform === "tiktok" ? name : null);

/** The tenant's own record, or the common catalogue's where only that one is there. */
async function byPlatformId(
  { documents }: EraseCreatorPorts,
  platform: Platform,
  userId: string,
): Promise<Target> {
  const account = { platform, platform_user_id: userId };
  const own = creatorIdOf(documents.scope.tenantId, platform, userId);
  const shared = creatorIdOf(SHARED_TENANT, platform, userId);
  const found = await documents.getMany("creators", [own, shared]);
  return { creatorId: found.has(shared) && !found.has(own) ? shared : own, account };
}
