import type { ErasureView } from "../domain/erasure.ts";
import { AppError } from "../domain/errors.ts";
import { type AccountName, accountName, accountOfUrl, channelIdOf } from "../domain/identity.ts";
import { type CreatorId, creatorIdOf, SHARED_TENANT } from "../domain/ids.ts";
import type { Platform } from "../domain/platform.ts";
import type { Erasure } from "../domain/records.ts";
import { type EraseCreatorPorts, eraseCreator } from "./erase-creator.ts";
import { creatorsNamed } from "./identity/creators-named.ts";
import type { Account } from "./suppression.ts";

/** An account, named in exactly one way. */
export interface RequestErasureInput {
  readonly platform: Platform;
  readonly scope: Erasure["scope"];
  readonly handle?: string | undefined;
  readonly url?: string | undefined;
  readonly platform_user_id?: string | undefined;
}

/**
 * Forgets an account that a person names and not our id. An account that was never stored is suppressed all the
 * same, when its platform's own id is known; a handle alone does not tell whose it will be tomorrow.
 * @throws AppError `invalid`, code `bad-account`; `not-found`, code `account-not-found`.
 */
export async function requestErasure(
  ports: EraseCreatorPorts,
  input: RequestErasureInput,
  actor: string,
): Promise<ErasureView> {
  const { creatorId, account } = await accountNamed(ports, input);
  return eraseCreator(ports, { creatorId, scope: input.scope, ...(account && { account }) }, actor);
}

interface Target {
  readonly creatorId: CreatorId;
  readonly account: Account | null;
}

async function accountNamed(ports: EraseCreatorPorts, input: RequestErasureInput): Promise<Target> {
  if (input.platform_user_id !== undefined)
    return byPlatformId(ports, input.platform, input.platform_user_id);
  const name = nameIn(input);
  const channelId = channelIdOf(name);
  if (channelId !== null) return byPlatformId(ports, input.platform, channelId);
  const named = (await creatorsNamed(ports.documents, [name])).of([name]);
  const creator = named.find(({ tenant_id }) => tenant_id === ports.documents.scope.tenantId) ?? named[0];
  if (creator) return { creatorId: creator.id, account: null };
  // TikTok's research API gives no id: there the handle stands in.
  if (name.platform === "tiktok") return byPlatformId(ports, "tiktok", name.name);
  throw new AppError(
    "not-found",
    "account-not-found",
    "Nothing is stored of an account with this handle. To keep it from ever being stored, name its platform_user_id.",
    { platform: name.platform },
  );
}

function nameIn({ platform, handle, url }: RequestErasureInput): AccountName {
  const name = url === undefined ? accountName(platform, handle ?? "") : accountOfUrl(url);
  if (name?.platform === platform) return name;
  const field = url === undefined ? "handle" : "url";
  throw new AppError("invalid", "bad-account", `The ${field} names no account of ${platform}.`, { field });
}

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
